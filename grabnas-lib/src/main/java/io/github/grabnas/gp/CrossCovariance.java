package io.github.grabnas.gp;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.linalg.RightFactor;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Covariances between many points and fixed observed ones, by |a − b|² = |a|² + |b|² − 2 a·b, whose last term is a
 * product of matrices.
 *
 * <p>Observed points are kept in blocks, one row for each dimension, so that what the product reads stays in the
 * processor's cache. Rounding leaves distances of equal points at some 1e-15 of |a|² instead of 0, which a kernel that
 * is smooth in the squared distance does not see.
 */
final class CrossCovariance {

    /** How many observed points a block holds. */
    private static final int BLOCK = 512;

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

        private final double[] squaredNorms;

        Block(Matrix observed, int from, int to) {
            first = from;
            width = to - from;
            double[] scaled = new double[width * dimension];
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

        double[] squaredDistances(Block block, int row) {
            return block.squaredDistances(negativeDoubled, row * dimension, squaredNorms[row]);
        }
    }

    /** Writes Σ_i k(x, x_i) w_i to {@code sums}, for the rows x from {@code from} to {@code to} of a matrix. */
    void weightedSums(Matrix at, int from, int to, double[] weights, double[] sums) {
        Rows rows = new Rows(Points.flat(at), from, to);
        double variance = kernel.hyperparameters().variance();
        for (Block block : blocks) {
            for (int r = 0; r < to - from; r++) {
                double[] squared = rows.squaredDistances(block, r);
                double sum = 0;
                for (int i = 0; i < squared.length; i++) {
                    sum += kernel.correlation(squared[i]) * weights[block.first + i];
                }
                sums[from + r] += variance * sum;
            }
        }
    }

    /** The covariances of one row of a matrix to all observed points. */
    double[] covariances(Matrix at, int row) {
        Rows rows = new Rows(Points.flat(at), row, row + 1);
        double[] covariances = new double[count];
        for (Block block : blocks) {
            double[] squared = rows.squaredDistances(block, 0);
            for (int i = 0; i < squared.length; i++) {
                covariances[block.first + i] = kernel.hyperparameters().variance() * kernel.correlation(squared[i]);
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
            double[] squared = rows.squaredDistances(block, 0);
            double[] correlation = new double[squared.length];
            double[] slope = new double[squared.length];
            kernel.correlations(squared, correlation, slope);
            for (int i = 0; i < squared.length; i++) {
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
