package io.github.grabnas.experiment.verdict;

import io.github.grabnas.experiment.run.ResultTable;

import java.util.List;

/**
 * A verdict on a claim at one scale.
 *
 * @param verdict what the rule says
 * @param because in a sentence, with the counts that decided
 * @param numbers what was compared, with the tests; empty tables are left out
 */
public record Finding(Verdict verdict, String because, List<ResultTable> numbers) {

    /** Leaves empty tables out. */
    public Finding {
        numbers = numbers.stream().filter(t -> t.table().rowCount() > 0).toList();
    }

    /** Of a rule that is met or not, if nothing is missing. */
    static Finding of(boolean met, String because, List<String> missing, List<ResultTable> numbers) {
        return missing.isEmpty()
                ? new Finding(met ? Verdict.CONFIRMED : Verdict.NOT_CONFIRMED, because, numbers)
                : new Finding(Verdict.NOT_TESTABLE, "missing: " + String.join("; ", missing), numbers);
    }
}
