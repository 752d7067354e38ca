package io.github.grabnas.experiment.run;

import io.github.grabnas.benchmark.ArchitectureTable;
import io.github.grabnas.evaluate.Quantity;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.CanonicalForm;
import io.github.grabnas.space.ExplicitSearchSpace;
import io.github.grabnas.space.PrunedSearchSpace;
import io.github.grabnas.space.SearchSpace;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The architectures of anybody's table from the best to the worst, and what is left of them without the best.
 *
 * <p>Where the table has some architectures under several names, and all names of what counts as the same
 * ({@link Architecture#equivalenceClass}) have one number, each was measured once (one such pair decides, if no other
 * contradicts): then functions ({@link CanonicalForm}) are removed with all their names, for the best that is left
 * would otherwise be a removed one. Elsewhere architectures are removed one by one.
 */
final class TableRanking {

    private final ArchitectureTable table;
    private final List<Architecture> bestFirst;
    private final boolean byFunction;
    private final int count;
    private final Map<Integer, SearchSpace> spaces = new ConcurrentHashMap<>();

    private TableRanking(
            ArchitectureTable table, SearchSpace whole, List<Architecture> bestFirst, boolean byFunction, int count) {
        this.table = table;
        this.bestFirst = bestFirst;
        this.byFunction = byFunction;
        this.count = count;
        this.spaces.put(0, whole);
    }

    /** Ranks by the table's numbers, in the quantity's direction. */
    static TableRanking of(ArchitectureTable table, Quantity quantity) {
        SearchSpace whole = new ExplicitSearchSpace(table.architectures());
        List<Architecture> bestFirst = whole.architectures().stream()
                .<Architecture>map(a -> a)
                .sorted(Comparator.comparingDouble((Architecture a) -> -quantity.score(number(table, a))))
                .toList();
        boolean byFunction = isMeasuredOnce(table, bestFirst);
        int count = byFunction
                ? (int) bestFirst.stream()
                        .map(a -> CanonicalForm.of(a.graph()))
                        .distinct()
                        .count()
                : bestFirst.size();
        return new TableRanking(table, whole, bestFirst, byFunction, count);
    }

    private static boolean isMeasuredOnce(ArchitectureTable table, List<Architecture> architectures) {
        Map<Object, Double> numbers = new HashMap<>();
        for (Architecture architecture : architectures) {
            double number = number(table, architecture);
            Double other = numbers.putIfAbsent(architecture.equivalenceClass(), number);
            if (other != null && other != number) {
                return false;
            }
        }
        return numbers.size() < architectures.size();
    }

    private static double number(ArchitectureTable table, Architecture architecture) {
        return table.value(architecture).orElseThrow();
    }

    /** Whether functions are removed with all their names. */
    boolean isByFunction() {
        return byFunction;
    }

    /** How many architectures, or functions, there are to remove; one at least has to stay. */
    int count() {
        return count;
    }

    /** What is left without the best so many architectures, or functions. */
    SearchSpace without(int top) {
        return spaces.computeIfAbsent(
                top,
                t -> byFunction
                        ? PrunedSearchSpace.withoutTopFunctions(bestFirst, t)
                        : new PrunedSearchSpace(bestFirst, t));
    }

    /** The best of what is left. */
    Architecture best(int top) {
        SearchSpace left = without(top);
        return bestFirst.stream().filter(left::contains).findFirst().orElseThrow();
    }

    /** Its number. */
    double bestNumber(int top) {
        return number(table, best(top));
    }
}
