package io.github.grabnas.nn.dl4j;

/** What a {@link BlockLayer} computes. */
public enum BlockKind {
    /** 3x3 convolution of the images and batch normalisation. */
    STEM,
    /** A cell, or any graph of operations. */
    CELL,
    /** Halves the image and doubles the number of channels. */
    RESIDUAL,
    /** Batch normalisation, ReLU, and the average over all pixels. */
    HEAD
}
