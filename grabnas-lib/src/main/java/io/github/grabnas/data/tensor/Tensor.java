package io.github.grabnas.data.tensor;

import java.util.List;

/** A tensor of a file: numbers in row-major order. */
public final class Tensor {

    private final List<Integer> shape;
    private final double[] values;

    Tensor(List<Integer> shape, double[] values) {
        this.shape = List.copyOf(shape);
        this.values = values;
    }

    /**
     * The tensor with the given values; copied.
     *
     * @throws IllegalArgumentException if their number is not the product of the lengths
     */
    public static Tensor of(List<Integer> shape, double[] values) {
        if (size(shape) != values.length) {
            throw new IllegalArgumentException(values.length + " values are no tensor of shape " + shape);
        }
        return new Tensor(shape, values.clone());
    }

    /**
     * The number of values of a tensor of some shape.
     *
     * @throws IllegalArgumentException if a length is negative, or the number is no int
     */
    static int size(List<Integer> shape) {
        long size = 1;
        for (int length : shape) {
            size *= length;
            if (length < 0 || size > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a tensor of shape " + shape
                        + "; expected lengths of at least 0, and less than 2 to the power of 31 numbers");
            }
        }
        return (int) size;
    }

    /** The same values rounded to half precision (11 bits), as which a {@link TensorFile} then stores them. */
    public Tensor toHalfPrecision() {
        double[] rounded = new double[values.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = FloatingType.F16.rounded(values[i]);
        }
        return new Tensor(shape, rounded);
    }

    /** The length of each dimension. */
    public List<Integer> shape() {
        return shape;
    }

    /** The number of values. */
    public int size() {
        return values.length;
    }

    /** A value, by its place in row-major order. */
    public double get(int place) {
        return values[place];
    }

    /** All values in row-major order, a new array. */
    public double[] values() {
        return values.clone();
    }
}
