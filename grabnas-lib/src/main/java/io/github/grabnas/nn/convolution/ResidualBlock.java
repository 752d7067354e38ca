package io.github.grabnas.nn.convolution;

import java.util.function.IntConsumer;

/**
 * The block between two stages (NAS-Bench-201): ReLU, 3x3 convolution of stride 2, batch normalisation; ReLU, 3x3
 * convolution, batch normalisation; and beside them, added up, 2x2 average pooling and a 1x1 convolution. Halves the
 * size, changes the number of channels.
 */
final class ResidualBlock implements Block {

    private final Context context;
    private final ConvolutionBatchNorm first;
    private final ConvolutionBatchNorm second;
    private final Convolution shortcut;
    private final FeatureMaps rectified;
    private final FeatureMaps middle;
    private final FeatureMaps rectifiedMiddle;
    private final FeatureMaps pooled;
    private final FeatureMaps out;
    private final FeatureMaps dMiddle;
    private final FeatureMaps dz;
    private final FeatureMaps dPooled;
    private final FeatureMaps dx;

    /** For inputs of the given size, which must be even. */
    ResidualBlock(Context context, String name, int in, int channels, int height, int width) {
        this.context = context;
        int h = height / 2;
        int w = width / 2;
        this.first = new ConvolutionBatchNorm(context, name + ".first", in, channels, 3, 2, h, w);
        this.second = new ConvolutionBatchNorm(context, name + ".second", channels, channels, 3, 1, h, w);
        this.shortcut = new Convolution(context, name + ".shortcut", in, channels, 1, 1, h, w);
        this.rectified = context.maps(in, height, width);
        this.middle = context.maps(channels, h, w);
        this.rectifiedMiddle = middle.like();
        this.pooled = context.maps(in, h, w);
        this.out = middle.like();
        this.dMiddle = middle.like();
        this.dz = context.scratch("dz", channels, h, w);
        this.dPooled = pooled.like();
        this.dx = rectified.like();
    }

    @Override
    public FeatureMaps forward(FeatureMaps x, boolean training) {
        each(x, c -> {
            rectified.rectify(x, c);
            pool(x, c);
        });
        first.forward(rectified, training);
        first.write(middle, false);
        each(middle, c -> rectifiedMiddle.rectify(middle, c));
        second.forward(rectifiedMiddle, training);
        second.write(out, false);
        shortcut.forward(pooled, out, true);
        return out;
    }

    @Override
    public FeatureMaps backward(FeatureMaps gradient) {
        second.backwardWeights(rectifiedMiddle, gradient, dz);
        second.backwardInput(dz, dMiddle, false);
        each(dMiddle, c -> context.kernels().keepWherePositive(dMiddle, rectifiedMiddle, c));
        shortcut.backwardWeights(pooled, gradient);
        shortcut.backwardInput(gradient, dPooled, false);
        first.backwardWeights(rectified, dMiddle, dz);
        first.backwardInput(dz, dx, false);
        each(dx, c -> {
            context.kernels().keepWherePositive(dx, rectified, c);
            unpool(c);
        });
        return dx;
    }

    private void each(FeatureMaps maps, IntConsumer channel) {
        context.workers().forEach(maps.channels, Workers.PER_VALUE * maps.values.length, channel);
    }

    private void pool(FeatureMaps x, int c) {
        int n = x.batchSize;
        for (int y = 0; y < pooled.height; y++) {
            for (int column = 0; column < pooled.width; column++) {
                int a = x.row(c, 2 * y) + 2 * column * n;
                int b = x.row(c, 2 * y + 1) + 2 * column * n;
                int to = pooled.row(c, y) + column * n;
                for (int i = 0; i < n; i++) {
                    pooled.values[to + i] =
                            0.25f * (x.values[a + i] + x.values[a + n + i] + (x.values[b + i] + x.values[b + n + i]));
                }
            }
        }
    }

    /** Adds to a channel of {@code dx} a quarter of the pooled pixel's gradient to each of its four. */
    private void unpool(int c) {
        int n = dx.batchSize;
        for (int y = 0; y < dx.height; y++) {
            for (int column = 0; column < dx.width; column++) {
                int from = dPooled.row(c, y / 2) + column / 2 * n;
                int to = dx.row(c, y) + column * n;
                for (int i = 0; i < n; i++) {
                    dx.values[to + i] += 0.25f * dPooled.values[from + i];
                }
            }
        }
    }
}
