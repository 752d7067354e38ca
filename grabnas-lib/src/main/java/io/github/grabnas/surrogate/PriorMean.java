package io.github.grabnas.surrogate;

/** Where the meta-training tuples enter a {@link DeepKernelSurrogate}. */
public enum PriorMean {
    /**
     * In the kernel and in the prior mean, which is the posterior mean of a Gaussian process with the same kernel that
     * is conditioned on the tuples ({@link MetaCheckpoint.PriorObservation}). Beyond the paper's text.
     */
    META_LEARNED,
    /**
     * In the kernel alone; the prior mean is zero. With {@link Conditioning#paper()} this is eq. 3 and 4 as printed.
     */
    ZERO
}
