package io.github.grabnas.surrogate;

import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;
import io.github.grabnas.nn.graph.GraphBatch;
import io.github.grabnas.nn.training.TrainingStep;
import io.github.grabnas.nn.training.TrainingTask;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * The loss of meta-training (eq. 10): the negative log marginal likelihood of a batch of tuples under the deep kernel,
 * divided by the number of observations.
 *
 * <p>The targets are the accuracies without their task's effect ({@link TaskEffects}), divided by their standard
 * deviation over the training tuples. In a search all observations are of one task and share its effect, and the
 * surrogate has to predict which cell is better. In a batch every class that occurs is encoded once, with instances
 * drawn anew, for all tasks that have it.
 */
public final class MetaTrainingTask implements TrainingTask {

    private final DeepKernel model;
    private final MetaTrainingData data;
    private final int instances;
    private final PseudoNegatives pseudoNegatives;
    private final double scale;
    private final TupleTask batches;

    /** An observation of a batch: a standardised target. */
    private record Example(int task, Architecture architecture, double target) {}

    MetaTrainingTask(DeepKernel model, MetaTrainingData data, MetaTraining settings) {
        this.model = model;
        this.data = data;
        this.instances = settings.instances();
        this.pseudoNegatives = settings.pseudoNegatives();
        List<MetaTrainingTuple> training = data.tuples(MetaTrainingTuple.Split.TRAIN);
        TaskEffects effects = TaskEffects.of(data, training);
        // The effect of a held-out task is estimated from its own tuples, as that of a target is from a search's
        // observations.
        TaskEffects effectsOfAll = TaskEffects.of(data, data.tuples());
        this.scale = Math.sqrt(training.stream()
                .mapToDouble(effects::residual)
                .map(r -> r * r)
                .average()
                .orElseThrow());
        // Few, and the same in every batch: if training went through all cells that no tuple holds, the networks would
        // memorise the tuples' cells.
        int count = pseudoNegatives.priorObservations();
        List<Cell> drawn = PseudoNegatives.draw(
                data.tuples(), data.withheld(), 2 * count, new SplittableRandom(PseudoNegatives.SEED));
        // Fewer where the tuples hold nearly every cell.
        int half = Math.min(count, drawn.size() / 2);
        if (half == 0 && pseudoNegatives.perBatch() > 0) {
            throw new IllegalArgumentException(
                    pseudoNegatives + ": the tuples hold " + data.tuples().size()
                            + " accuracies, and fewer than two cells are left that none is of; meta-train without "
                            + "pseudo-negatives");
        }
        List<Cell> negatives = drawn.subList(0, half);
        List<Cell> heldOutNegatives = drawn.subList(half, drawn.size());
        this.batches = new TupleTask(
                training,
                (tape, batch, random) -> loss(tape, examples(batch, effects, negatives, random), random),
                data.heldOut(),
                (tape, batch, random) -> loss(tape, examples(batch, effectsOfAll, heldOutNegatives, random), random),
                settings.settings().batchSize());
    }

    /** The standard deviation by which the targets are divided, in points of accuracy. */
    public double scale() {
        return scale;
    }

    @Override
    public Variable loss(Tape tape, TrainingStep step) {
        return batches.loss(tape, step);
    }

    @Override
    public OptionalDouble validationLoss(Parameters parameters) {
        return batches.validationLoss(parameters);
    }

    /** The tuples of a batch, and pseudo-negatives on tasks drawn from it. */
    private List<Example> examples(
            List<MetaTrainingTuple> batch, TaskEffects effects, List<Cell> negatives, SplittableRandom random) {
        List<Example> examples = new ArrayList<>();
        batch.forEach(t -> examples.add(new Example(t.task(), t.architecture(), effects.residual(t) / scale)));
        for (int i = 0; i < pseudoNegatives.perBatch(); i++) {
            Cell cell = negatives.get(random.nextInt(negatives.size()));
            examples.add(new Example(batch.get(random.nextInt(batch.size())).task(), cell, pseudoNegatives.effect()));
        }
        return examples;
    }

    private Variable loss(Tape tape, List<Example> batch, SplittableRandom random) {
        double[] y = batch.stream().mapToDouble(Example::target).toArray();
        Variable graphs = model.graphs()
                .encode(
                        tape,
                        GraphBatch.of(batch.stream().map(Example::architecture).toList()));
        Variable datasets = model.readsDatasets()
                ? TaskDatasets.encode(
                        model.datasets(),
                        tape,
                        data,
                        batch.stream().map(Example::task).toList(),
                        instances,
                        random)
                : tape.constant(Matrix.zeros(batch.size(), 0));
        return model.loss(model.fusion().apply(datasets, graphs), y);
    }
}
