package io.github.grabnas.surrogate;

import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;
import io.github.grabnas.nn.training.BatchSampler;
import io.github.grabnas.nn.training.TrainingStep;
import io.github.grabnas.nn.training.TrainingTask;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * A loss on meta-training tuples. Steps draw their batches from the training tuples. A validation goes through all
 * held-out tuples, in batches whose random draws are always the same, so that validations can be compared.
 */
final class TupleTask implements TrainingTask {

    private final List<MetaTrainingTuple> training;
    private final Loss trainingLoss;
    private final List<MetaTrainingTuple> heldOut;
    private final Loss heldOutLoss;
    private final BatchSampler sampler;
    private final int batchSize;

    /** A loss on some tuples. */
    interface Loss {

        /** The mean loss of a batch. */
        Variable of(Tape tape, List<MetaTrainingTuple> batch, SplittableRandom random);
    }

    /**
     * A task.
     *
     * @throws IllegalArgumentException if there is no training tuple, or none is held out
     */
    TupleTask(
            List<MetaTrainingTuple> training,
            Loss trainingLoss,
            List<MetaTrainingTuple> heldOut,
            Loss heldOutLoss,
            int batchSize) {
        if (training.isEmpty() || heldOut.isEmpty()) {
            throw new IllegalArgumentException(training.size() + " training tuples and " + heldOut.size()
                    + " of held-out tasks: expected at least one of each");
        }
        this.training = training;
        this.trainingLoss = trainingLoss;
        this.heldOut = heldOut;
        this.heldOutLoss = heldOutLoss;
        this.sampler = new BatchSampler.Uniform(training.size(), batchSize);
        this.batchSize = batchSize;
    }

    @Override
    public Variable loss(Tape tape, TrainingStep step) {
        List<MetaTrainingTuple> batch =
                Arrays.stream(sampler.sample(step)).mapToObj(training::get).toList();
        return trainingLoss.of(tape, batch, step.random());
    }

    @Override
    public OptionalDouble validationLoss(Parameters parameters) {
        int count = heldOut.size();
        int batches = (count + batchSize - 1) / batchSize;
        double total = 0;
        for (int b = 0; b < batches; b++) {
            List<MetaTrainingTuple> batch = heldOut.subList(b * count / batches, (b + 1) * count / batches);
            Variable loss = heldOutLoss.of(Tape.forward(parameters), batch, new SplittableRandom(b));
            total += loss.value().get(0, 0) * batch.size();
        }
        return OptionalDouble.of(total / count);
    }
}
