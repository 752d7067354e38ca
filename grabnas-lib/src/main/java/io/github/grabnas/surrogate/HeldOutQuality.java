package io.github.grabnas.surrogate;

import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.benchmark.MetaTrainingTuple.Split;
import io.github.grabnas.gp.GaussianProcess;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.statistics.CentralIntervals;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How well a checkpoint predicts tuples of tasks that no training tuple has: a Gaussian process with its deep kernel,
 * conditioned on up to 1,500 training tuples with their own datasets, predicts mean and variance of each, in
 * standardised units (residuals without the task effect, by the checkpoint's scale).
 *
 * @param tuples how many were predicted
 * @param negativeLogDensity the mean of -log p(target); for comparison, a normal distribution with the targets' own
 *     mean and standard deviation s has ln s + 1.42
 * @param rmse root of the mean squared error
 * @param spread standard deviation of the targets
 * @param spearman rank correlation of predictions and targets
 * @param coverage50 share of the targets within the central 50 % interval, in percent
 * @param coverage80 the same for 80 %
 * @param coverage95 the same for 95 %
 */
public record HeldOutQuality(
        int tuples,
        double negativeLogDensity,
        double rmse,
        double spread,
        double spearman,
        double coverage50,
        double coverage80,
        double coverage95) {

    private static final int CONDITIONED_ON = 1_500;

    /**
     * Predicts.
     *
     * @param data with the features with which the checkpoint was trained
     * @param seed draws training tuples and instances
     */
    public static HeldOutQuality of(MetaCheckpoint checkpoint, MetaTrainingData data, long seed) {
        List<MetaTrainingTuple> training = data.tuples(Split.TRAIN);
        List<MetaTrainingTuple> held = data.heldOut();
        SplittableRandom random = new SplittableRandom(seed);
        List<MetaTrainingTuple> chosen = new ArrayList<>(training);
        java.util.Collections.shuffle(chosen, new java.util.Random(random.nextLong()));
        chosen = chosen.subList(0, Math.min(CONDITIONED_ON, chosen.size()));
        TaskEffects effects = TaskEffects.of(data, training);
        TaskEffects effectsOfAll = TaskEffects.of(data, data.tuples());
        MetaTrainingTuple[] all =
                java.util.stream.Stream.concat(chosen.stream(), held.stream()).toArray(MetaTrainingTuple[]::new);
        Matrix points = new TaskFusion(checkpoint.model(), checkpoint.parameters(), data, random)
                .fuse(
                        Arrays.stream(all).map(MetaTrainingTuple::architecture).toList(),
                        Arrays.stream(all).map(MetaTrainingTuple::task).toList());
        int n = chosen.size();
        double[] targets = chosen.stream()
                .mapToDouble(t -> effects.residual(t) / checkpoint.scale())
                .toArray();
        Matrix first = Matrix.ofRows(IntStream.range(0, n).mapToObj(points::row).toArray(double[][]::new));
        Matrix rest = Matrix.ofRows(
                IntStream.range(n, all.length).mapToObj(points::row).toArray(double[][]::new));
        double noise = checkpoint.model().noise(checkpoint.parameters());
        Prediction prediction = GaussianProcess.conditionStandardised(
                        checkpoint.model().kernel(checkpoint.parameters()), noise, first, targets)
                .predict(rest);
        return compare(
                prediction,
                noise,
                held.stream()
                        .mapToDouble(t -> effectsOfAll.residual(t) / checkpoint.scale())
                        .toArray());
    }

    private static HeldOutQuality compare(Prediction prediction, double noise, double[] targets) {
        int n = targets.length;
        double[] means = new double[n];
        double density = 0;
        double squares = 0;
        double[] standardised = new double[n];
        for (int i = 0; i < n; i++) {
            means[i] = prediction.mean(i);
            double variance = prediction.variance(i) + noise;
            double error = targets[i] - means[i];
            density += 0.5 * (Math.log(2 * Math.PI * variance) + error * error / variance);
            squares += error * error;
            standardised[i] = error / Math.sqrt(variance);
        }
        double mean = Arrays.stream(targets).average().orElseThrow();
        double spread = Math.sqrt(
                Arrays.stream(targets).map(t -> (t - mean) * (t - mean)).sum() / n);
        return new HeldOutQuality(
                n,
                density / n,
                Math.sqrt(squares / n),
                spread,
                new SpearmansCorrelation().correlation(means, targets),
                CentralIntervals.share(50, standardised),
                CentralIntervals.share(80, standardised),
                CentralIntervals.share(95, standardised));
    }
}
