package io.github.grabnas.nn.convolution;

/**
 * What a convolution's weight gradient is summed over: for each tap of the window and each output channel, the products
 * of input and gradient at all pixels of all images. They are summed in sweeps, short enough for the numbers of a few
 * channels to stay in the first-level cache.
 *
 * <p>With stride 1 a sweep is one run of consecutive floats: a long row, or several short ones with the border between
 * them, which adds zeros. With stride 2 it is a list of pieces of {@value FeatureMaps#BATCH_MULTIPLE} floats.
 */
final class Correlation {

    /** About the length of a sweep in floats. */
    private static final int SWEEP = 1024;

    private static final int PIECE = FeatureMaps.BATCH_MULTIPLE;

    /** Where each tap stands, in floats from the window's corner. */
    final int[] offsets;
    /** The number of output channels. */
    final int outputs;
    /** From one channel of the gradient to the next, in floats. */
    final int gradientStep;
    /** With stride 2, where the window's corner stands for each piece; otherwise empty. */
    final int[] inputs;
    /** With stride 2, where each piece of the gradient's first channel stands; otherwise empty. */
    final int[] gradients;

    private final MapShape in;
    private final MapShape out;
    private final int corner;
    private final int rowsOfSweep;

    /** For the input and the output of a convolution with a square window, 3 or 1 pixels wide. */
    Correlation(MapShape in, MapShape out, int window, int stride) {
        this.in = in;
        this.out = out;
        this.offsets = Taps.forward(in, out, window, stride).offsets;
        this.outputs = out.channels;
        this.gradientStep = out.channelStride;
        this.corner = window == 3 ? in.window(0, 0) : in.row(0, 0);
        this.rowsOfSweep = out.rowLength >= SWEEP / 2 ? 1 : Math.max(1, Math.min(out.height, SWEEP / out.rowStride));
        int pieces = stride == 1 ? 0 : out.height * out.rowLength / PIECE;
        this.inputs = new int[pieces];
        this.gradients = new int[pieces];
        int perPixel = out.batchSize / PIECE;
        for (int i = 0; i < pieces; i++) {
            int image = i % perPixel * PIECE;
            int x = i / perPixel % out.width;
            int y = i / perPixel / out.width;
            inputs[i] = corner + stride * (y * in.rowStride + x * in.batchSize) + image;
            gradients[i] = out.row(0, y) + x * out.batchSize + image;
        }
    }

    /** The number of taps, and of weights for each output channel. */
    int count() {
        return offsets.length;
    }

    /** Whether a sweep is one run; otherwise it is a list of pieces. */
    boolean isRun() {
        return inputs.length == 0;
    }

    /** The number of sweeps. */
    int sweeps() {
        return isRun() ? (out.height + rowsOfSweep - 1) / rowsOfSweep : (inputs.length * PIECE + SWEEP - 1) / SWEEP;
    }

    /** The floats of a run. */
    int length(int sweep) {
        int rows = Math.min(rowsOfSweep, out.height - sweep * rowsOfSweep);
        return (rows - 1) * out.rowStride + out.rowLength;
    }

    /** Where the window's corner stands at the beginning of a run. */
    int inputAt(int sweep) {
        return corner + sweep * rowsOfSweep * in.rowStride;
    }

    /** Where a run of the gradient's first channel begins. */
    int gradientAt(int sweep) {
        return out.row(0, sweep * rowsOfSweep);
    }

    /** The first piece of a sweep, and the end of the one before. */
    int piece(int sweep) {
        return Math.min(sweep * (SWEEP / PIECE), inputs.length);
    }

    /** Where the partial sums of a weight begin. */
    int partialAt(int output, int tap) {
        return (output * offsets.length + tap) * PIECE;
    }
}
