package io.github.grabnas.gp;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.linalg.MatrixKernels;
import io.github.grabnas.linalg.RightFactor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Covariances between many points and fixed observed ones, by |a − b|² = |a|² + |b|² − 2 a·b, whose last term is a
 * product of matrices.
 *
 * <p>Observed points are kept in blocks, so that what a product reads and writes stays in the processor's cache.
 * Rounding leaves distances of equal points at some 1e-15 of |a|² instead of 0, which a kernel that is smooth in the
 * squared distance does not see.
 */
final class CrossCovariance {

    /** How many observed points a block holds. */
    private static final int BLOCK = 128;

    /** How many rows one call is best given at a time. */
    static final int ROWS = 32;

    private final Kernel kernel;
    private final int count;
    private final int dimension;
    private final double[] inverseLengthScales;
    private final List<Block> blocks;

    /** To the rows of a matrix. */
    CrossCovariance(Kernel kernel, Matrix points) {
        this.kernel = kernel;
        this.count = points.rows();
        this.dimension = points.columns();
        this.inverseLengthScales = kernel.hyperparameters().inverseLengthScales(dimension);
        this.blocks = IntStream.range(0, (count + BLOCK - 1) / BLOCK)
                .mapToObj(b -> new Block(points, b * BLOCK, Math.min(count, (b + 1) * BLOCK)))
                .toList();
    }

    /** Some of the observed points, in length-scales. */
    private final class Block {

        private final int first;
        private final int width;
        /** One row for each dimension, for the distances to many points. */
        private final RightFactor dimensions;
        /** One row for each of these points, for sums of them. */
        private final RightFactor points;
        /** The same, one after the other. */
        private final double[] scaled;

        private final double[] squaredNorms;

        Block(Matrix observed, int from, int to) {
            first = from;
            width = to - from;
            scaled = new double[width * dimension];
            double[] transposed = new double[dimension * width];
            squaredNorms = new double[width];
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < dimension; j++) {
                    double value = observed.get(from + i, j) * inverseLengthScales[j];
                    scaled[i * dimension + j] = value;
                    transposed[j * width + i] = value;
                    squaredNorms[i] += value * value;
                }
            }
            dimensions = RightFactor.of(transposed, dimension, width);
            points = RightFactor.of(scaled, width, dimension);
        }

        /** r² to a point, which is given in length-scales, times −2. */
        double[] squaredDistances(double[] negativeDoubled, int at, double squaredNorm) {
            double[] squared = squaredNorms.clone();
            for (int i = 0; i < squared.length; i++) {
                squared[i] += squaredNorm;
            }
            dimensions.addProduct(negativeDoubled, at, squared);
            for (int i = 0; i < squared.length; i++) {
                squared[i] = Math.max(0, squared[i]);
            }
            return squared;
        }
    }

    /** Some rows of a matrix in length-scales, times −2, and their squared lengths. */
    private final class Rows {

        private final double[] negativeDoubled;
        private final double[] squaredNorms;

        Rows(double[] flat, int from, int to) {
            negativeDoubled = new double[(to - from) * dimension];
            squaredNorms = new double[to - from];
            for (int r = 0; r < squaredNorms.length; r++) {
                for (int j = 0; j < dimension; j++) {
                    double scaled = flat[(from + r) * dimension + j] * inverseLengthScales[j];
                    negativeDoubled[r * dimension + j] = -2 * scaled;
                    squaredNorms[r] += scaled * scaled;
                }
            }
        }

        /** r² of the only row to the points of a block. */
        double[] squaredDistances(Block block) {
            return block.squaredDistances(negativeDoubled, 0, squaredNorms[0]);
        }
    }

    /** Writes Σ_i k(x, x_i) w_i to {@code sums}, for the rows x from {@code from} to {@code to} of a matrix. */
    void weightedSums(Matrix at, int from, int to, double[] weights, double[] sums) {
        int n = to - from;
        Rows rows = new Rows(Points.flat(at), from, to);
        double[] columns = MatrixKernels.transpose(rows.negativeDoubled, n, dimension);
        MatrixKernels kernels = MatrixKernels.best();
        double[] result = new double[n];
        for (Block block : blocks) {
            // A row for each observed point.
            double[] values = new double[block.width * n];
            for (int i = 0; i < block.width; i++) {
                for (int r = 0; r < n; r++) {
                    values[i * n + r] = block.squaredNorms[i] + rows.squaredNorms[r];
                }
            }
            kernels.multiplyAdd(block.scaled, columns, values, 0, block.width, dimension, n);
            for (int k = 0; k < values.length; k++) {
                values[k] = Math.max(0, values[k]);
            }
            kernel.correlations(values);
            double[] weight = Arrays.copyOfRange(weights, block.first, block.first + block.width);
            kernels.multiplyAdd(weight, values, result, 0, 1, block.width, n);
        }
        double variance = kernel.hyperparameters().variance();
        for (int r = 0; r < n; r++) {
            sums[from + r] = variance * result[r];
        }
    }

    /** The covariances of one row of a matrix to all observed points. */
    double[] covariances(Matrix at, int row) {
        Rows rows = new Rows(Points.flat(at), row, row + 1);
        double[] covariances = new double[count];
        for (Block block : blocks) {
            double[] values = rows.squaredDistances(block);
            kernel.correlations(values);
            for (int i = 0; i < values.length; i++) {
                covariances[block.first + i] = kernel.hyperparameters().variance() * values[i];
            }
        }
        return covariances;
    }

    /** Σ_i w_i k(x, x_i) and its gradient Σ_i w_i ∂k(x, x_i)/∂x, the mean at a point x for the weights of a mean. */
    MeanAndGradient weightedSum(double[] point, double[] weights) {
        Rows rows = new Rows(point, 0, 1);
        double variance = kernel.hyperparameters().variance();
        double value = 0;
        double slopes = 0;
        double[] weighted = new double[dimension];
        for (Block block : blocks) {
            double[] correlation = rows.squaredDistances(block);
            double[] slope = new double[correlation.length];
            kernel.correlations(correlation, slope);
            for (int i = 0; i < slope.length; i++) {
                double weight = variance * weights[block.first + i];
                value += weight * correlation[i];
                slope[i] *= 2 * weight;
                slopes += slope[i];
            }
            block.points.addProduct(slope, 0, weighted);
        }
        double[] gradient = new double[dimension];
        for (int j = 0; j < dimension; j++) {
            double here = point[j] * inverseLengthScales[j];
            gradient[j] = inverseLengthScales[j] * (slopes * here - weighted[j]);
        }
        return new MeanAndGradient(value, gradient);
    }
}
