package io.github.grabnas.space;

import java.util.Objects;
import java.util.Optional;

/**
 * What a graph turned out to be, one of three: a cell of the benchmark, a valid architecture outside it, or no
 * architecture.
 */
public sealed interface GraphClassification {

    /** The architecture that the graph is: the cell, or the novel graph; empty for an invalid one. */
    default Optional<Architecture> architecture() {
        if (this instanceof KnownCell known) {
            return Optional.of(known.cell());
        }
        return this instanceof Novel novel ? Optional.of(novel.graph()) : Optional.empty();
    }

    /**
     * Case (a): the graph computes the function of a NAS-Bench-201 cell.
     *
     * @param cell the cell: the graph's own if it is a cell's graph, otherwise the one with the lowest index among
     *     those that compute the same, one of the search space if there is any
     * @param inSpace whether that cell belongs to the classifier's search space; a cell that was pruned away does not
     * @param form the function
     */
    record KnownCell(Cell cell, boolean inSpace, CanonicalForm form) implements GraphClassification {}

    /**
     * Case (b): a valid architecture that no NAS-Bench-201 cell equals, or one of a function that the search space
     * lists as a graph, even if a cell has it too; {@code inSpace} tells them apart. The benchmark's table has no
     * accuracy for the graph.
     *
     * @param graph the graph without {@code none} nodes and dead ends; where the search space has an architecture that
     *     computes the same function, that one
     * @param inSpace whether the search space has such an architecture
     * @param form the function
     */
    record Novel(ArchitectureGraph graph, boolean inSpace, CanonicalForm form) implements GraphClassification {

        /** Checks that nothing is missing. */
        public Novel {
            Objects.requireNonNull(graph, "graph");
            Objects.requireNonNull(form, "form");
        }
    }

    /**
     * Case (c): no architecture.
     *
     * @param reason the kind of fault
     * @param message the fault in words, with the nodes concerned
     */
    record Invalid(Reason reason, String message) implements GraphClassification {

        /** Checks that nothing is missing. */
        public Invalid {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(message, "message");
        }
    }

    /** Why a graph is no architecture. */
    enum Reason {
        /** There is no input node, or more than one. */
        INPUT_COUNT,
        /** There is no output node (the graph has no end), or more than one. */
        OUTPUT_COUNT,
        /** An edge leads into the input. */
        EDGE_INTO_INPUT,
        /** An edge leads out of the output. */
        EDGE_OUT_OF_OUTPUT,
        /** Data would flow in a circle. */
        CYCLE,
        /** The output cannot be reached from the input. */
        NO_PATH,
        /** The node types do not spell a cell ({@link GraphMatching#TYPE_SEQUENCE} only). */
        NOT_A_CELL_SEQUENCE
    }
}
