package io.github.grabnas.space;

/** Turns a cell into a vector of numbers on which a kernel can work. */
public interface CellEncoding {

    /** The length of the vectors. */
    int dimension();

    /** The vector of a cell, a new array. */
    double[] encode(Cell cell);
}
