package io.github.grabnas.cli;

import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.RunKey;

/**
 * About how long a search takes one thread of a machine with two cores that both are at work: measured for 100
 * evaluations, and in proportion for other numbers of them. A search on trained networks, or one that trains a
 * supernet, takes longer than any of these.
 */
final class ExpectedDuration {

    private static final double WITH_SURROGATE = 6;
    private static final double METAD2A = 1.5;
    private static final double WITHOUT = 1;
    private static final double MEASURED_EVALUATIONS = 100;

    private ExpectedDuration() {}

    /** In seconds. */
    static double seconds(RunKey key) {
        MethodVariant method = MethodVariant.parse(key.variant());
        if (method.search().needsImages()) {
            return 0;
        }
        double hundred =
                !method.usesOtherDatasets() ? WITHOUT : method.method().equals("metad2a") ? METAD2A : WITH_SURROGATE;
        return hundred * key.budget() / MEASURED_EVALUATIONS;
    }
}
