package io.github.grabnas.nn.convolution;

/** A convolution and the batch normalisation of its result, with what the backward pass needs of them. */
final class ConvolutionBatchNorm {

    private final Convolution convolution;
    private final BatchNormalization normalization;
    private final FeatureMaps z;

    /** For maps that have the given size after the convolution. */
    ConvolutionBatchNorm(Context context, String name, int in, int out, int kernel, int stride, int height, int width) {
        this.convolution = new Convolution(context, name + ".convolution", in, out, kernel, stride, height, width);
        this.normalization = new BatchNormalization(context, name + ".normalization", out);
        this.z = context.maps(out, height, width);
    }

    /** Computes what {@link #write} then hands out. */
    void forward(FeatureMaps x, boolean training) {
        convolution.forward(x, z, false);
        normalization.measure(z, training);
    }

    /** {@code out = y}, or {@code out += y}. */
    void write(FeatureMaps out, boolean add) {
        normalization.apply(z, out, add);
    }

    /**
     * Writes the gradients of the weights; leaves in {@code dz} the gradient of the convolution's result.
     *
     * @param dz scratch maps of the result's shape
     */
    void backwardWeights(FeatureMaps x, FeatureMaps dOut, FeatureMaps dz) {
        normalization.backward(z, dOut, dz);
        convolution.backwardWeights(x, dz);
    }

    /** The input's gradient, to {@code dx} or added to it. */
    void backwardInput(FeatureMaps dz, FeatureMaps dx, boolean add) {
        convolution.backwardInput(dz, dx, add);
    }
}
