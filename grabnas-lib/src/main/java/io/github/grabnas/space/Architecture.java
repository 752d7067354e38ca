package io.github.grabnas.space;

/** What a search proposes and an evaluator is given: a cell of the benchmark, or any graph. */
public sealed interface Architecture permits Cell, ArchitectureGraph {

    /** The architecture as a graph with operations on its nodes. */
    ArchitectureGraph graph();

    /** The architecture as text, from which {@link #parse} makes it again. */
    String text();

    /** The cell where this is a cell's graph, node for node and edge for edge; otherwise this architecture itself. */
    default Architecture canonical() {
        return this;
    }

    /**
     * What all architectures have in common that count as the same one: for cells the benchmark's own classes
     * ({@link UniqueCells}), for other acyclic graphs the function that they compute ({@link CanonicalForm}). Two
     * architectures are equivalent if these objects are equal.
     *
     * @throws IllegalArgumentException if a graph has a cycle or no output
     */
    default Object equivalenceClass() {
        return canonical() instanceof Cell cell ? UniqueCells.representative(cell) : CanonicalForm.of(graph());
    }

    /**
     * Reads a cell's or a graph's text.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    static Architecture parse(String text) {
        return text.startsWith("|") ? Cell.parse(text) : ArchitectureGraph.parse(text);
    }
}
