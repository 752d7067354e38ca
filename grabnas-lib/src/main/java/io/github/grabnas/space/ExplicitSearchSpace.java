package io.github.grabnas.space;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Any non-empty set of architectures: cells of NAS-Bench-201, other directed acyclic graphs, or both.
 *
 * <pre>{@code
 * SearchSpace space = new ExplicitSearchSpace(List.of(
 *         ArchitectureGraph.parse("input nor_conv_3x3 output; 0>1 1>2"),
 *         ArchitectureGraph.parse("input nor_conv_1x1 nor_conv_3x3 output; 0>1 0>2 1>3 2>3")));
 * }</pre>
 *
 * <p>The order is: cells by their index, then graphs as they were given. A graph that is a cell's graph becomes that
 * cell.
 */
public final class ExplicitSearchSpace implements SearchSpace {

    private final List<Architecture> architectures;
    private final Set<Architecture> members;

    /**
     * The space of the given architectures; one that is given twice counts once.
     *
     * @throws IllegalArgumentException if there are none, or a graph is no architecture; the message names it and its
     *     fault
     */
    public ExplicitSearchSpace(Collection<? extends Architecture> architectures) {
        if (architectures.isEmpty()) {
            throw new IllegalArgumentException("a search space needs at least one architecture");
        }
        List<Architecture> named =
                architectures.stream().map(Architecture::canonical).toList();
        Stream<Architecture> cells = named.stream()
                .filter(Cell.class::isInstance)
                .map(Cell.class::cast)
                .distinct()
                .sorted()
                .map(cell -> cell);
        Stream<Architecture> graphs =
                named.stream().filter(a -> !(a instanceof Cell)).distinct();
        this.architectures = Stream.concat(cells, graphs).toList();
        this.members = new LinkedHashSet<>(this.architectures);
        this.architectures.stream()
                .filter(a -> !(a instanceof Cell))
                .forEach(a -> GraphClassifier.requireValid(a.graph()));
    }

    @Override
    public List<Architecture> architectures() {
        return architectures;
    }

    @Override
    public boolean contains(Architecture architecture) {
        return members.contains(architecture.canonical());
    }

    @Override
    public String toString() {
        return architectures.stream().allMatch(Cell.class::isInstance)
                ? architectures.size() + " cells of NAS-Bench-201"
                : architectures.size() + " architectures";
    }
}
