package io.github.grabnas.benchmark;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.space.Cell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The accuracy, in percent, of each of the 15,625 cells of NAS-Bench-201 on some {@link Target}s, and the benchmark's
 * unique string of each.
 *
 * <p>What a search sees is {@link #accuracy}; what is reported of a cell is {@link #testAccuracy}. In tables measured
 * at proxy scale the first is the accuracy on validation images and the second that on other images. The published
 * table has the test accuracy only, and searches see it, as they do in the literature.
 *
 * <p>{@link NatsBenchReader} reads the published one, {@link ProxyTableReader} those measured at proxy scale.
 */
public final class BenchmarkTable {

    private final Map<Target, double[]> accuracies;
    private final Map<Target, double[]> testAccuracies;
    private final List<String> uniqueStrings;

    /** Takes the arrays as they are, one number for each cell by index; the reader keeps no hold of them. */
    BenchmarkTable(Map<Target, double[]> accuracies, List<String> uniqueStrings) {
        this(accuracies, accuracies, uniqueStrings);
    }

    /** The same with test accuracies that searches do not see. */
    BenchmarkTable(Map<Target, double[]> accuracies, Map<Target, double[]> testAccuracies, List<String> uniqueStrings) {
        this.accuracies = new LinkedHashMap<>(accuracies);
        this.testAccuracies = new LinkedHashMap<>(testAccuracies);
        this.uniqueStrings = List.copyOf(uniqueStrings);
    }

    /**
     * NAS-Bench-201's published table where a {@link DataFolder} has it, otherwise the tables measured at proxy scale,
     * which come with the checkout.
     *
     * @throws DataFormatException if the file that was found is damaged
     */
    public static BenchmarkTable find() throws IOException {
        Optional<Path> published = DataFolder.find().file(DataFolder.NATS_BENCH);
        return published.isPresent()
                ? NatsBenchReader.published().read(published.get())
                : ProxyTableReader.find().table(Target.proxy());
    }

    /**
     * The table that has a target.
     *
     * @throws MissingDataException if the file is not there; the message says how to get it
     * @throws DataFormatException if it is damaged
     */
    public static BenchmarkTable find(Target target, DataFolder folder) throws IOException {
        return Target.proxy().contains(target)
                ? ProxyTableReader.find().table(List.of(target))
                : NatsBenchReader.published().read(folder.require(DataFolder.NATS_BENCH));
    }

    /** The targets that the table has. */
    public List<Target> targets() {
        return List.copyOf(accuracies.keySet());
    }

    private double[] of(Target target) {
        return of(target, accuracies);
    }

    private double[] of(Target target, Map<Target, double[]> table) {
        double[] numbers = table.get(target);
        if (numbers == null) {
            throw new IllegalArgumentException("the table has no target '" + target.label() + "'; it has "
                    + targets().stream().map(Target::label).collect(Collectors.joining(", ")));
        }
        return numbers;
    }

    /**
     * The accuracy of a cell on a target that a search sees, in percent.
     *
     * @throws IllegalArgumentException if the table has no such target, here and below
     */
    public double accuracy(Cell cell, Target target) {
        return of(target)[cell.index()];
    }

    /** The accuracy of a cell on a target that is reported, in percent. */
    public double testAccuracy(Cell cell, Target target) {
        return of(target, testAccuracies)[cell.index()];
    }

    /** Whether the test accuracies on a target are others than those that a search sees. */
    public boolean hasTestApart(Target target) {
        return of(target, testAccuracies) != of(target);
    }

    /** The accuracies of all cells on a target, in percent, by the cells' indices; a new array. */
    public double[] accuracies(Target target) {
        return of(target).clone();
    }

    /** All cells, the best on the target first; of equals the one with the lower index first. */
    public List<Cell> ranking(Target target) {
        double[] accuracy = of(target);
        return Cell.all().stream()
                .sorted(Comparator.comparingDouble((Cell c) -> -accuracy[c.index()])
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
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
