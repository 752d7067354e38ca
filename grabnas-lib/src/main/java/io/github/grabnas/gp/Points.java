package io.github.grabnas.gp;

import java.util.Arrays;

/** A number of points of the same dimension: an immutable matrix, one point a row. */
public final class Points {

    private final double[] values;
    private final int count;
    private final int dimension;

    private Points(double[] values, int count, int dimension) {
        this.values = values;
        this.count = count;
        this.dimension = dimension;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("point " + i / dimension + ", coordinate " + i % dimension
                        + " is " + values[i] + "; expected a finite number");
            }
        }
    }

    /**
     * The given points.
     *
     * @throws IllegalArgumentException if there are none, their lengths differ, or a coordinate is
     *     not finite
     */
    public static Points of(double[]... rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("expected at least one point, got none");
        }
        int dimension = rows[0].length;
        double[] values = new double[rows.length * dimension];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != dimension) {
                throw new IllegalArgumentException("point " + i + " has " + rows[i].length
                        + " coordinates; expected " + dimension + " as point 0 has");
            }
            System.arraycopy(rows[i], 0, values, i * dimension, dimension);
        }
        return new Points(values, rows.length, dimension);
    }

    /** The points in a flat array, one after the other. */
    public static Points ofFlat(double[] values, int count, int dimension) {
        if (count < 1 || dimension < 1 || values.length != count * dimension) {
            throw new IllegalArgumentException(values.length + " values are not " + count + " points of dimension "
                    + dimension);
        }
        return new Points(values.clone(), count, dimension);
    }

    /** The number of points. */
    public int count() {
        return count;
    }

    /** The number of coordinates of each. */
    public int dimension() {
        return dimension;
    }

    /** One coordinate of one point. */
    public double get(int point, int coordinate) {
        return values[point * dimension + coordinate];
    }

    /** The coordinates of one point, a new array. */
    public double[] row(int point) {
        return Arrays.copyOfRange(values, point * dimension, (point + 1) * dimension);
    }

    /** These points and one more. */
    public Points append(double... point) {
        if (point.length != dimension) {
            throw new IllegalArgumentException("the new point has " + point.length + " coordinates; expected " + dimension);
        }
        double[] longer = Arrays.copyOf(values, values.length + dimension);
        System.arraycopy(point, 0, longer, values.length, dimension);
        return new Points(longer, count + 1, dimension);
    }

    /** Whether the other points begin with all of these, bit for bit. */
    boolean isPrefixOf(Points other) {
        return other.dimension == dimension && other.count >= count
                && Arrays.equals(values, 0, values.length, other.values, 0, values.length);
    }

    /** The flat array itself, for loops within this package. */
    double[] flat() {
        return values;
    }
}
