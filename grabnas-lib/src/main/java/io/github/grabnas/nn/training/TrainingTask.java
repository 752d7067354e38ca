package io.github.grabnas.nn.training;

import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;

import java.util.OptionalDouble;

/** What a {@link TrainingLoop} minimises. */
public interface TrainingTask {

    /**
     * The loss of a step's batch.
     *
     * @param tape holds the parameters before the step
     * @param step decides the batch and whatever else is drawn
     * @return 1 x 1
     */
    Variable loss(Tape tape, TrainingStep step);

    /**
     * The loss on held-out data. It has to be the same for the same parameters. Empty where there is no such data: then
     * nothing ends the training before its last step, and the last parameters count as the best.
     */
    default OptionalDouble validationLoss(Parameters parameters) {
        return OptionalDouble.empty();
    }
}
