package io.github.grabnas.evaluate.training;

/**
 * How a candidate is trained: stochastic gradient descent with Nesterov momentum and weight decay, the learning rate
 * falling to zero along a cosine, {@code rate(t) = learningRate (1 + cos(pi t)) / 2} for the share t of all steps done.
 *
 * @param epochs passes over the training images
 * @param batchSize images a step, a multiple of 16; what is left over at an epoch's end is not used in it (the order is
 *     drawn anew for every epoch)
 * @param learningRate at the beginning
 * @param momentum Nesterov's
 * @param weightDecay of all weights
 * @param padding images are shifted by up to so many pixels, by cropping from a padded image
 * @param mirrored whether every other image, by chance, is its mirror image
 */
public record TrainingRecipe(
        int epochs,
        int batchSize,
        double learningRate,
        double momentum,
        double weightDecay,
        int padding,
        boolean mirrored) {

    private static final int FEW_IMAGES = 320;

    /** Checks the ranges. */
    public TrainingRecipe {
        if (epochs < 1
                || batchSize < 16
                || batchSize % 16 != 0
                || !(learningRate > 0)
                || !(momentum >= 0 && momentum < 1)
                || !(weightDecay >= 0)
                || !Double.isFinite(learningRate + weightDecay)
                || padding < 0) {
            throw new IllegalArgumentException("epochs " + epochs + ", batch size " + batchSize + ", learning rate "
                    + learningRate + ", momentum " + momentum + ", weight decay " + weightDecay + ", padding " + padding
                    + ": expected epochs from 1, a batch size that is a multiple of 16, a positive learning rate, "
                    + "momentum from 0 to below 1, and nothing negative or infinite");
        }
    }

    /**
     * NAS-Bench-201's recipe for CIFAR (Dong and Yang, 2020, table 1): 200 epochs, batches of 256, learning rate 0.1,
     * momentum 0.9, weight decay 5e-4, shifts by up to 4 pixels, mirror images.
     */
    public static TrainingRecipe nasBench201() {
        return new TrainingRecipe(200, 256, 0.1, 0.9, 5e-4, 4, true);
    }

    /**
     * The recipe at proxy scale: as many epochs as show a network so many images, batches of 32 (16 where there are
     * fewer than 320 images), learning rate 0.2, momentum 0.9, weight decay 5e-4. How it was chosen stands in
     * {@code data/README.md}.
     *
     * @param trainingImages how many there are
     * @param shownImages how many are shown, those that are seen again included
     * @param mirrored whether every other image, by chance, is its mirror image
     */
    public static TrainingRecipe proxy(int trainingImages, int shownImages, boolean mirrored) {
        int epochs = Math.max(1, Math.round((float) shownImages / trainingImages));
        int batchSize = trainingImages < FEW_IMAGES ? 16 : 32;
        return new TrainingRecipe(epochs, batchSize, 0.2, 0.9, 5e-4, 0, mirrored);
    }

    /** The same with other epochs. */
    public TrainingRecipe withEpochs(int other) {
        return new TrainingRecipe(other, batchSize, learningRate, momentum, weightDecay, padding, mirrored);
    }

    /** The same with another size of batches. */
    public TrainingRecipe withBatchSize(int other) {
        return new TrainingRecipe(epochs, other, learningRate, momentum, weightDecay, padding, mirrored);
    }

    /** The same with another learning rate. */
    public TrainingRecipe withLearningRate(double other) {
        return new TrainingRecipe(epochs, batchSize, other, momentum, weightDecay, padding, mirrored);
    }

    /** The same with another weight decay. */
    public TrainingRecipe withWeightDecay(double other) {
        return new TrainingRecipe(epochs, batchSize, learningRate, momentum, other, padding, mirrored);
    }

    /** The same with shifts by up to so many pixels. */
    public TrainingRecipe withPadding(int other) {
        return new TrainingRecipe(epochs, batchSize, learningRate, momentum, weightDecay, other, mirrored);
    }

    /** The same with mirror images, or without. */
    public TrainingRecipe withMirrored(boolean other) {
        return new TrainingRecipe(epochs, batchSize, learningRate, momentum, weightDecay, padding, other);
    }

    /** The learning rate of a step. */
    double rate(long step, long steps) {
        return learningRate * (1 + StrictMath.cos(Math.PI * step / steps)) / 2;
    }

    /** All that decides a training, in one line, as journals have it. */
    public String inOneLine() {
        // Networks that were trained before images were padded with black are others.
        return this + (padding > 0 ? ", black padding" : "");
    }
}
