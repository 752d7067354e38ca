package io.github.grabnas.experiment.paper;

import io.github.grabnas.experiment.run.Decimals;
import io.github.grabnas.experiment.run.ResultChart;
import io.github.grabnas.experiment.run.ResultChart.Bar;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.statistics.FriedmanTest;
import io.github.grabnas.statistics.NemenyiTest;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * The ranks of some methods on some targets, their averages, and whether these differ by more than chance: Friedman's
 * test with Iman and Davenport's F, and Nemenyi's critical difference (J. Demsar, 2006).
 *
 * @param name of its files
 * @param title in prose
 * @param kind {@code measured} or {@code published}
 * @param notes what a reader must know
 * @param targets those ranked on
 * @param methods those ranked
 * @param noisy those of the targets that take no part in averages and tests
 * @param ranks for each target the rank of each method, from 1, the best; equals share the mean of their ranks
 */
record MethodRanking(
        String name,
        String title,
        String kind,
        List<String> notes,
        List<String> targets,
        List<String> noisy,
        List<String> methods,
        List<List<Double>> ranks) {

    private static final double LEVEL = 0.05;
    /** Means that differ by rounding alone are equal. */
    private static final double GRID = 1e6;

    /** The ranking by mean accuracies, which every method must have on every target. */
    static MethodRanking of(
            String name,
            String title,
            String kind,
            List<String> notes,
            List<String> methods,
            List<String> targets,
            List<String> noisy,
            ToDoubleBiFunction<String, String> mean) {
        List<List<Double>> ranks = targets.stream()
                .map(target -> ranks(methods.stream()
                        .mapToDouble(m -> -Math.rint(mean.applyAsDouble(m, target) * GRID))
                        .toArray()))
                .toList();
        return new MethodRanking(name, title, kind, List.copyOf(notes), targets, noisy, methods, ranks);
    }

    private static List<Double> ranks(double... numbers) {
        return Arrays.stream(new NaturalRanking(TiesStrategy.AVERAGE).rank(numbers))
                .boxed()
                .toList();
    }

    private List<List<Double>> counted() {
        return IntStream.range(0, targets.size())
                .filter(t -> !noisy.contains(targets.get(t)))
                .mapToObj(ranks::get)
                .toList();
    }

    /** Of a method over the targets that count; NaN if none does. */
    private double average(int method) {
        List<List<Double>> counted = counted();
        // Ranks are whole or half numbers: their sum is exact.
        return counted.stream().mapToDouble(block -> block.get(method)).sum() / counted.size();
    }

    /** The test; empty where there are fewer than two targets or methods. */
    Optional<FriedmanTest> friedman() {
        return counted().size() < 2 || methods.size() < 2
                ? Optional.empty()
                : Optional.of(FriedmanTest.of(counted().stream()
                        .map(block -> block.stream().mapToDouble(r -> r).toArray())
                        .toList()));
    }

    /** The ranks, and the tests where there are any. */
    List<ResultTable> tables() {
        List<ResultTable> tables = new ArrayList<>(List.of(ranksTable()));
        friedman().ifPresent(test -> {
            tables.add(friedmanTable(test));
            tables.add(pairs(NemenyiTest.of(test, LEVEL)));
        });
        return tables;
    }

    private ResultTable ranksTable() {
        ResultColumns<Integer> columns = ResultColumns.of(
                        IntStream.range(0, methods.size()).boxed().toList())
                .text("method", methods::get);
        for (int t = 0; t < targets.size(); t++) {
            List<Double> block = ranks.get(t);
            columns.number(kind + "_rank_" + targets.get(t), Decimals.of(1), block::get);
        }
        List<String> all = new ArrayList<>(notes);
        all.add("Rank 1 is the best; equals share the mean of their ranks.");
        if (!noisy.isEmpty()) {
            all.add("Not in the averages and tests, since the table is too noisy for ranks: " + String.join(", ", noisy)
                    + ".");
        }
        return columns.numberWhere(
                        kind + "_rank_average",
                        Decimals.of(2),
                        m -> counted().isEmpty() ? Optional.empty() : Optional.of(average(m)))
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
                        t -> NemenyiTest.of(t, LEVEL).criticalDifference())
                .table(
                        name + "-friedman",
                        title + ": Friedman's test",
                        List.of(
                                "Whether the methods' ranks differ at all: Friedman's chi squared, and Iman and "
                                        + "Davenport's F, which is the one to read (infinite, and left empty, where "
                                        + "all targets rank alike).",
                                "Average ranks that differ by less than the critical difference (Nemenyi, level "
                                        + LEVEL + " for all pairs together) do not differ by this test."));
    }

    private record RankPair(String better, String worse, double difference, boolean differ) {}

    private ResultTable pairs(NemenyiTest test) {
        List<Integer> sorted = IntStream.range(0, methods.size())
                .boxed()
                .sorted(Comparator.comparingDouble(this::average))
                .toList();
        List<RankPair> pairs = new ArrayList<>();
        for (int first = 0; first < sorted.size(); first++) {
            for (int second : sorted.subList(first + 1, sorted.size())) {
                int better = sorted.get(first);
                pairs.add(new RankPair(
                        methods.get(better),
                        methods.get(second),
                        average(second) - average(better),
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
                        List.of("Every two methods by their average ranks, level " + LEVEL + " for all together."));
    }

    /** The average ranks as bars, and the critical-difference diagram where there is a test. */
    List<ResultChart> charts() {
        if (counted().isEmpty()) {
            return List.of();
        }
        List<ResultChart> charts = new ArrayList<>(List.of(new ResultChart.Bars(
                name,
                title,
                "average rank",
                IntStream.range(0, methods.size())
                        .mapToObj(m -> new Bar(methods.get(m), average(m)))
                        .toList())));
        friedman().ifPresent(test -> {
            NemenyiTest nemenyi = NemenyiTest.of(test, LEVEL);
            charts.add(new ResultChart.CriticalDifference(
                    name + "-critical-difference",
                    title + ": average ranks on " + counted().size() + " targets",
                    IntStream.range(0, methods.size())
                            .mapToObj(m -> new Bar(methods.get(m), average(m)))
                            .toList(),
                    nemenyi.criticalDifference(),
                    names(nemenyi.groups())));
        });
        return charts;
    }

    private List<List<String>> names(Collection<List<Integer>> groups) {
        return groups.stream()
                .map(group -> group.stream().map(methods::get).toList())
                .toList();
    }
}
