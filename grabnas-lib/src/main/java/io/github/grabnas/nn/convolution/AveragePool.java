package io.github.grabnas.nn.convolution;

/**
 * Average pooling of 3x3 windows with stride 1, where a window at the border averages over the pixels that are there:
 * the padding does not count.
 */
final class AveragePool {

    private final Context context;
    private final FeatureMaps scratch;

    AveragePool(Context context, int channels, int height, int width) {
        this.context = context;
        this.scratch = context.scratch("pool", channels, height, width);
    }

    private static int inside(int at, int size) {
        return 1 + (at > 0 ? 1 : 0) + (at < size - 1 ? 1 : 0);
    }

    /** {@code out = y}, or {@code out += y}. */
    void forward(FeatureMaps x, FeatureMaps out, boolean add) {
        context.workers().forEach(x.channels, Workers.PER_VALUE * x.values.length, c -> {
            for (int y = 0; y < x.height; y++) {
                float rows = inside(y, x.height);
                int from = x.window(c, y);
                int to = out.row(c, y);
                int last = x.width - 1;
                box(x, from, 1 / (rows * inside(0, x.width)), out, to, x.batchSize, add);
                if (last > 1) {
                    box(x, from + x.batchSize, 1 / (rows * 3), out, to + x.batchSize, (last - 1) * x.batchSize, add);
                }
                if (last > 0) {
                    box(x, from + last * x.batchSize, 1 / (rows * 2), out, to + last * x.batchSize, x.batchSize, add);
                }
            }
        });
    }

    /** The input's gradient, to {@code dx} or added to it. */
    void backward(FeatureMaps dOut, FeatureMaps dx, boolean add) {
        context.workers().forEach(dx.channels, Workers.PER_VALUE * dx.values.length, c -> {
            for (int y = 0; y < dx.height; y++) {
                float rows = inside(y, dx.height);
                int at = dx.row(c, y);
                for (int x = 0; x < dx.width; x++) {
                    scale(
                            dOut.values,
                            scratch.values,
                            at + x * dx.batchSize,
                            at + (x + 1) * dx.batchSize,
                            1 / (rows * inside(x, dx.width)));
                }
            }
            for (int y = 0; y < dx.height; y++) {
                box(scratch, scratch.window(c, y), 1, dx, dx.row(c, y), dx.rowLength, add);
            }
        });
    }

    private void box(FeatureMaps x, int from, float scale, FeatureMaps out, int to, int length, boolean add) {
        context.kernels().box3x3(x, from, scale, out.values, to, length, add);
    }

    private static void scale(float[] x, float[] out, int from, int to, float scale) {
        for (int i = from; i < to; i++) {
            out[i] = x[i] * scale;
        }
    }
}
