package io.github.grabnas.space;

/**
 * The plainest encoding of a cell: for each of the six edges five numbers, a one at the position of its operation and
 * zeros elsewhere; 30 numbers in all. The squared distance of two cells is twice the number of edges in which they
 * differ. Graphs that are no cells have no vector.
 */
public record OneHotOperations() implements ArchitectureEncoding {

    @Override
    public int dimension() {
        return Cell.EDGES * Operation.all().size();
    }

    @Override
    public double[] encode(Architecture architecture) {
        if (!(architecture.canonical() instanceof Cell cell)) {
            throw new IllegalArgumentException("'" + architecture.text()
                    + "' is no cell of NAS-Bench-201 and has no six operations; " + "encode it with OneHotAdjacency");
        }
        double[] vector = new double[dimension()];
        for (int edge = 0; edge < Cell.EDGES; edge++) {
            vector[edge * Operation.all().size() + cell.operations().get(edge).ordinal()] = 1;
        }
        return vector;
    }
}
