package io.github.grabnas.nn.convolution;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A convolution without bias: 3x3 with padding 1 and stride 1 or 2, or 1x1. {@code z[o](y,x) = sum over c, dy, dx of
 * w[o][c][dy][dx] * x[c](stride y + dy - 1, stride x + dx - 1)}.
 */
final class Convolution {

    /** The gradient of so many blocks of output channels is computed by one thread, which reads the input once. */
    private static final int BLOCKS_OF_A_PART = 2;

    /** One pass over the input gradient, and the places of the window that its taps stand at, in their order. */
    private record GradientPass(Taps taps, int[] places) {}

    private final Context context;
    private final int in;
    private final int out;
    private final int window;
    private final Taps forward;
    private final List<GradientPass> backward = new ArrayList<>();
    private final Correlation correlation;
    private final Parameters.Slice weights;

    /**
     * A convolution of the given kernel size, 1 or 3, and stride.
     *
     * @param height of the output
     * @param width of the output
     */
    Convolution(Context context, String name, int in, int out, int kernel, int stride, int height, int width) {
        this.context = context;
        this.in = in;
        this.out = out;
        this.window = kernel * kernel;
        MapShape input = new MapShape(in, stride * height, stride * width, context.batchSize());
        MapShape output = new MapShape(out, height, width, context.batchSize());
        this.forward = Taps.forward(input, output, kernel, stride);
        this.correlation = new Correlation(input, output, kernel, stride);
        if (stride == 1) {
            int[] turned = IntStream.range(0, window).map(t -> window - 1 - t).toArray();
            backward.add(new GradientPass(Taps.forward(output, input, kernel, 1), turned));
        } else {
            for (int half = 0; half < 4; half++) {
                int[] places = Taps.places(half / 2, half % 2);
                backward.add(new GradientPass(Taps.halves(output, input, half / 2, half % 2, places), places));
            }
        }
        this.weights = context.parameters()
                .claim(name, List.of(out, in, kernel, kernel), Parameters.Initialization.UNIFORM, in * window);
        context.reserve(weights.size());
    }

    /** {@code z = w * x}, or added to {@code z}. */
    void forward(FeatureMaps x, FeatureMaps z, boolean add) {
        float[] w = context.parameters().values;
        float[] packed = context.packed();
        for (int o = 0, at = 0; o < out; o += forward.block(o)) {
            int block = forward.block(o);
            for (int t = 0; t < in * window; t++) {
                for (int k = 0; k < block; k++) {
                    packed[at++] = w[weights.offset() + (o + k) * in * window + t];
                }
            }
        }
        convolve(forward, x, z, add);
    }

    /** The gradient with respect to the input, to {@code dx} or added to it. */
    void backwardInput(FeatureMaps dz, FeatureMaps dx, boolean add) {
        for (GradientPass pass : backward) {
            packTransposed(pass);
            convolve(pass.taps(), dz, dx, add);
        }
    }

    /** Packs the weights of a pass in which the outputs are the inputs. */
    private void packTransposed(GradientPass pass) {
        float[] w = context.parameters().values;
        float[] packed = context.packed();
        for (int c = 0, at = 0; c < in; c += pass.taps().block(c)) {
            int block = pass.taps().block(c);
            for (int o = 0; o < out; o++) {
                for (int place : pass.places()) {
                    int from = weights.offset() + (o * in + c) * window + place;
                    for (int k = 0; k < block; k++) {
                        packed[at++] = w[from + k * window];
                    }
                }
            }
        }
    }

    private void convolve(Taps taps, FeatureMaps from, FeatureMaps to, boolean add) {
        long work = (long) taps.count() * taps.outputs * taps.rows * taps.runs * taps.length;
        context.workers()
                .forEach(
                        taps.rows,
                        work,
                        row -> context.kernels().convolve(taps, row, from.values, context.packed(), to.values, add));
    }

    /** Writes the gradient with respect to the weights. */
    void backwardWeights(FeatureMaps x, FeatureMaps dz) {
        int blocks = out / Taps.BLOCK + out % Taps.BLOCK;
        int share = blocks < 2 * BLOCKS_OF_A_PART ? 1 : BLOCKS_OF_A_PART;
        long work = (long) weights.size() * dz.height * dz.rowLength;
        context.workers().forEach((blocks + share - 1) / share, work, part -> {
            int first = part * share;
            int end = Math.min(blocks, first + share);
            for (int sweep = 0; sweep < correlation.sweeps(); sweep++) {
                for (int b = first; b < end; b++) {
                    int outputs = start(b + 1) - start(b);
                    context.kernels()
                            .correlate(correlation, start(b), outputs, sweep, x.values, dz.values, context.partial());
                }
            }
            for (int i = start(first) * correlation.count(); i < start(end) * correlation.count(); i++) {
                context.parameters().gradients[weights.offset() + i] =
                        ConvolutionKernels.total(context.partial(), i * FeatureMaps.BATCH_MULTIPLE);
            }
        });
    }

    /** The first output channel of a block. */
    private int start(int block) {
        int whole = out / Taps.BLOCK;
        return block <= whole ? block * Taps.BLOCK : whole * Taps.BLOCK + block - whole;
    }
}
