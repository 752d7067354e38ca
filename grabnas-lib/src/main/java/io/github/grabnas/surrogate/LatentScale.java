package io.github.grabnas.surrogate;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.graph.GraphDecoder;
import io.github.grabnas.nn.graph.GraphEncoder;

import java.util.SplittableRandom;

/**
 * Mean and standard deviation of every coordinate of some embeddings.
 *
 * @param mean by coordinate
 * @param standardDeviation by coordinate
 */
record LatentScale(Matrix mean, Matrix standardDeviation) {

    /** An encoder trained for prediction may leave coordinates unused; they are not blown up. */
    private static final double SMALLEST = 1e-3;

    static LatentScale of(Matrix latents) {
        int n = latents.rows();
        int m = latents.columns();
        double[] mean = new double[m];
        double[] standardDeviation = new double[m];
        for (int j = 0; j < m; j++) {
            for (int i = 0; i < n; i++) {
                mean[j] += latents.get(i, j) / n;
            }
            for (int i = 0; i < n; i++) {
                standardDeviation[j] += Math.pow(latents.get(i, j) - mean[j], 2) / n;
            }
            standardDeviation[j] = Math.sqrt(standardDeviation[j]);
        }
        return new LatentScale(Matrix.ofRows(mean), Matrix.ofRows(standardDeviation));
    }

    /** Latent vectors moved by normally distributed noise of so many standard deviations in every coordinate. */
    Matrix moved(Matrix latents, double deviations, SplittableRandom random) {
        double[] moved = latents.toArray();
        for (int i = 0; i < moved.length && deviations > 0; i++) {
            moved[i] += deviations * standardDeviation.get(0, i % latents.columns()) * random.nextGaussian();
        }
        return Matrix.of(latents.rows(), latents.columns(), moved);
    }

    double[] deviations() {
        return standardDeviation.row(0);
    }

    /**
     * The encoder's parameters with the scale taken out of its last layer, so that it begins with embeddings of mean 0
     * and standard deviation 1. A new encoder's embeddings differ so little that an autoencoder learns to ignore them
     * instead.
     */
    Parameters takenOutOf(GraphEncoder encoder, Parameters start) {
        String name = GraphEncoder.NAME + ".latent";
        double[] weight = start.get(name + ".weight").toArray();
        double[] bias = start.get(name + ".bias").toArray();
        int m = encoder.embedding();
        for (int i = 0; i < weight.length; i++) {
            weight[i] /= Math.max(SMALLEST, standardDeviation.get(0, i % m));
        }
        for (int j = 0; j < m; j++) {
            bias[j] = (bias[j] - mean.get(0, j)) / Math.max(SMALLEST, standardDeviation.get(0, j));
        }
        return start.with(name + ".weight", Matrix.of(encoder.hidden(), m, weight))
                .with(name + ".bias", Matrix.of(1, m, bias));
    }

    /**
     * The decoder's parameters with the scale folded into its first layer, so that it begins as one that reads
     * embeddings of mean 0 and standard deviation 1: an encoder's embeddings may be a thousand times smaller.
     */
    Parameters foldedInto(GraphDecoder decoder, Parameters start) {
        Matrix weight = start.get(GraphDecoder.NAME + ".initial.weight");
        Matrix bias = start.get(GraphDecoder.NAME + ".initial.bias");
        double[] scaled = weight.toArray();
        double[] shifted = bias.toArray();
        for (int i = 0; i < decoder.embedding(); i++) {
            for (int j = 0; j < decoder.hidden(); j++) {
                scaled[i * decoder.hidden() + j] /= Math.max(SMALLEST, standardDeviation.get(0, i));
                shifted[j] -= mean.get(0, i) * scaled[i * decoder.hidden() + j];
            }
        }
        return start.with(GraphDecoder.NAME + ".initial.weight", Matrix.of(weight.rows(), weight.columns(), scaled))
                .with(GraphDecoder.NAME + ".initial.bias", Matrix.of(1, bias.columns(), shifted));
    }
}
