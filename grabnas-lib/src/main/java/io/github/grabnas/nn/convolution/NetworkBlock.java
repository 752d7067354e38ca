package io.github.grabnas.nn.convolution;

import io.github.grabnas.space.ArchitectureGraph;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One block of a {@link CandidateNetwork} on its own, for use within another framework: stem, cell, residual block, or
 * the last
 * normalisation. All arrays are copied in and out. Maps are laid out as {@code images x channels x height x width}, one
 * after
 * the other in a flat array.
 *
 * <pre>{@code
 * NetworkBlock block = new NetworkBlock(NetworkBlock.Kind.CELL, "cell", cell.graph().text(), 16, 16, 32, 1);
 * float[] out = block.forward(maps, images, block.initialWeights(7), block.initialStatistics(), true);
 * float[] gradientOfMaps = block.backward(gradientOfOut, images);
 * float[] gradientOfWeights = block.weightGradients();
 * }</pre>
 *
 * <p>A block is for one thread at a time.
 */
public final class NetworkBlock implements AutoCloseable {

    /** A training batch is a multiple of so many images. */
    public static final int BATCH_MULTIPLE = FeatureMaps.BATCH_MULTIPLE;

    /** What a block computes. */
    public enum Kind {
        /** 3x3 convolution of the images and batch normalisation. */
        STEM,
        /** A cell, or any graph of operations. */
        CELL,
        /** Halves the image and changes the number of channels. */
        RESIDUAL,
        /** Batch normalisation and ReLU. */
        NORMALIZED_RELU
    }

    private final Kind kind;
    private final String name;
    private final String graph;
    private final int inputChannels;
    private final int channels;
    private final int size;
    private final int threads;
    private final Parameters initial;
    private Optional<Running> running = Optional.empty();

    /**
     * A block for maps of one size.
     *
     * @param kind what it computes
     * @param name of the block; its weights' names begin with it
     * @param graph the text of the cell's graph; empty for other kinds
     * @param inputChannels channels of the input
     * @param channels channels of the output
     * @param size height and width of the input
     * @param threads how many may work on one batch
     * @throws IllegalArgumentException if the graph is none, or has a cycle
     */
    public NetworkBlock(Kind kind, String name, String graph, int inputChannels, int channels, int size, int threads) {
        this.kind = kind;
        this.name = name;
        this.graph = graph;
        this.inputChannels = inputChannels;
        this.channels = channels;
        this.size = size;
        this.threads = threads;
        // Weights do not depend on the size of the maps: the smallest will do.
        Context smallest = new Context(BATCH_MULTIPLE, new PlainConvolutionKernels(), new Workers(1));
        build(smallest, 2);
        smallest.parameters().allocate();
        this.initial = smallest.parameters();
    }

    private Block build(Context context, int side) {
        return switch (kind) {
            case STEM -> new Stem(context, inputChannels, channels, side, side);
            case CELL -> new CellBlock(context, name, ArchitectureGraph.parse(graph), channels, side, side);
            case RESIDUAL -> new ResidualBlock(context, name, inputChannels, channels, side, side);
            case NORMALIZED_RELU -> new NormalizedRelu(context, name, channels, side, side);
        };
    }

    /** The block for one batch size, with its maps. */
    private final class Running {

        private final Context context;
        private final Block block;
        private final FeatureMaps in;
        private final FeatureMaps dOut;

        Running(int batchSize) {
            this.context = new Context(batchSize, ConvolutionKernels.best(), new Workers(threads));
            this.block = build(context, size);
            context.parameters().allocate();
            this.in = context.maps(inputChannels, size, size);
            this.dOut = context.maps(channels, outputSize(), outputSize());
        }

        Parameters parameters() {
            return context.parameters();
        }
    }

    /** Height and width of the output. */
    public int outputSize() {
        return kind == Kind.RESIDUAL ? size / 2 : size;
    }

    /** The number of weights; 0 for a cell without convolutions. */
    public int weightCount() {
        return initial.values.length;
    }

    /** The number of running statistics of batch normalisation. */
    public int statisticCount() {
        return initial.running.length;
    }

    /**
     * The names of the weights in the order in which they are laid out; they are those of a {@link CandidateNetwork}.
     */
    public List<String> weightNames() {
        return initial.slices().stream().map(Parameters.Slice::name).toList();
    }

    /** Weights drawn by a seed: uniform on ±1/sqrt(fan-in), batch normalisation as the identity. */
    public float[] initialWeights(long seed) {
        initial.initialize(new SplittableRandom(seed));
        return initial.values.clone();
    }

    /** The statistics before the first batch: means of 0 and variances of 1. */
    public float[] initialStatistics() {
        initial.initialize(new SplittableRandom(0));
        return initial.running.clone();
    }

    /**
     * The block's output.
     *
     * @param input {@code images x inputChannels x size x size}
     * @param images how many; a multiple of {@value #BATCH_MULTIPLE} in training, since batch normalisation counts all
     * of a batch
     * @param weights {@link #weightCount()} numbers
     * @param statistics {@link #statisticCount()} numbers
     * @param training whether to normalise by the batch's statistics, and to update the running ones
     * @return {@code images x channels x outputSize x outputSize}
     * @throws IllegalArgumentException if an array has another length, or a training batch is no multiple
     */
    public float[] forward(float[] input, int images, float[] weights, float[] statistics, boolean training) {
        if (training && images % BATCH_MULTIPLE != 0) {
            throw new IllegalArgumentException("block '" + name + "': a training batch of " + images
                    + " images; expected a multiple of " + BATCH_MULTIPLE);
        }
        requireLength("input", input, images * inputChannels * size * size);
        requireLength("weights", weights, weightCount());
        requireLength("statistics", statistics, statisticCount());
        int batchSize = FeatureMaps.roundedUp(images);
        if (running.map(r -> r.context.batchSize() != batchSize).orElse(true)) {
            close();
            running = Optional.of(new Running(batchSize));
        }
        Running now = running();
        System.arraycopy(weights, 0, now.parameters().values, 0, weights.length);
        System.arraycopy(statistics, 0, now.parameters().running, 0, statistics.length);
        now.in.set(input, images);
        return now.block.forward(now.in, training).get(images);
    }

    private Running running() {
        return running.orElseThrow(() -> new IllegalStateException("block '" + name + "': call forward first"));
    }

    /** The running statistics after the last {@link #forward}. */
    public float[] statistics() {
        return running().parameters().running.clone();
    }

    /**
     * The gradient of the input, given that of the output of the last {@link #forward} in training mode. Images
     * themselves have
     * no gradient: zeros for {@link Kind#STEM}.
     *
     * @param outputGradient {@code images x channels x outputSize x outputSize}
     * @param images how many
     * @return {@code images x inputChannels x size x size}
     */
    public float[] backward(float[] outputGradient, int images) {
        requireLength("gradient", outputGradient, images * channels * outputSize() * outputSize());
        Running now = running();
        now.dOut.set(outputGradient, images);
        FeatureMaps gradient = now.block.backward(now.dOut);
        return kind == Kind.STEM ? new float[images * inputChannels * size * size] : gradient.get(images);
    }

    /** The gradient of the weights that the last {@link #backward} computed. */
    public float[] weightGradients() {
        return running().parameters().gradients.clone();
    }

    private void requireLength(String what, float[] values, int expected) {
        if (values.length != expected) {
            throw new IllegalArgumentException(
                    "block '" + name + "': " + what + " of " + values.length + " numbers; expected " + expected);
        }
    }

    /** Ends the block's threads; the next {@link #forward} starts new ones. */
    @Override
    public void close() {
        running.ifPresent(r -> r.context.workers().close());
        running = Optional.empty();
    }
}
