package io.github.grabnas.data.image;

import io.github.grabnas.linalg.Matrix;

import java.util.List;
import java.util.stream.IntStream;

/** A vector of numbers for each of some images. Immutable. */
public final class ImageFeatures {

    private final int count;
    private final int dimension;
    private final float[] values;

    private ImageFeatures(int count, int dimension, float[] values) {
        this.count = count;
        this.dimension = dimension;
        this.values = values;
    }

    /**
     * The given vectors, one after the other; copied.
     *
     * @throws IllegalArgumentException if the sizes do not agree
     */
    public static ImageFeatures of(int count, int dimension, float[] values) {
        if (values.length != (long) count * dimension || dimension < 1) {
            throw new IllegalArgumentException(values.length + " values are not " + count + " vectors of " + dimension);
        }
        return new ImageFeatures(count, dimension, values.clone());
    }

    /** The number of images. */
    public int count() {
        return count;
    }

    /** The length of the vectors. */
    public int dimension() {
        return dimension;
    }

    /** One number of one image's vector. */
    public float get(int image, int coordinate) {
        return values[image * dimension + coordinate];
    }

    /** The vector of an image, a new array. */
    public double[] row(int image) {
        double[] row = new double[dimension];
        for (int j = 0; j < dimension; j++) {
            row[j] = get(image, j);
        }
        return row;
    }

    /**
     * The vectors of each class's images: a matrix for each class, one row an image.
     *
     * @param images whose vectors these are, for their labels
     * @throws IllegalArgumentException if there are not as many images as vectors
     */
    public List<Matrix> byClass(LabelledImages images) {
        if (images.count() != count) {
            throw new IllegalArgumentException(this + " for " + images);
        }
        return IntStream.range(0, images.classNames().size())
                .mapToObj(c ->
                        Matrix.ofRows(images.ofClass(c).stream().map(this::row).toArray(double[][]::new)))
                .toList();
    }

    @Override
    public String toString() {
        return count + " vectors of " + dimension;
    }
}
