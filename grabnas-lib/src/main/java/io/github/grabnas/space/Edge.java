package io.github.grabnas.space;

/**
 * A directed edge of an {@link ArchitectureGraph}: data flows from one node to another.
 *
 * @param from the number of the node where the data comes from
 * @param to the number of the node where it goes
 */
public record Edge(int from, int to) {

    @Override
    public String toString() {
        return from + ">" + to;
    }
}
