package io.github.grabnas.experiment.paper;

import io.github.grabnas.experiment.run.Decimals;
import io.github.grabnas.experiment.run.MethodRanks;
import io.github.grabnas.experiment.run.ResultChart;
import io.github.grabnas.experiment.run.ResultChart.Bar;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.statistics.FriedmanTest;
import io.github.grabnas.statistics.NemenyiTest;
import io.github.grabnas.statistics.Significance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The ranks of some methods on some targets, their averages, and whether these differ by more than chance: Friedman's
 * test with Iman and Davenport's F, and Nemenyi's critical difference (J. Demsar, 2006).
 *
 * @param name of its files
 * @param title in prose
 * @param kind {@code measured} or {@code published}
 * @param notes what a reader must know
 * @param ranks on all targets
 * @param noisy those of the targets that take no part in averages and tests
 */
record MethodRanking(
        String name, String title, String kind, List<String> notes, MethodRanks ranks, List<String> noisy) {

    /** Copies the lists. */
    MethodRanking {
        notes = List.copyOf(notes);
        noisy = List.copyOf(noisy);
    }

    private MethodRanks counted() {
        return ranks.without(noisy);
    }

    private List<String> methods() {
        return ranks.methods();
    }

    /** The ranks, and the tests where there are any. */
    List<ResultTable> tables() {
        List<ResultTable> tables = new ArrayList<>(List.of(ranksTable()));
        counted().friedman().ifPresent(test -> {
            tables.add(friedmanTable(test));
            tables.add(pairs(NemenyiTest.of(test, Significance.LEVEL)));
        });
        return tables;
    }

    private ResultTable ranksTable() {
        ResultColumns<Integer> columns = ResultColumns.of(
                        IntStream.range(0, methods().size()).boxed().toList())
                .text("method", methods()::get);
        for (int t = 0; t < ranks.targets().size(); t++) {
            List<Double> block = ranks.ranks().get(t);
            columns.number(kind + "_rank_" + ranks.targets().get(t), Decimals.of(1), block::get);
        }
        List<String> all = new ArrayList<>(notes);
        all.add("Rank 1 is the best; equals share the mean of their ranks.");
        if (!noisy.isEmpty()) {
            all.add("Not in the averages and tests, since the table is too noisy for ranks: " + String.join(", ", noisy)
                    + ".");
        }
        MethodRanks counted = counted();
        return columns.numberWhere(
                        kind + "_rank_average",
                        Decimals.of(2),
                        m -> counted.targets().isEmpty() ? Optional.empty() : Optional.of(counted.average(m)))
                .table(name, title, all);
    }

    private ResultTable friedmanTable(FriedmanTest test) {
        return ResultColumns.of(List.of(test))
                .whole("methods", FriedmanTest::treatments)
                .whole("targets", FriedmanTest::blocks)
                .number("friedman_chi_squared", Decimals.of(3), FriedmanTest::chiSquared)
                .number("chi_squared_p", Decimals.of(4), FriedmanTest::chiSquaredP)
                .numberWhere(
                        "iman_davenport_f",
                        Decimals.of(3),
                        t -> Double.isFinite(t.f()) ? Optional.of(t.f()) : Optional.empty())
                .number("f_p", Decimals.of(4), FriedmanTest::fP)
                .number(
                        "critical_difference",
                        Decimals.of(3),
                        t -> NemenyiTest.of(t, Significance.LEVEL).criticalDifference())
                .table(
                        name + "-friedman",
                        title + ": Friedman's test",
                        List.of(
                                "Whether the methods' ranks differ at all: Friedman's chi squared, and Iman and "
                                        + "Davenport's F, which is the one to read (infinite, and left empty, where "
                                        + "all targets rank alike).",
                                "Average ranks that differ by less than the critical difference (Nemenyi, level "
                                        + Significance.LEVEL + " for all pairs together) do not differ by this test."));
    }

    private record RankPair(String better, String worse, double difference, boolean differ) {}

    private ResultTable pairs(NemenyiTest test) {
        MethodRanks counted = counted();
        List<Integer> sorted = counted.byAverage();
        List<RankPair> pairs = new ArrayList<>();
        for (int first = 0; first < sorted.size(); first++) {
            for (int second : sorted.subList(first + 1, sorted.size())) {
                int better = sorted.get(first);
                pairs.add(new RankPair(
                        methods().get(better),
                        methods().get(second),
                        counted.average(second) - counted.average(better),
                        test.differ(better, second)));
            }
        }
        return ResultColumns.of(pairs)
                .text("better", RankPair::better)
                .text("worse", RankPair::worse)
                .number("rank_difference", Decimals.of(3), RankPair::difference)
                .number("critical_difference", Decimals.of(3), p -> test.criticalDifference())
                .text("differ", p -> p.differ() ? "yes" : "no")
                .table(
                        name + "-nemenyi",
                        title + ": Nemenyi's test",
                        List.of("Every two methods by their average ranks, level " + Significance.LEVEL
                                + " for all together."));
    }

    /** The average ranks as bars, and the critical-difference diagram where there is a test. */
    List<ResultChart> charts() {
        MethodRanks counted = counted();
        if (counted.targets().isEmpty()) {
            return List.of();
        }
        List<ResultChart> charts =
                new ArrayList<>(List.of(new ResultChart.Bars(name, title, "average rank", bars(counted))));
        counted.friedman().ifPresent(test -> {
            NemenyiTest nemenyi = NemenyiTest.of(test, Significance.LEVEL);
            charts.add(new ResultChart.CriticalDifference(
                    name + "-critical-difference",
                    title + ": average ranks on " + counted.targets().size() + " targets",
                    bars(counted),
                    nemenyi.criticalDifference(),
                    names(nemenyi.groups())));
        });
        return charts;
    }

    private static List<Bar> bars(MethodRanks counted) {
        return IntStream.range(0, counted.methods().size())
                .mapToObj(m -> new Bar(counted.methods().get(m), counted.average(m)))
                .toList();
    }

    private List<List<String>> names(Collection<List<Integer>> groups) {
        return groups.stream()
                .map(group -> group.stream().map(methods()::get).toList())
                .toList();
    }
}
