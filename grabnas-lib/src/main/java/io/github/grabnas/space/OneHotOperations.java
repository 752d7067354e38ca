package io.github.grabnas.space;

/**
 * The plainest encoding of a cell: for each of the six edges five numbers, a one at the position of
 * its operation and zeros elsewhere; 30 numbers in all. The squared distance of two cells is twice
 * the number of edges in which they differ.
 */
public record OneHotOperations() implements CellEncoding {

    @Override
    public int dimension() {
        return Cell.EDGES * Operation.all().size();
    }

    @Override
    public double[] encode(Cell cell) {
        double[] vector = new double[dimension()];
        for (int edge = 0; edge < Cell.EDGES; edge++) {
            vector[edge * Operation.all().size() + cell.operations().get(edge).ordinal()] = 1;
        }
        return vector;
    }
}
