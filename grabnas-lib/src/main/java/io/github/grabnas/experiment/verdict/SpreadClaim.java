package io.github.grabnas.experiment.verdict;

import io.github.grabnas.experiment.run.Decimals;
import io.github.grabnas.experiment.run.DifferentSearches;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.Scale;
import io.github.grabnas.experiment.run.SearchResult;
import io.github.grabnas.statistics.HolmCorrection;
import io.github.grabnas.statistics.Significance;
import io.github.grabnas.statistics.SpreadTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a method finds differs more from seed to seed than what another finds. Searches that repeat another seed's count
 * once ({@link DifferentSearches}). As in {@link Comparison}, samples for which the test has p = 0, since all numbers
 * of each are as far from its median, have the smallest p-value of a permutation test.
 *
 * @param name short
 * @param section of the paper
 * @param text what the paper says
 * @param first the method that spreads more
 * @param second the other
 * @param where on which targets
 */
record SpreadClaim(String name, String section, String text, String first, String second, Where where)
        implements Claim {

    private record Row(String target, SpreadTest test, String seeds, double p, double adjusted) {

        private boolean larger() {
            return adjusted < Significance.LEVEL && test.firstDeviation() > test.secondDeviation();
        }

        private boolean smaller() {
            return adjusted < Significance.LEVEL && test.firstDeviation() < test.secondDeviation();
        }
    }

    @Override
    public String rule() {
        return "standard deviation over seeds of the accuracy at the end: larger for " + first + " than for " + second
                + " by more than chance on more than half of the targets, and smaller by more than chance on none "
                + "(Brown and Forsythe's test of the absolute differences to the median, Holm over targets; repeated "
                + "searches count once); on " + where.text();
    }

    @Override
    public Finding judge(Evidence evidence, Scale scale) {
        List<Row> raw = new ArrayList<>();
        for (String target : where.targets(scale)) {
            row(evidence, target).ifPresent(raw::add);
        }
        List<Double> adjusted = HolmCorrection.adjust(raw.stream().map(Row::p).toList());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            Row row = raw.get(i);
            rows.add(new Row(row.target, row.test, row.seeds, row.p, adjusted.get(i)));
        }
        long larger = rows.stream().filter(Row::larger).count();
        long smaller = rows.stream().filter(Row::smaller).count();
        return Finding.of(
                2 * larger > rows.size() && smaller == 0,
                "larger by more than chance on " + larger + " of " + rows.size() + " targets, smaller by more than "
                        + "chance on " + smaller,
                where.missing(scale, rows.stream().map(Row::target).toList()),
                List.of(ResultColumns.of(rows)
                        .text("target", Row::target)
                        .text("seeds", Row::seeds)
                        .number(first + " std", Decimals.ACCURACY, r -> r.test().firstDeviation())
                        .number(
                                second + " std",
                                Decimals.ACCURACY,
                                r -> r.test().secondDeviation())
                        .number("p", Decimals.of(4), Row::p)
                        .number("p (Holm)", Decimals.of(4), Row::adjusted)
                        .table("spread", "Standard deviation over seeds (points)", List.of())));
    }

    /** A target, not adjusted yet; empty if its different searches are not enough. */
    private Optional<Row> row(Evidence evidence, String target) {
        SortedMap<Long, SearchResult> searches = evidence.searches(first, target, 0);
        SortedMap<Long, SearchResult> others = evidence.searches(second, target, 0);
        double[] a = numbers(searches);
        double[] b = numbers(others);
        if (Math.min(a.length, b.length) < Comparison.LEAST_PAIRS) {
            return Optional.empty();
        }
        SpreadTest test = SpreadTest.of(a, b);
        double least = Significance.leastP(a.length, b.length);
        // Where neither spreads by more than rounding, nothing can be told.
        double p = Comparison.isEqual(a) && Comparison.isEqual(b) ? 1 : Math.max(test.p(), least);
        String one = DifferentSearches.text(searches.size(), a.length);
        String other = DifferentSearches.text(others.size(), b.length);
        return Optional.of(new Row(target, test, one.equals(other) ? one : one + " and " + other, p, p));
    }

    /** What the different ones report. */
    private static double[] numbers(SortedMap<Long, SearchResult> searches) {
        return DifferentSearches.seeds(searches, SearchResult::isSameSearchAs).stream()
                .mapToDouble(seed -> searches.get(seed).reported())
                .toArray();
    }
}
