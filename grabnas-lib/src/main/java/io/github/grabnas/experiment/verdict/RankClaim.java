package io.github.grabnas.experiment.verdict;

import io.github.grabnas.experiment.run.Decimals;
import io.github.grabnas.experiment.run.MethodRanks;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.Scale;
import io.github.grabnas.statistics.FriedmanTest;
import io.github.grabnas.statistics.NemenyiTest;
import io.github.grabnas.statistics.PairedTest;
import io.github.grabnas.statistics.Significance;
import io.github.grabnas.statistics.Summary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
        MethodRanks ranks = MethodRanks.of(methods, targets, evidence::mean);
        return better.size() == 1 ? best(ranks, missing) : group(ranks, missing);
    }

    private static ResultTable table(MethodRanks ranks) {
        ResultColumns<Integer> columns = ResultColumns.of(ranks.byAverage()).text("method", ranks.methods()::get);
        for (int t = 0; t < ranks.targets().size(); t++) {
            columns.number(ranks.targets().get(t), Decimals.of(1), ranks.ranks().get(t)::get);
        }
        return columns.number("average rank", Decimals.of(2), ranks::average)
                .number(
                        "standard deviation",
                        Decimals.of(2),
                        m -> Summary.of(ranks.ranks().stream()
                                        .mapToDouble(block -> block.get(m))
                                        .toArray())
                                .standardDeviation())
                .table("ranks", "Ranks by the mean accuracy at the end", List.of());
    }

    private Finding best(MethodRanks ranks, List<String> missing) {
        FriedmanTest friedman = ranks.friedman().orElseThrow();
        NemenyiTest nemenyi = NemenyiTest.of(friedman, Significance.LEVEL);
        long first = ranks.ranks().stream()
                .filter(block -> block.get(0) <= Collections.min(block))
                .count();
        List<String> alike = IntStream.range(1, ranks.methods().size())
                .filter(m -> !nemenyi.differ(0, m))
                .mapToObj(ranks.methods()::get)
                .toList();
        return Finding.of(
                first == ranks.targets().size() && friedman.fP() < Significance.LEVEL,
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
                List.of(table(ranks)));
    }

    private Finding group(MethodRanks ranks, List<String> missing) {
        double[] a = means(ranks, 0, better.size());
        double[] b = means(ranks, better.size(), ranks.methods().size());
        PairedTest test = PairedTest.of(a, b);
        double mean = Arrays.stream(a).average().orElseThrow();
        double other = Arrays.stream(b).average().orElseThrow();
        return Finding.of(
                mean < other && test.p() < Significance.LEVEL,
                String.format(
                        Locale.ROOT,
                        "mean ranks %.2f and %.2f on %d targets, p = %.4f",
                        mean,
                        other,
                        a.length,
                        test.p()),
                missing,
                List.of(table(ranks)));
    }

    /** The mean rank of some methods on each target. */
    private static double[] means(MethodRanks ranks, int from, int to) {
        return ranks.ranks().stream()
                .mapToDouble(block -> block.subList(from, to).stream()
                        .mapToDouble(rank -> rank)
                        .average()
                        .orElseThrow())
                .toArray();
    }
}
