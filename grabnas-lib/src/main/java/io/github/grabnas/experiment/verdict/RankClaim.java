package io.github.grabnas.experiment.verdict;

import io.github.grabnas.experiment.run.Decimals;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.statistics.FriedmanTest;
import io.github.grabnas.statistics.NemenyiTest;
import io.github.grabnas.statistics.PairedTest;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Some methods have better ranks than all others across datasets, by their mean accuracy at the end. Targets whose
 * tables are too noisy for ranks take no part.
 *
 * @param name short
 * @param section of the paper
 * @param text what the paper says
 * @param better the methods with better ranks; a single one must be first everywhere
 * @param worse the others
 * @param where on which targets
 */
record RankClaim(String name, String section, String text, List<String> better, List<String> worse, Where where)
        implements Claim {

    /** Means that differ by rounding alone are equal. */
    private static final double GRID = 1e6;

    /** The ranks of the methods, the better ones first, on the targets where all are measured. */
    private record Ranks(List<String> methods, List<String> targets, List<double[]> ranks) {

        private double average(int method) {
            return ranks.stream().mapToDouble(r -> r[method]).sum() / targets.size();
        }

        private ResultTable table() {
            ResultColumns<Integer> columns = ResultColumns.of(IntStream.range(0, methods.size())
                            .boxed()
                            .sorted(Comparator.comparingDouble(this::average))
                            .toList())
                    .text("method", methods::get);
            for (int t = 0; t < targets.size(); t++) {
                double[] block = ranks.get(t);
                columns.number(targets.get(t), Decimals.of(1), m -> block[m]);
            }
            return columns.number("average rank", Decimals.of(2), this::average)
                    .table("ranks", "Ranks by the mean accuracy at the end", List.of());
        }
    }

    @Override
    public String rule() {
        return better.size() == 1
                ? better.get(0)
                        + " has the best rank on each target, ties included, and ranks differ by more than chance "
                        + "(Iman and Davenport's F); on " + where.text()
                : "the mean rank of " + String.join(", ", better) + " is better than that of "
                        + String.join(", ", worse)
                        + " by more than chance (Wilcoxon's test over targets, of which it needs "
                        + Comparison.LEAST_PAIRS + "); on " + where.text();
    }

    @Override
    public Finding judge(Evidence evidence, Scale scale) {
        List<String> methods = new ArrayList<>(better);
        methods.addAll(worse);
        List<String> targets = where.targets(scale).stream()
                .filter(t -> !evidence.noisy().contains(t))
                .filter(t -> methods.stream().noneMatch(m -> Double.isNaN(evidence.mean(m, t))))
                .toList();
        List<String> missing = new ArrayList<>(where.missing(scale, targets));
        if (!missing.isEmpty()) {
            methods.stream()
                    .filter(m -> where.targets(scale).stream().allMatch(t -> Double.isNaN(evidence.mean(m, t))))
                    .forEach(m -> missing.add(m + " on any target"));
            where.targets(scale).stream()
                    .filter(evidence.noisy()::contains)
                    .forEach(t -> missing.add(t + " takes no part: its table is too noisy for ranks"));
        }
        if (targets.size() < 2) {
            return Finding.of(false, "", missing, List.of());
        }
        Ranks ranks = new Ranks(
                methods,
                targets,
                targets.stream().map(t -> rank(evidence, methods, t)).toList());
        return better.size() == 1 ? best(ranks, missing) : group(ranks, missing);
    }

    private static double[] rank(Evidence evidence, List<String> methods, String target) {
        return new NaturalRanking(TiesStrategy.AVERAGE)
                .rank(methods.stream()
                        .mapToDouble(m -> -Math.rint(evidence.mean(m, target) * GRID))
                        .toArray());
    }

    private Finding best(Ranks ranks, List<String> missing) {
        FriedmanTest friedman = FriedmanTest.of(ranks.ranks());
        NemenyiTest nemenyi = NemenyiTest.of(friedman, LEVEL);
        long first = ranks.ranks().stream()
                .filter(r -> r[0] <= Arrays.stream(r).min().orElseThrow())
                .count();
        List<String> alike = IntStream.range(1, ranks.methods().size())
                .filter(m -> !nemenyi.differ(0, m))
                .mapToObj(ranks.methods()::get)
                .toList();
        return Finding.of(
                first == ranks.targets().size() && friedman.fP() < LEVEL,
                String.format(
                        Locale.ROOT,
                        "best on %d of %d targets, average rank %.2f of %d; F = %.2f, p = %.4f; critical difference "
                                + "%.2f, by which it does not differ from %s",
                        first,
                        ranks.targets().size(),
                        ranks.average(0),
                        ranks.methods().size(),
                        friedman.f(),
                        friedman.fP(),
                        nemenyi.criticalDifference(),
                        alike.isEmpty() ? "none" : String.join(", ", alike)),
                missing,
                List.of(ranks.table()));
    }

    private Finding group(Ranks ranks, List<String> missing) {
        double[] a = means(ranks, 0, better.size());
        double[] b = means(ranks, better.size(), ranks.methods().size());
        PairedTest test = PairedTest.of(a, b);
        double mean = Arrays.stream(a).average().orElseThrow();
        double other = Arrays.stream(b).average().orElseThrow();
        return Finding.of(
                mean < other && test.p() < LEVEL,
                String.format(
                        Locale.ROOT,
                        "mean ranks %.2f and %.2f on %d targets, p = %.4f",
                        mean,
                        other,
                        a.length,
                        test.p()),
                missing,
                List.of(ranks.table()));
    }

    /** The mean rank of some methods on each target. */
    private static double[] means(Ranks ranks, int from, int to) {
        return ranks.ranks().stream()
                .mapToDouble(r -> Arrays.stream(r, from, to).average().orElseThrow())
                .toArray();
    }
}
