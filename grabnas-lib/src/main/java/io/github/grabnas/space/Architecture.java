package io.github.grabnas.space;

/** What a search proposes and an evaluator is asked: a cell of the benchmark, or any graph. */
public sealed interface Architecture permits Cell, ArchitectureGraph {

    /** The architecture as a graph with operations on its nodes. */
    ArchitectureGraph graph();

    /** The architecture as text, from which {@link #parse} makes it again. */
    String text();

    /**
     * Reads a cell's or a graph's text.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    static Architecture parse(String text) {
        return text.startsWith("|") ? Cell.parse(text) : ArchitectureGraph.parse(text);
    }
}
