package io.github.grabnas.experiment.verdict;

import io.github.grabnas.experiment.run.Decimals;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.Scale;
import io.github.grabnas.experiment.run.SearchResult;
import io.github.grabnas.statistics.HolmCorrection;
import io.github.grabnas.statistics.Significance;
import io.github.grabnas.statistics.SpreadTest;

import java.util.ArrayList;
import java.util.List;

/**
 * What a method finds differs more from seed to seed than what another finds.
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

    private record Row(String target, SpreadTest test, int seeds, double adjusted) {

        private boolean larger() {
            return adjusted < Significance.LEVEL && test.firstDeviation() > test.secondDeviation();
        }
    }

    @Override
    public String rule() {
        return "standard deviation over seeds of the accuracy at the end: larger for " + first + " than for " + second
                + " by more than chance on more than half of the targets (Brown and Forsythe, Holm), and smaller on "
                + "none; on " + where.text();
    }

    @Override
    public Finding judge(Evidence evidence, Scale scale) {
        List<Row> raw = new ArrayList<>();
        for (String target : where.targets(scale)) {
            double[] a = numbers(evidence, first, target);
            double[] b = numbers(evidence, second, target);
            if (Math.min(a.length, b.length) >= Comparison.LEAST_PAIRS) {
                SpreadTest test = SpreadTest.of(a, b);
                raw.add(new Row(target, test, Math.min(a.length, b.length), test.p()));
            }
        }
        List<Double> p =
                HolmCorrection.adjust(raw.stream().map(r -> r.test().p()).toList());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            rows.add(new Row(raw.get(i).target(), raw.get(i).test(), raw.get(i).seeds(), p.get(i)));
        }
        long larger = rows.stream().filter(Row::larger).count();
        long smaller = rows.stream()
                .filter(r -> r.test().firstDeviation() < r.test().secondDeviation())
                .count();
        return Finding.of(
                2 * larger > rows.size() && smaller == 0,
                "larger by more than chance on " + larger + " of " + rows.size() + " targets, smaller on " + smaller,
                where.missing(scale, rows.stream().map(Row::target).toList()),
                List.of(ResultColumns.of(rows)
                        .text("target", Row::target)
                        .whole("seeds", Row::seeds)
                        .number(first + " std", Decimals.ACCURACY, r -> r.test().firstDeviation())
                        .number(
                                second + " std",
                                Decimals.ACCURACY,
                                r -> r.test().secondDeviation())
                        .number("p", Decimals.of(4), r -> r.test().p())
                        .number("p (Holm)", Decimals.of(4), Row::adjusted)
                        .table("spread", "Standard deviation over seeds (points)", List.of())));
    }

    private static double[] numbers(Evidence evidence, String method, String target) {
        return evidence.searches(method, target, 0).values().stream()
                .mapToDouble(SearchResult::reported)
                .toArray();
    }
}
