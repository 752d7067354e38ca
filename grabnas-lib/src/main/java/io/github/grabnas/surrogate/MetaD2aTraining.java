package io.github.grabnas.surrogate;

import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Variable;
import io.github.grabnas.nn.graph.GraphBatch;
import io.github.grabnas.nn.training.TrainingProgress;
import io.github.grabnas.nn.training.TrainingSettings;
import io.github.grabnas.nn.training.TrainingState;
import io.github.grabnas.nn.training.TrainingStates;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.statistics.Standardizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Meta-trains MetaD2A (Lee, Hyung and Hwang, ICLR 2021): its generator and its predictor, one after the other, on the
 * tuples on which the surrogate is trained too. Either training ends by its loss on held-out tasks.
 *
 * <p>The generator is trained on good architectures only. The published one had a set of tuples of its own, which is
 * not among the data at hand. Here a tuple of the predictor's set counts as good if its accuracy without the task
 * effect ({@link TaskEffects}) is above the mean of the training tuples.
 *
 * <p>The published predictor is trained on the accuracy itself ({@link RegressionTarget#ACCURACY}), task effects
 * included. It can be trained instead on what the surrogate is trained on, without the task effects. Either is
 * standardised over the training tuples.
 *
 * @param generator how the generator is trained
 * @param predictor how the predictor is trained
 * @param target what the predictor is trained on
 * @param instances how many images of a class are drawn for every batch
 */
public record MetaD2aTraining(
        TrainingSettings generator, TrainingSettings predictor, RegressionTarget target, int instances) {

    /** The name of the generator's training in its progress and its state file. */
    public static final String GENERATOR = "generator";

    /** The name of the predictor's training in its progress and its state file. */
    public static final String PREDICTOR = "predictor";

    /** Checks the number of instances. */
    public MetaD2aTraining {
        Objects.requireNonNull(generator, "generator");
        Objects.requireNonNull(predictor, "predictor");
        Objects.requireNonNull(target, "target");
        if (instances < 1) {
            throw new IllegalArgumentException("instances " + instances + ": expected at least 1 of a class");
        }
    }

    /**
     * The default settings: 600 steps of 64 tuples for the generator, 400 of 256 for the predictor, 3 images a class.
     */
    public static MetaD2aTraining standard() {
        return new MetaD2aTraining(
                new TrainingSettings(600, 64, 2e-3, 1e-2, 25, 8),
                new TrainingSettings(400, 256, 3e-4, 1e-2, 25, 8),
                RegressionTarget.ACCURACY,
                3);
    }

    /** The same with other steps of each network at most. */
    public MetaD2aTraining withSteps(int most) {
        return new MetaD2aTraining(generator.withSteps(most), predictor.withSteps(most), target, instances);
    }

    /** The same with another target of the predictor. */
    public MetaD2aTraining withTarget(RegressionTarget other) {
        return new MetaD2aTraining(generator, predictor, other, instances);
    }

    /** The training tuples on which the generator is trained. */
    public static List<MetaTrainingTuple> good(MetaTrainingData data) {
        List<MetaTrainingTuple> training = data.tuples(MetaTrainingTuple.Split.TRAIN);
        return above(training, TaskEffects.of(data, training), threshold(data));
    }

    private static double threshold(MetaTrainingData data) {
        List<MetaTrainingTuple> training = data.tuples(MetaTrainingTuple.Split.TRAIN);
        TaskEffects effects = TaskEffects.of(data, training);
        return training.stream().mapToDouble(effects::residual).average().orElseThrow();
    }

    private static List<MetaTrainingTuple> above(
            List<MetaTrainingTuple> tuples, TaskEffects effects, double threshold) {
        return tuples.stream().filter(t -> effects.residual(t) > threshold).toList();
    }

    /**
     * Trains both networks.
     *
     * @param generatorModel the generator's sizes
     * @param predictorModel the predictor's sizes
     * @param predictorParameters the predictor's initial parameters, such as
     *     {@link PerformancePredictor#initialize(long, GraphAutoencoder)}
     * @param seed decides the generator's initial weights, batches, instances and noise
     * @param states where the states of both trainings are kept; a training whose state is there goes on from it
     * @param listener is called after every validation
     * @return the checkpoint; its notes are the settings, the seed and the losses on held-out tasks
     * @throws IllegalArgumentException if there is no tuple to train on, or none is held out
     */
    public MetaD2aCheckpoint train(
            ArchitectureGenerator generatorModel,
            PerformancePredictor predictorModel,
            Parameters predictorParameters,
            MetaTrainingData data,
            long seed,
            TrainingStates states,
            Consumer<TrainingProgress> listener) {
        TrainingState generated = states.complete(
                GENERATOR,
                generator.loop(),
                generatorTask(generatorModel, data),
                seed,
                () -> generatorModel.initialize(seed),
                listener);
        List<MetaTrainingTuple> training = data.tuples(MetaTrainingTuple.Split.TRAIN);
        ToDoubleFunction<MetaTrainingTuple> trained = target.of(data, training);
        Standardizer scale =
                Standardizer.of(training.stream().mapToDouble(trained).toArray());
        TupleTask predictorTask = new TupleTask(
                training,
                predictorLoss(predictorModel, data, trained, scale),
                data.heldOut(),
                predictorLoss(predictorModel, data, target.of(data, data.tuples()), scale),
                predictor.batchSize());
        TrainingState predicted =
                states.complete(PREDICTOR, predictor.loop(), predictorTask, seed, () -> predictorParameters, listener);
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("seed", Long.toString(seed));
        notes.put("training", toString());
        notes.put("generator's loss on held-out tasks", String.format(Locale.ROOT, "%.4f", generated.bestLoss()));
        notes.put("predictor's loss on held-out tasks", String.format(Locale.ROOT, "%.4f", predicted.bestLoss()));
        return MetaD2aCheckpoint.of(generatorModel, generated, predictorModel, predicted, scale, notes);
    }

    private TupleTask generatorTask(ArchitectureGenerator model, MetaTrainingData data) {
        // The effect of a held-out task is estimated from its own tuples.
        List<MetaTrainingTuple> heldOut = above(data.heldOut(), TaskEffects.of(data, data.tuples()), threshold(data));
        return new TupleTask(
                good(data),
                (tape, batch, random) -> model.loss(
                        TaskDatasets.encode(model.datasets(), tape, data, tasks(batch), instances, random),
                        graphs(batch),
                        model.normal(batch.size(), random)),
                heldOut,
                (tape, batch, random) -> model.loss(
                        TaskDatasets.encode(model.datasets(), tape, data, tasks(batch), instances, random),
                        graphs(batch),
                        Matrix.zeros(batch.size(), model.decoder().embedding())),
                generator.batchSize());
    }

    private TupleTask.Loss predictorLoss(
            PerformancePredictor model,
            MetaTrainingData data,
            ToDoubleFunction<MetaTrainingTuple> trained,
            Standardizer scale) {
        return (tape, batch, random) -> {
            Variable datasets = TaskDatasets.encode(model.datasets(), tape, data, tasks(batch), instances, random);
            Variable graphs = model.graphs()
                    .encode(
                            tape,
                            GraphBatch.of(batch.stream()
                                    .map(MetaTrainingTuple::architecture)
                                    .toList()));
            return model.loss(
                    datasets,
                    graphs,
                    batch.stream().mapToDouble(trained).map(scale::standardize).toArray());
        };
    }

    private static List<Integer> tasks(List<MetaTrainingTuple> batch) {
        return batch.stream().map(MetaTrainingTuple::task).toList();
    }

    private static List<ArchitectureGraph> graphs(List<MetaTrainingTuple> batch) {
        return batch.stream().map(t -> t.architecture().graph()).toList();
    }
}
