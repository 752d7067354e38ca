package io.github.grabnas.linalg;

/**
 * e^−x of many numbers, where most of the time of a kernel goes.
 *
 * <p>By the method of Cody and Waite: x = k ln 2 + r with |r| ≤ ln 2 / 2, e^−r from its Taylor polynomial, and k goes
 * into the exponent; within one unit and a half in the last place. Both implementations take the same steps, so that
 * they agree to the last bit.
 */
public interface ExponentialDecay {

    /** The fastest one that this virtual machine can run. */
    static ExponentialDecay best() {
        return FastestExponentialDecay.INSTANCE;
    }

    /**
     * Replaces each x by e^−x; beyond x = 708, where e^−x is 3e-308, it is zero.
     *
     * @param x at least −708 each
     */
    void apply(double[] x);
}
