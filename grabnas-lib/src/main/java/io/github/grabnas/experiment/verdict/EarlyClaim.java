package io.github.grabnas.experiment.verdict;

import io.github.grabnas.experiment.run.Scale;
import io.github.grabnas.experiment.run.SearchResult;
import io.github.grabnas.statistics.MeanDifference;
import io.github.grabnas.statistics.Summary;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A method is not behind another in the beginning: what it has found after 10 evaluations.
 *
 * @param name short
 * @param section of the paper
 * @param text what the paper says
 * @param first the method that keeps up
 * @param second the other
 * @param where on which targets
 */
record EarlyClaim(String name, String section, String text, String first, String second, Where where) implements Claim {

    private static final Measure AFTER_10 = Measure.AFTER_10;

    @Override
    public String rule() {
        return "best accuracy after 10 evaluations: the 95 % interval of " + first + " less " + second
                + " reaches zero or lies above it on each target, and " + first
                + " is behind by no more than one standard deviation of its own; on " + where.text();
    }

    @Override
    public Finding judge(Evidence evidence, Scale scale) {
        List<Comparison> rows = where.targets(scale).stream()
                .map(target -> Comparison.of(evidence, AFTER_10, target, 0, first, second))
                .flatMap(Optional::stream)
                .toList();
        boolean met = rows.stream().allMatch(row -> keepsUp(evidence, row));
        String because = String.join(
                "; ",
                rows.stream()
                        .map(row -> "on " + row.target() + " the interval is " + Comparison.interval(row.difference()))
                        .toList());
        return Finding.of(
                met,
                because,
                where.missing(scale, rows.stream().map(Comparison::target).toList()),
                List.of(Comparison.table(AFTER_10.label(), Comparison.adjusted(rows))));
    }

    private boolean keepsUp(Evidence evidence, Comparison row) {
        MeanDifference difference = row.difference();
        Stream<SearchResult> own = evidence.searches(first, row.target(), 0).values().stream();
        double deviation = Summary.of(own.mapToDouble(AFTER_10::of).toArray()).standardDeviation();
        return difference.high() >= 0 && difference.mean() >= -deviation;
    }
}
