package io.github.grabnas.data;

import io.github.grabnas.space.Cell;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The test accuracy, in percent, of each of the 15,625 cells of NAS-Bench-201 on each
 * {@link Target}, and the benchmark's unique string of each.
 */
public final class BenchmarkTable {

    private final Map<Target, double[]> accuracies;
    private final List<String> uniqueStrings;

    /** Takes the arrays as they are, one number for each cell by index; the reader keeps no hold of them. */
    BenchmarkTable(Map<Target, double[]> accuracies, List<String> uniqueStrings) {
        this.accuracies = new EnumMap<>(accuracies);
        this.uniqueStrings = List.copyOf(uniqueStrings);
    }

    /** The accuracy of a cell on a target, in percent. */
    public double accuracy(Cell cell, Target target) {
        return accuracies.get(target)[cell.index()];
    }

    /** The accuracies of all cells on a target, in percent, by the cells' indices; a new array. */
    public double[] accuracies(Target target) {
        return accuracies.get(target).clone();
    }

    /** All cells, the best on the target first; of equals the one with the lower index first. */
    public List<Cell> ranking(Target target) {
        double[] accuracy = accuracies.get(target);
        return Cell.all().stream().sorted(Comparator.comparingDouble((Cell c) -> -accuracy[c.index()])
                .thenComparing(Comparator.naturalOrder())).toList();
    }

    /** The best cell on the target. */
    public Cell best(Target target) {
        return ranking(target).get(0);
    }

    /** The benchmark's unique string of a cell, as the file gives it. */
    public String uniqueString(Cell cell) {
        return uniqueStrings.get(cell.index());
    }

    /** How many different unique strings there are. */
    public int uniqueCount() {
        return (int) uniqueStrings.stream().distinct().count();
    }
}
