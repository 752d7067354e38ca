package io.github.grabnas.nn.convolution;

/** Batch normalisation and ReLU, as before the average at a network's end. */
final class NormalizedRelu implements Block {

    private final Context context;
    private final BatchNormalization normalization;
    private final FeatureMaps out;
    private final FeatureMaps gated;
    private final FeatureMaps dx;
    private FeatureMaps x;

    NormalizedRelu(Context context, String name, int channels, int height, int width) {
        this.context = context;
        this.normalization = new BatchNormalization(context, name, channels);
        this.out = context.maps(channels, height, width);
        this.gated = out.like();
        this.dx = out.like();
        this.x = out;
    }

    @Override
    public FeatureMaps forward(FeatureMaps maps, boolean training) {
        x = maps;
        normalization.measure(x, training);
        normalization.apply(x, out, false);
        context.workers().forEach(out.channels, out.values.length, c -> out.rectify(out, c));
        return out;
    }

    @Override
    public FeatureMaps backward(FeatureMaps gradient) {
        for (int i = 0; i < gated.values.length; i++) {
            gated.values[i] = out.values[i] > 0 ? gradient.values[i] : 0f;
        }
        normalization.backward(x, gated, dx);
        return dx;
    }
}
