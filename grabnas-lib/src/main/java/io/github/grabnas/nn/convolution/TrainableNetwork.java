package io.github.grabnas.nn.convolution;

import io.github.grabnas.data.image.LabelledImages;

import java.util.List;

/**
 * A candidate's network on one {@link TrainingEngine}, one batch at a time: {@link #load} the images, then
 * {@link #gradient} and {@link #step} to train, or {@link #predict} for the classes. Weights and running statistics
 * have the same names, shapes and initial values on every engine.
 */
public interface TrainableNetwork extends AutoCloseable {

    /** What surrounds the cells. */
    Skeleton skeleton();

    /** The number of images in a batch. */
    int batchSize();

    /**
     * Draws the weights anew: uniform on ±1/sqrt(fan-in), batch normalisation as the identity. The same seed gives the
     * same weights, to the last bit, on every engine.
     */
    void initialize(long seed);

    /**
     * Loads a batch.
     *
     * @param which the images' numbers, at most {@link #batchSize()}
     * @param pixels how bytes become numbers, and how images are shifted and mirrored
     * @throws IllegalArgumentException if the images are not of the skeleton's size or classes
     */
    void load(LabelledImages source, int[] which, Pixels pixels);

    /** The scores of the loaded images before the softmax, image by image; in inference mode. */
    float[][] predict();

    /** How many of the loaded images are classified rightly; in inference mode. */
    int countCorrect();

    /**
     * The mean cross-entropy of the loaded images in training mode; computes its gradient with respect to all weights.
     *
     * @throws IllegalStateException if the batch is not full: batch normalisation would count the missing images
     */
    double gradient();

    /** How many images of the last training batch were classified rightly. */
    int lastCorrect();

    /**
     * One step of stochastic gradient descent with Nesterov momentum and weight decay, as PyTorch's: {@code g =
     * gradient + decay w; v = momentum v + g; w -= rate (g + momentum v)}.
     */
    void step(double rate, double momentumFactor, double weightDecay);

    /** The names of the trained weights, in the order of the blocks. */
    List<String> weightNames();

    /** The names of batch normalisation's running means and variances. */
    List<String> statisticNames();

    /** A copy of the weights or statistics of one name. */
    float[] weights(String name);

    /** A copy of the last gradient with respect to the weights of one name. */
    float[] gradient(String name);

    /** Sets the weights or statistics of one name. */
    void setWeights(String name, float[] values);

    /** A copy of the momentum buffer, {@code v} of {@link #step}, of the weights of one name. */
    float[] velocity(String name);

    /** Sets the momentum buffer of the weights of one name. */
    void setVelocity(String name, float[] values);

    @Override
    void close();
}
