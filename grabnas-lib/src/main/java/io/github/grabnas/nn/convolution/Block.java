package io.github.grabnas.nn.convolution;

/**
 * A part of a network: feature maps in, feature maps out. A block owns what it returns and hands out the same maps at
 * every call.
 */
interface Block {

    /** The block's result; in training mode it keeps what {@link #backward} needs. */
    FeatureMaps forward(FeatureMaps x, boolean training);

    /**
     * Writes the gradients of the block's weights for the last forward pass in training mode and returns the gradient
     * of its input, given that of its result.
     */
    FeatureMaps backward(FeatureMaps gradient);
}
