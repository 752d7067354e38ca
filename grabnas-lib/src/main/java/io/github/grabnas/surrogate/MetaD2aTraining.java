package io.github.grabnas.surrogate;

import io.github.grabnas.statistics.Standardizer;

import io.github.grabnas.benchmark.MetaTrainingData;

import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Variable;
import io.github.grabnas.nn.graph.GraphBatch;
import io.github.grabnas.space.ArchitectureGraph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;

/**
 * Meta-trains MetaD2A (Lee, Hyung and Hwang, ICLR 2021): its generator and its predictor, one after the
 * other, on the tuples from which the surrogate learns too. What decides when either ends is its loss on
 * held-out tasks.
 *
 * <p>The generator learns good architectures only. The published one had a set of tuples of its own,
 * which is not among the data at hand; here a tuple of the predictor's set counts as good if its accuracy
 * without its task's part ({@link TaskEffects}) is above the mean of the training tuples.
 *
 * <p>The published predictor learns the accuracy itself ({@link RegressionTarget#ACCURACY}), the difficulty
 * of the tasks included. It can learn instead what the surrogate learns, without the tasks' part. Either is
 * standardised over the training tuples.
 *
 * @param generator how the generator descends
 * @param predictor how the predictor descends
 * @param quantity what the predictor learns
 * @param instances of a class, drawn for every batch
 */
public record MetaD2aTraining(HeldOutDescent generator, HeldOutDescent predictor, RegressionTarget quantity, int instances) {

    /** Checks the number of instances. */
    public MetaD2aTraining {
        if (instances < 1) {
            throw new IllegalArgumentException("instances " + instances + ": expected at least 1 of a class");
        }
    }

    /** What is used where nothing else is said. */
    public static MetaD2aTraining standard() {
        return new MetaD2aTraining(new HeldOutDescent(600, 64, 2e-3, 1e-2, 25, 8), new HeldOutDescent(400, 256, 3e-4, 1e-2, 25, 8),
                RegressionTarget.ACCURACY, 3);
    }

    /** At most so many steps of each network. */
    public MetaD2aTraining withSteps(int most) {
        return new MetaD2aTraining(generator.withSteps(most), predictor.withSteps(most), quantity, instances);
    }

    /** With a predictor that learns something else. */
    public MetaD2aTraining predicting(RegressionTarget other) {
        return new MetaD2aTraining(generator, predictor, other, instances);
    }

    /** The training tuples from which the generator learns. */
    public static List<MetaTrainingTuple> good(MetaTrainingData data) {
        List<MetaTrainingTuple> training = data.tuples(MetaTrainingTuple.Split.TRAIN);
        return above(training, TaskEffects.of(data, training), threshold(data));
    }

    private static double threshold(MetaTrainingData data) {
        List<MetaTrainingTuple> training = data.tuples(MetaTrainingTuple.Split.TRAIN);
        TaskEffects effects = TaskEffects.of(data, training);
        return training.stream().mapToDouble(effects::residual).average().orElseThrow();
    }

    private static List<MetaTrainingTuple> above(List<MetaTrainingTuple> tuples, TaskEffects effects, double threshold) {
        return tuples.stream().filter(t -> effects.residual(t) > threshold).toList();
    }

    /**
     * Trains both networks.
     *
     * @param generatorModel the generator's sizes
     * @param predictorModel the predictor's sizes
     * @param predictorStart with which parameters the predictor begins, such as
     *     {@link PerformancePredictor#initialize(long, GraphAutoencoder)}
     * @param seed decides the generator's first weights, batches, instances and noise
     * @param notes for the checkpoint, beside the settings, the seed and the losses on held-out tasks
     * @param listener is told of every validation, with the network's name
     */
    public MetaD2aCheckpoint train(ArchitectureGenerator generatorModel, PerformancePredictor predictorModel,
                                   Parameters predictorStart, MetaTrainingData data, long seed, Map<String, String> notes,
                                   BiConsumer<String, HeldOutDescent.Progress> listener) {
        HeldOutDescent.Result generated = trainGenerator(generatorModel, data, seed, listener);
        List<MetaTrainingTuple> training = data.tuples(MetaTrainingTuple.Split.TRAIN);
        ToDoubleFunction<MetaTrainingTuple> learnt = quantity.of(data, training);
        Standardizer scale = Standardizer.of(training.stream().mapToDouble(learnt).toArray());
        HeldOutDescent.Result predicted = predictor.run(predictorStart, training, loss(predictorModel, data, learnt, scale),
                data.heldOut(), loss(predictorModel, data, quantity.of(data, data.tuples()), scale), seed,
                progress -> listener.accept("predictor", progress));
        Map<String, String> all = new LinkedHashMap<>(notes);
        all.put("seed", Long.toString(seed));
        all.put("training", toString());
        all.put("generator's loss on held-out tasks", lowest(generated.curve()));
        all.put("predictor's loss on held-out tasks", lowest(predicted.curve()));
        return MetaD2aCheckpoint.of(generatorModel, generated, predictorModel, predicted, scale, all);
    }

    private HeldOutDescent.Loss loss(PerformancePredictor model, MetaTrainingData data, ToDoubleFunction<MetaTrainingTuple> learnt,
                                     Standardizer scale) {
        return (tape, batch, random) -> {
            Variable datasets = TaskDatasets.encode(model.datasets(), tape, data, tasks(batch), instances, random);
            Variable graphs = model.graphs().encode(tape, GraphBatch.of(batch.stream().map(MetaTrainingTuple::cell).toList()));
            return model.loss(datasets, graphs, batch.stream().mapToDouble(learnt).map(scale::standardize).toArray());
        };
    }

    private HeldOutDescent.Result trainGenerator(ArchitectureGenerator model, MetaTrainingData data, long seed,
                                                 BiConsumer<String, HeldOutDescent.Progress> listener) {
        // Of all tuples: how hard a held-out task is, its own tuples say.
        List<MetaTrainingTuple> heldOut = above(data.heldOut(), TaskEffects.of(data, data.tuples()), threshold(data));
        HeldOutDescent.Loss training = (tape, batch, random) -> model.loss(
                TaskDatasets.encode(model.datasets(), tape, data, tasks(batch), instances, random), graphs(batch),
                model.normal(batch.size(), random));
        HeldOutDescent.Loss validation = (tape, batch, random) -> model.loss(
                TaskDatasets.encode(model.datasets(), tape, data, tasks(batch), instances, random), graphs(batch),
                Matrix.zeros(batch.size(), model.decoder().embedding()));
        return generator.run(model.initialize(seed), good(data), training, heldOut, validation, seed,
                progress -> listener.accept("generator", progress));
    }

    private static List<Integer> tasks(List<MetaTrainingTuple> batch) {
        return batch.stream().map(MetaTrainingTuple::task).toList();
    }

    private static List<ArchitectureGraph> graphs(List<MetaTrainingTuple> batch) {
        return batch.stream().map(t -> t.cell().graph()).toList();
    }

    private static String lowest(Matrix curve) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < curve.rows(); i++) {
            lowest = Math.min(lowest, curve.get(i, 2));
        }
        return String.format(Locale.ROOT, "%.4f", lowest);
    }
}
