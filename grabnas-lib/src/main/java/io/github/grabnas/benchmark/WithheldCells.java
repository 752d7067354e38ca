package io.github.grabnas.benchmark;

import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.CanonicalForm;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.FunctionClasses;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A target's best cells, or functions, and all cells that compute the same, of which nothing that is learnt shall know:
 * the control of a search in a pruned space. If autoencoder, surrogate and decoder never saw the removed cells, then
 * finding one is no memory of it.
 *
 * <pre>{@code
 * WithheldCells best = WithheldCells.top(table, Target.CIFAR100, 50);
 * MetaTrainingData rest = data.without(best);
 * }</pre>
 *
 * @param name in notes and messages, such as {@code cifar100's top 50} or {@code proxy-mnist's top 50 functions}
 * @param cells the cells and all that compute the same function ({@link CanonicalForm}), by index
 */
public record WithheldCells(String name, Set<Cell> cells) {

    /** The note of a file that tells of its training which cells were withheld. */
    public static final String NOTE = "without";

    /** Copies the cells. */
    public WithheldCells {
        Objects.requireNonNull(name, "name");
        cells = Collections.unmodifiableSortedSet(new TreeSet<>(cells));
    }

    /** The name of a target's best: functions where pruned spaces lack functions, cells elsewhere. */
    public static String name(Target target, int count) {
        return target.label() + "'s top " + count + (target.isPrunedByFunction() ? " functions" : "");
    }

    /** None. */
    public static WithheldCells none() {
        return new WithheldCells("none", Set.of());
    }

    /**
     * What a target's space without its best lacks, and all equals: at proxy scale the cells of the best functions
     * ({@link Target#isPrunedByFunction}), elsewhere the best cells.
     *
     * @param count how many best functions or cells, at least 1 and fewer than there are
     * @throws IllegalArgumentException if {@code count} is outside its range
     */
    public static WithheldCells top(BenchmarkTable table, Target target, int count) {
        boolean byFunction = target.isPrunedByFunction();
        int all = byFunction ? FunctionClasses.count() : Cell.COUNT;
        if (count < 1 || count >= all) {
            throw new IllegalArgumentException("without the top " + count + " of " + target.label() + ": expected 1 to "
                    + (all - 1) + (byFunction ? " functions" : " cells"));
        }
        Stream<CanonicalForm> ranked = table.ranking(target).stream().map(CanonicalForm::of);
        Set<CanonicalForm> functions =
                (byFunction ? ranked.distinct() : ranked).limit(count).collect(Collectors.toSet());
        return new WithheldCells(
                name(target, count),
                functions.stream()
                        .flatMap(f -> FunctionClasses.cells(f).stream())
                        .collect(Collectors.toSet()));
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return cells.isEmpty();
    }

    /** Those of some architectures that are neither withheld nor equal to one that is, in their order. */
    public <A extends Architecture> List<A> removedFrom(List<A> architectures) {
        if (isEmpty()) {
            return List.copyOf(architectures);
        }
        Set<CanonicalForm> functions = cells.stream().map(CanonicalForm::of).collect(Collectors.toSet());
        return architectures.stream()
                .filter(a -> !functions.contains(CanonicalForm.of(a.graph())))
                .toList();
    }
}
