package io.github.grabnas.surrogate;

import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.benchmark.MetaTrainingTuple.Split;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.training.TrainingRun;
import io.github.grabnas.nn.training.TrainingSettings;
import io.github.grabnas.nn.training.TrainingState;

/**
 * Meta-training (sec. 3.4, eq. 10): dataset encoder, graph encoder, fusion and kernel are trained together to maximise
 * the likelihood of batches of (task, cell, accuracy) tuples under the Gaussian process ({@link MetaTrainingTask}). The
 * validation loss is that of held-out tuples whose tasks no training tuple has; the parameters with the lowest one are
 * kept.
 *
 * <pre>{@code
 * MetaTraining training = MetaTraining.standard(PseudoNegatives.of(suite));
 * TrainingRun run = training.start(model, model.initialize(0, GraphAutoencoder.cells()), data, 0);
 * TrainingState state = run.complete(progress -> System.out.println(progress.validationLoss()));
 * MetaCheckpoint checkpoint = MetaCheckpoint.of(model, training, data, state, Map.of());
 * }</pre>
 *
 * @param settings steps, batches, learning rate, validation
 * @param instances how many images of a class are drawn for every batch
 * @param pseudoNegatives cells that no tuple holds, as observations in every batch
 */
public record MetaTraining(TrainingSettings settings, int instances, PseudoNegatives pseudoNegatives) {

    /** The name of the training in its progress and its state file. */
    public static final String STAGE = "meta-training";

    /** Checks the ranges. */
    public MetaTraining {
        if (settings.batchSize() < 2 || instances < 1) {
            throw new IllegalArgumentException("batch size " + settings.batchSize() + ", instances " + instances
                    + ": expected a batch of at least 2 and at least 1 instance of a class");
        }
    }

    /** The default settings: at most 400 steps of 256 tuples, 3 images a class. */
    public static MetaTraining standard(PseudoNegatives pseudoNegatives) {
        return new MetaTraining(new TrainingSettings(400, 256, 3e-4, 1e-2, 25, 8), 3, pseudoNegatives);
    }

    /** The same with other steps at most; 0 leaves the networks as they are initialised. */
    public MetaTraining withSteps(int most) {
        return new MetaTraining(settings.withSteps(most), instances, pseudoNegatives);
    }

    /**
     * What is minimised.
     *
     * @throws IllegalArgumentException if no training tuple is of a cell: initial cells and prior mean are made of
     *     those
     */
    public MetaTrainingTask task(DeepKernel model, MetaTrainingData data) {
        if (data.tuples(Split.TRAIN).stream().allMatch(t -> t.cell().isEmpty())) {
            throw new IllegalArgumentException("none of the " + data.tuples().size()
                    + " tuples is for training and of a cell of NAS-Bench-201, of which a surrogate's initial cells "
                    + "and prior mean are made; expected some");
        }
        return new MetaTrainingTask(model, data, this);
    }

    /**
     * A run from its beginning.
     *
     * @param parameters the initial ones, such as {@link DeepKernel#initialize(long, GraphAutoencoder)}
     * @param seed decides batches and instances
     */
    public TrainingRun start(DeepKernel model, Parameters parameters, MetaTrainingData data, long seed) {
        return resume(model, data, seed, TrainingState.of(parameters));
    }

    /** A run from the state of another one with the same settings, data and seed. */
    public TrainingRun resume(DeepKernel model, MetaTrainingData data, long seed, TrainingState state) {
        return new TrainingRun(STAGE, settings.loop(), task(model, data), seed, state);
    }
}
