package io.github.grabnas.nn.convolution;

/** The first block: a 3x3 convolution of the images and its batch normalisation. */
final class Stem implements Block {

    private final ConvolutionBatchNorm layer;
    private final FeatureMaps out;
    private final FeatureMaps dz;
    private final FeatureMaps none;
    private FeatureMaps x;

    Stem(Context context, int imageChannels, int channels, int height, int width) {
        this.layer = new ConvolutionBatchNorm(context, "stem", imageChannels, channels, 3, 1, height, width);
        this.out = context.maps(channels, height, width);
        this.dz = context.scratch("dz", channels, height, width);
        this.none = context.maps(0, height, width);
        this.x = none;
    }

    @Override
    public FeatureMaps forward(FeatureMaps images, boolean training) {
        x = images;
        layer.forward(images, training);
        layer.write(out, false);
        return out;
    }

    /** {@inheritDoc} Images have no gradient: the maps returned have no channels. */
    @Override
    public FeatureMaps backward(FeatureMaps gradient) {
        layer.backwardWeights(x, gradient, dz);
        return none;
    }
}
