package io.github.grabnas.space;

import io.github.grabnas.linalg.Matrix;

import java.util.List;

/** Turns an architecture into a vector of numbers on which a kernel or a regression works. */
public interface ArchitectureEncoding {

    /** The length of the vectors. */
    int dimension();

    /**
     * The vector of an architecture, a new array.
     *
     * @throws IllegalArgumentException if the encoding has no vector for it; the message says why
     */
    double[] encode(Architecture architecture);

    /** The vectors of architectures, one row each. */
    default Matrix encodeAll(List<? extends Architecture> architectures) {
        return Matrix.ofRows(architectures.stream().map(this::encode).toArray(double[][]::new));
    }

    /**
     * The plainest encoding that has a vector for every architecture of a space: {@link OneHotOperations} where all are
     * cells, otherwise {@link OneHotAdjacency} for graphs of up to as many nodes as the largest one has.
     */
    static ArchitectureEncoding of(SearchSpace space) {
        return space.architectures().stream().allMatch(Cell.class::isInstance)
                ? new OneHotOperations()
                : new OneHotAdjacency(space.architectures().stream()
                        .mapToInt(a -> a.graph().nodeCount())
                        .max()
                        .orElseThrow());
    }
}
