package io.github.grabnas.experiment.run;

import io.github.grabnas.statistics.FriedmanTest;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * The ranks of some methods on some targets by their mean accuracies.
 *
 * @param methods those ranked
 * @param targets those ranked on
 * @param ranks for each target the rank of each method, from 1, the best; equals share the mean of their ranks
 */
public record MethodRanks(List<String> methods, List<String> targets, List<List<Double>> ranks) {

    /** Means that differ by rounding alone are equal. */
    private static final double GRID = 1e6;

    /** Makes the lists immutable. */
    public MethodRanks {
        methods = List.copyOf(methods);
        targets = List.copyOf(targets);
        ranks = ranks.stream().map(List::copyOf).toList();
    }

    /** The ranks by mean accuracies, which every method must have on every target; the highest has rank 1. */
    public static MethodRanks of(List<String> methods, List<String> targets, ToDoubleBiFunction<String, String> mean) {
        NaturalRanking ranking = new NaturalRanking(TiesStrategy.AVERAGE);
        return new MethodRanks(
                methods,
                targets,
                targets.stream()
                        .map(target -> Arrays.stream(ranking.rank(methods.stream()
                                        .mapToDouble(m -> -Math.rint(mean.applyAsDouble(m, target) * GRID))
                                        .toArray()))
                                .boxed()
                                .toList())
                        .toList());
    }

    /** The same on fewer targets. */
    public MethodRanks without(List<String> some) {
        List<Integer> left = IntStream.range(0, targets.size())
                .filter(t -> !some.contains(targets.get(t)))
                .boxed()
                .toList();
        return new MethodRanks(
                methods,
                left.stream().map(targets::get).toList(),
                left.stream().map(ranks::get).toList());
    }

    /** The average rank of a method, by its position; NaN without targets. */
    public double average(int method) {
        // Ranks are whole or half numbers: their sum is exact.
        return ranks.stream().mapToDouble(block -> block.get(method)).sum() / targets.size();
    }

    /** The positions of the methods by their average ranks, the best first. */
    public List<Integer> byAverage() {
        return IntStream.range(0, methods.size())
                .boxed()
                .sorted(Comparator.comparingDouble(this::average))
                .toList();
    }

    /** Whether the ranks differ by more than chance; empty where there are fewer than two targets or methods. */
    public Optional<FriedmanTest> friedman() {
        return targets.size() < 2 || methods.size() < 2
                ? Optional.empty()
                : Optional.of(FriedmanTest.of(ranks.stream()
                        .map(block -> block.stream().mapToDouble(r -> r).toArray())
                        .toList()));
    }
}
