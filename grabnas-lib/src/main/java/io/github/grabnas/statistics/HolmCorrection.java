package io.github.grabnas.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * p-values of several tests, adjusted so that all of them together err with at most the level of one (S. Holm, 1979):
 * the i-th smallest of m is multiplied by m − i + 1, and none is below one before it.
 */
public final class HolmCorrection {

    private HolmCorrection() {}

    /**
     * The adjusted p-values, in the order given.
     *
     * @throws IllegalArgumentException if one is no probability
     */
    public static List<Double> adjust(List<Double> p) {
        p.stream().filter(one -> !(one >= 0 && one <= 1)).findFirst().ifPresent(wrong -> {
            throw new IllegalArgumentException("p-value " + wrong + ": expected a number from 0 to 1");
        });
        List<Integer> sorted = IntStream.range(0, p.size())
                .boxed()
                .sorted(Comparator.comparingDouble(p::get))
                .toList();
        Double[] adjusted = new Double[p.size()];
        double highest = 0;
        for (int i = 0; i < sorted.size(); i++) {
            highest = Math.max(highest, Math.min(1, (p.size() - i) * p.get(sorted.get(i))));
            adjusted[sorted.get(i)] = highest;
        }
        return List.of(adjusted);
    }
}
