package io.github.grabnas.nn.training;

/**
 * The settings of a training that validates on held-out data. Adam's learning rate rises over the first 50 steps, or a
 * tenth of all steps if these are fewer, and then falls along a cosine; the gradient's norm is limited to 5.
 *
 * @param steps at most
 * @param batchSize examples in a step
 * @param learningRate at its peak
 * @param weightDecay of Adam
 * @param validateEvery how many steps are between two validations
 * @param patience ends the training after so many validations without a lower loss
 */
public record TrainingSettings(
        int steps, int batchSize, double learningRate, double weightDecay, int validateEvery, int patience) {

    private static final double GRADIENT_LIMIT = 5;
    private static final long WARM_UP = 50;

    /** Checks the ranges. */
    public TrainingSettings {
        if (steps < 0
                || batchSize < 1
                || !(learningRate > 0)
                || !(weightDecay >= 0)
                || validateEvery < 1
                || patience < 1) {
            throw new IllegalArgumentException("steps " + steps + ", batch size " + batchSize + ", learning rate "
                    + learningRate
                    + ", weight decay " + weightDecay + ", validation every " + validateEvery + ", patience " + patience
                    + ": expected positive numbers; steps and weight decay may be 0");
        }
    }

    /** The same with other steps at most; 0 leaves the parameters as they are initialised. */
    public TrainingSettings withSteps(int most) {
        return new TrainingSettings(most, batchSize, learningRate, weightDecay, validateEvery, patience);
    }

    /** The training loop with these settings. */
    public TrainingLoop loop() {
        LearningRateSchedule schedule =
                new LearningRateSchedule.Cosine(learningRate, Math.min(WARM_UP, steps / 10 + 1), steps);
        return new TrainingLoop(
                Adam.of(schedule, weightDecay),
                new GradientClipping(GRADIENT_LIMIT),
                new EarlyStopping(patience),
                steps,
                validateEvery);
    }
}
