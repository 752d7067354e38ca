package io.github.grabnas.search.oneshot;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.convolution.Mixture;

import java.util.Random;

/**
 * How a choice between five operations on each of six edges is made continuous: from architecture parameters alpha
 * (edges x operations) it makes the {@link Mixture} of one pass, by chance or not, and takes the gradient of the
 * mixture's weights back to alpha.
 */
public interface Relaxation {

    /** The mixture of one pass, and the way back from its gradient. */
    interface Draw {

        /** What the edges bring. */
        Mixture mixture();

        /** The gradient with respect to alpha, given that of the mixture's weights; both edges x operations. */
        Matrix gradient(Matrix operationGradients);
    }

    /**
     * Makes a mixture for one pass.
     *
     * @param alpha architecture parameters, edges x operations
     * @param progress the share of the epochs that is over, 0 in the first and 1 in the last
     * @param random for what is drawn
     */
    Draw draw(Matrix alpha, double progress, Random random);

    /** The distribution over the operations that alpha stands for, edges x operations; each row sums to 1. */
    Matrix probabilities(Matrix alpha);
}
