package io.github.grabnas.search;

import io.github.grabnas.gp.AcquisitionFunction;
import io.github.grabnas.gp.ExpectedImprovement;
import io.github.grabnas.gp.LogExpectedImprovement;
import io.github.grabnas.gp.ProbabilityOfImprovement;
import io.github.grabnas.gp.UpperConfidenceBound;

import java.util.LinkedHashMap;
import java.util.Map;

/** The acquisition functions by the names that settings use. */
final class AcquisitionFunctions {

    private AcquisitionFunctions() {}

    /** {@code ei} (eq. 5), {@code logei}, {@code ucb} with kappa 2, {@code pi}. */
    static Map<String, AcquisitionFunction> byName() {
        Map<String, AcquisitionFunction> functions = new LinkedHashMap<>();
        functions.put("ei", new ExpectedImprovement());
        functions.put("logei", new LogExpectedImprovement());
        functions.put("ucb", new UpperConfidenceBound(2));
        functions.put("pi", new ProbabilityOfImprovement());
        return functions;
    }
}
