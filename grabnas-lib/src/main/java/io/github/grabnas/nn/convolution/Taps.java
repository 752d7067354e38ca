package io.github.grabnas.nn.convolution;

import java.util.stream.IntStream;

/**
 * What the pixels of one convolution's output are weighted sums of. A tap is one of the numbers that are summed: one
 * channel of the input at one place of the window, known by its distance from the window's corner. With the batch
 * innermost, the taps of all images, and with stride 1 those of a whole row of pixels, are runs of consecutive floats.
 */
final class Taps {

    /** Outputs that are computed together stand together in the packed weights. */
    static final int BLOCK = 4;

    /** So many taps of a pixel and its neighbours stay in the first-level cache while all outputs are computed. */
    private static final int GROUP = 72;

    /** Where each tap stands, in floats from the window's corner; channel by channel. */
    final int[] offsets;
    /** The number of output channels. */
    final int outputs;
    /** From one output channel to the next, in floats. */
    final int outputStep;
    /** The rows of the output. */
    final int rows;
    /** The runs of consecutive floats in a row. */
    final int runs;
    /** The floats of a run. */
    final int length;

    private final int input;
    private final int inputRow;
    private final int inputRun;
    private final int output;
    private final int outputRow;
    private final int outputRun;

    private Taps(int[] offsets, MapShape out, int rows, int runs, int length, Place input, Place output) {
        this.offsets = offsets;
        this.outputs = out.channels;
        this.outputStep = out.channelStride;
        this.rows = rows;
        this.runs = runs;
        this.length = length;
        this.input = input.first();
        this.inputRow = input.row();
        this.inputRun = input.run();
        this.output = output.first();
        this.outputRow = output.row();
        this.outputRun = output.run();
    }

    /** Where the first row begins, and the steps to the next row and to the next run. */
    private record Place(int first, int row, int run) {}

    /** The taps of a convolution of a square window, 3 or 1 pixels wide. */
    static Taps forward(MapShape in, MapShape out, int window, int stride) {
        int[] offsets = new int[in.channels * window * window];
        for (int t = 0; t < offsets.length; t++) {
            int place = t % (window * window);
            offsets[t] = t / (window * window) * in.channelStride
                    + place / window * in.rowStride
                    + place % window * in.batchSize;
        }
        int corner = window == 3 ? in.window(0, 0) : in.row(0, 0);
        Place from = new Place(corner, stride * in.rowStride, stride * in.batchSize);
        Place to = new Place(out.row(0, 0), out.rowStride, out.batchSize);
        return stride == 1
                ? new Taps(offsets, out, out.height, 1, out.rowLength, from, to)
                : new Taps(offsets, out, out.height, out.width, out.batchSize, from, to);
    }

    /**
     * The taps of a 3x3 convolution's input gradient with stride 2, for every other pixel of every other row. A pixel
     * was read by those outputs only whose window it lies in: by one if its row and column are even, by two or four
     * otherwise.
     *
     * @param places which of the nine places of the window, as {@link #places} gives them
     */
    static Taps halves(MapShape dz, MapShape dx, int oddRow, int oddColumn, int... places) {
        int[] offsets = new int[dz.channels * places.length];
        for (int t = 0; t < offsets.length; t++) {
            int place = places[t % places.length];
            offsets[t] = t / places.length * dz.channelStride
                    + (oddRow == 1 && place / 3 == 0 ? dz.rowStride : 0)
                    + (oddColumn == 1 && place % 3 == 0 ? dz.batchSize : 0);
        }
        Place from = new Place(dz.row(0, 0), dz.rowStride, dz.batchSize);
        Place to = new Place(dx.row(0, oddRow) + oddColumn * dx.batchSize, 2 * dx.rowStride, 2 * dx.batchSize);
        return new Taps(offsets, dx, dx.height / 2, dx.width / 2, dx.batchSize, from, to);
    }

    /** The places of a 3x3 window with stride 2 at which a pixel of an even or odd row and column can stand. */
    static int[] places(int oddRow, int oddColumn) {
        return IntStream.range(0, 9)
                .filter(p -> p / 3 % 2 != oddRow && p % 3 % 2 != oddColumn)
                .toArray();
    }

    /** The number of taps. */
    int count() {
        return offsets.length;
    }

    /** Where the group of taps ends that begins with a given one. */
    int groupEnd(int from) {
        return Math.min(from + GROUP, offsets.length);
    }

    /** How many outputs are computed together from a given one on: {@value #BLOCK} or 1. */
    int block(int output) {
        return outputs - output >= BLOCK ? BLOCK : 1;
    }

    /** Where the window's corner stands for a run's first pixel. */
    int inputAt(int row, int run) {
        return input + row * inputRow + run * inputRun;
    }

    /** Where a run of the first output channel begins. */
    int outputAt(int row, int run) {
        return output + row * outputRow + run * outputRun;
    }
}
