package io.github.grabnas.nn.convolution;

import java.util.Arrays;
import java.util.List;

/**
 * A convolution without bias: 3x3 with padding 1 and stride 1 or 2, or 1x1.
 * {@code z[o](y,x) = sum over c, dy, dx of w[o][c][dy][dx] * x[c](stride y + dy - 1, stride x + dx - 1)}.
 */
final class Convolution {

    private static final int BLOCK = FeatureMaps.BATCH_MULTIPLE;

    /** About as many floats of a channel as the weight gradient sweeps at once, to stay in the cache. */
    private static final int SWEEP = 4096;

    private final Context context;
    private final int in;
    private final int out;
    private final int kernel;
    private final int stride;
    private final Parameters.Slice weights;

    /** A convolution of the given kernel size, 1 or 3, and stride. */
    Convolution(Context context, String name, int in, int out, int kernel, int stride) {
        this.context = context;
        this.in = in;
        this.out = out;
        this.kernel = kernel;
        this.stride = stride;
        this.weights = context.parameters()
                .claim(name, List.of(out, in, kernel, kernel), Parameters.Initialization.UNIFORM, in * kernel * kernel);
        context.reserve(weights.size());
    }

    /** Multiplications of one pass over the maps {@code z}. */
    private long work(FeatureMaps z) {
        return (long) weights.size() * z.height * z.width * z.batchSize;
    }

    /** {@code z = w * x}, or added to {@code z}. */
    void forward(FeatureMaps x, FeatureMaps z, boolean add) {
        convolve(
                x,
                in,
                context.parameters().values,
                weights.offset(),
                z,
                out,
                z,
                stride,
                add ? ConvolutionKernels.ADD : ConvolutionKernels.STORE);
    }

    /**
     * The gradient with respect to the input, added to {@code dx}; where a mask is given (the
     * rectified input), only where it is positive.
     *
     * @param dilated for stride 2: maps as large as {@code dx}, zero but for what this writes
     */
    void backwardInput(FeatureMaps dz, FeatureMaps dilated, FeatureMaps dx, FeatureMaps mask) {
        flipKernels();
        FeatureMaps source = stride == 1 ? dz : dilate(dz, dilated);
        convolve(
                source,
                out,
                context.flipped(),
                0,
                dx,
                in,
                mask,
                1,
                mask == dx ? ConvolutionKernels.ADD : ConvolutionKernels.ADD_WHERE_POSITIVE);
    }

    private void flipKernels() {
        float[] w = context.parameters().values;
        float[] flipped = context.flipped();
        int window = kernel * kernel;
        for (int o = 0; o < out; o++) {
            for (int c = 0; c < in; c++) {
                int from = weights.offset() + (o * in + c) * window;
                int to = (c * out + o) * window;
                for (int t = 0; t < window; t++) {
                    flipped[to + window - 1 - t] = w[from + t];
                }
            }
        }
    }

    /** Puts zeros between the pixels, so that the gradient of stride 2 is a convolution of stride 1. */
    private FeatureMaps dilate(FeatureMaps dz, FeatureMaps dilated) {
        for (int c = 0; c < dz.channels; c++) {
            for (int y = 0; y < dz.height; y++) {
                int from = dz.row(c, y);
                int to = dilated.row(c, 2 * y);
                for (int x = 0; x < dz.width; x++) {
                    System.arraycopy(
                            dz.values,
                            from + x * dz.batchSize,
                            dilated.values,
                            to + 2 * x * dz.batchSize,
                            dz.batchSize);
                }
            }
        }
        return dilated;
    }

    // spotless:off: the arguments of a kernel belong together by array
    private void convolve(FeatureMaps x, int channels, float[] w, int wAt, FeatureMaps z, int outputs, FeatureMaps mask,
                          int step, int mode) {
        context.workers().forEach(z.height, work(z), y -> {
            int runs = step == 1 ? 1 : z.width;
            int length = step == 1 ? z.rowLength : z.batchSize;
            int window = kernel * kernel;
            for (int o = 0; o < outputs; ) {
                int block = outputs - o >= 4 ? 4 : 1;
                for (int run = 0; run < runs; run++) {
                    int to = z.row(o, y) + run * z.batchSize;
                    if (kernel == 3) {
                        context.kernels().convolve3x3(x.values, x.window(0, step * y) + step * run * x.batchSize,
                                x.channelStride, channels, x.rowStride, x.batchSize,
                                w, wAt + o * channels * window, channels * window, block,
                                z.values, mask.values, to, z.channelStride, length, mode);
                    } else {
                        context.kernels().convolve1x1(x.values, x.row(0, y), x.channelStride, channels,
                                w, wAt + o * channels, channels, block,
                                z.values, mask.values, to, z.channelStride, length, mode);
                    }
                }
                o += block;
            }
        });
    }
    // spotless:on

    /** Writes the gradient with respect to the weights. */
    void backwardWeights(FeatureMaps x, FeatureMaps dz) {
        int blocks = out / 4 + out % 4;
        float[] partial = context.partial();
        context.workers().forEach(blocks, work(dz), b -> {
            int o = b < out / 4 ? 4 * b : out - (blocks - b);
            int block = b < out / 4 ? 4 : 1;
            int window = kernel * kernel;
            int begin = o * in * window;
            int end = begin + block * in * window;
            Arrays.fill(partial, begin * BLOCK, end * BLOCK, 0f);
            int sweep = Math.max(1, SWEEP / dz.rowLength);
            for (int y = 0; y < dz.height; y += sweep) {
                correlate(x, dz, o, block, y, Math.min(sweep, dz.height - y));
            }
            float[] gradients = context.parameters().gradients;
            for (int i = begin; i < end; i++) {
                gradients[weights.offset() + i] = ConvolutionKernels.total(partial, i * BLOCK);
            }
        });
    }

    private void correlate(FeatureMaps x, FeatureMaps dz, int o, int block, int y, int rows) {
        int window = kernel * kernel;
        int pStep = in * window * BLOCK;
        int runs = stride == 1 ? 1 : dz.width;
        int length = stride == 1 ? dz.rowLength : dz.batchSize;
        for (int c = 0; c < in; c++) {
            int p = (o * in + c) * window * BLOCK;
            if (kernel == 1) {
                context.kernels()
                        .correlate1(
                                x.values,
                                x.row(c, y),
                                x.rowStride,
                                dz.values,
                                dz.row(o, y),
                                dz.channelStride,
                                dz.rowStride,
                                rows,
                                dz.rowLength,
                                block,
                                context.partial(),
                                p,
                                pStep);
                continue;
            }
            for (int dy = 0; dy < 3; dy++) {
                context.kernels()
                        .correlate3(
                                x.values,
                                x.window(c, stride * y + dy),
                                stride * x.rowStride,
                                stride * x.batchSize,
                                x.batchSize,
                                dz.values,
                                dz.row(o, y),
                                dz.channelStride,
                                dz.rowStride,
                                dz.batchSize,
                                rows,
                                runs,
                                length,
                                block,
                                context.partial(),
                                p + 3 * dy * BLOCK,
                                pStep);
            }
        }
    }
}
