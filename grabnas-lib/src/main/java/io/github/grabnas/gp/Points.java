package io.github.grabnas.gp;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.linalg.MatrixAccess;

/** The points on which processes are conditioned, one a row: their array, and what is expected of them. */
final class Points extends MatrixAccess {

    private Points() {}

    /** The coordinates, point by point; not to be written to. */
    static double[] flat(Matrix points) {
        return valuesOf(points);
    }

    /**
     * Refuses points with a coordinate that is no finite number, and points without coordinates.
     *
     * @throws IllegalArgumentException with the point, the coordinate and its value
     */
    static void requireFinite(Matrix points) {
        if (points.rows() == 0 || points.columns() == 0) {
            throw new IllegalArgumentException(points + ": expected at least one point with at least one coordinate");
        }
        double[] flat = flat(points);
        for (int i = 0; i < flat.length; i++) {
            if (!Double.isFinite(flat[i])) {
                throw new IllegalArgumentException("point " + i / points.columns() + ", coordinate "
                        + i % points.columns() + " is " + flat[i] + "; expected a finite number");
            }
        }
    }
}
