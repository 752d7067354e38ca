package io.github.grabnas.search.oneshot;

import io.github.grabnas.search.SettingValues;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How a supernet and its architecture parameters are trained. Weights: stochastic gradient descent with momentum 0.9,
 * the rate falling along a cosine once an epoch, {@code rate(e) = last + (first - last) (1 + cos(pi e / epochs)) / 2}.
 * Architecture parameters: Adam.
 *
 * @param epochs after each of which rate and temperature change
 * @param steps of an epoch; 0 for one pass over the half of the images that weights are trained on
 * @param batchSize images of a step, a multiple of 16
 * @param learningRate of the weights in the first epoch
 * @param finalLearningRate to which it falls
 * @param weightDecay of the weights
 * @param nesterov whether the momentum is Nesterov's
 * @param clip the norm to which the weights' gradient is cut; empty for none
 * @param alphaRate of Adam
 * @param alphaDecay weight decay of the architecture parameters, added to their gradient
 * @param architectureFirst whether a step moves the architecture parameters before the weights
 * @param alphaFrom the first epoch, from 0, in which the architecture parameters move
 * @param partialChannels operations work on one of so many parts of the channels
 * @param edgeNormalization whether edges have trained factors
 */
public record OneShotRecipe(
        int epochs,
        int steps,
        int batchSize,
        double learningRate,
        double finalLearningRate,
        double weightDecay,
        boolean nesterov,
        OptionalDouble clip,
        double alphaRate,
        double alphaDecay,
        boolean architectureFirst,
        int alphaFrom,
        int partialChannels,
        boolean edgeNormalization) {

    /** Checks what does not show itself later. */
    public OneShotRecipe {
        if (batchSize < 1 || batchSize % 16 != 0) {
            throw new IllegalArgumentException("setting batch-size=" + batchSize + ": expected a multiple of 16");
        }
        Objects.requireNonNull(clip, "clip");
        if (epochs < 1 || steps < 0 || alphaFrom < 0 || partialChannels < 1) {
            throw new IllegalArgumentException("settings epochs=" + epochs + " steps=" + steps + " alpha-from="
                    + alphaFrom + " partial-channels=" + partialChannels
                    + ": expected epochs and parts of at least 1, and no negative number");
        }
        for (double number :
                new double[] {learningRate, finalLearningRate, weightDecay, alphaRate, alphaDecay, clip.orElse(0)}) {
            if (!(number >= 0) || Double.isInfinite(number)) {
                throw new IllegalArgumentException("settings learning-rate=" + learningRate + " final-learning-rate="
                        + finalLearningRate + " weight-decay=" + weightDecay + " alpha-rate=" + alphaRate
                        + " alpha-decay=" + alphaDecay + " clip=" + clip
                        + ": expected finite numbers that are not negative");
            }
        }
        if (alphaFrom >= epochs) {
            throw new IllegalArgumentException("settings epochs=" + epochs + " alpha-from=" + alphaFrom
                    + ": the architecture parameters would never move; expected alpha-from below epochs");
        }
    }

    /** That of NAS-Bench-201's own experiments, with which a relaxation of one's own begins. */
    public static OneShotRecipe standard() {
        return new OneShotSettings(Map.of(), Set.of()).recipe(SettingValues.defaults());
    }

    /** The same with another number of epochs. */
    public OneShotRecipe withEpochs(int other) {
        return with(other, alphaDecay, architectureFirst);
    }

    /** The learning rate of the weights in an epoch, from 0. */
    double rate(int epoch) {
        return finalLearningRate
                + (learningRate - finalLearningRate) * (1 + StrictMath.cos(Math.PI * epoch / epochs)) / 2;
    }

    /** The same with another weight decay of the architecture parameters. */
    OneShotRecipe withAlphaDecay(double other) {
        return with(epochs, other, architectureFirst);
    }

    /** The same with the architecture parameters moved first. */
    OneShotRecipe withArchitectureFirst() {
        return with(epochs, alphaDecay, true);
    }

    private OneShotRecipe with(int otherEpochs, double otherAlphaDecay, boolean first) {
        return new OneShotRecipe(
                otherEpochs,
                steps,
                batchSize,
                learningRate,
                finalLearningRate,
                weightDecay,
                nesterov,
                clip,
                alphaRate,
                otherAlphaDecay,
                first,
                alphaFrom,
                partialChannels,
                edgeNormalization);
    }
}
