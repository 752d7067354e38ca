package io.github.grabnas.nn.convolution;

import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * A cell of a supernet: four nodes, on each edge all five operations of NAS-Bench-201, weighted by the
 * {@link MixturePass} at hand. Node 0 is the input, node 3 the output, every other node the sum of what its edges
 * bring.
 *
 * <p>With partial channels (PC-DARTS, Xu et al., 2020) the operations work on the first {@code channels / partial}
 * channels of an edge's input; the others go round them. A node's channels are then shuffled: channel {@code g P + i}
 * goes to {@code i partial + g}, for P the number of mixed channels.
 */
final class MixedCell implements Block {

    private static final List<Operation> CONVOLUTIONS = List.of(Operation.NOR_CONV_1X1, Operation.NOR_CONV_3X3);
    private static final int OUTPUT = Cell.NODES - 1;

    /**
     * What a cell's maps are kept for.
     *
     * @param isTrained whether it is passed back, which needs what every layer saw
     * @param output the name of the maps that it gives, where it is not: the cell before has those of another name
     */
    record Use(boolean isTrained, String output) {

        FeatureMaps maps(Context context, String name, int channels, int height, int width) {
            return isTrained
                    ? context.maps(channels, height, width)
                    : context.scratch("passing " + name, channels, height, width);
        }
    }

    /** An edge's convolution, its result, and the result's normalisation. */
    private record Layer(Convolution convolution, FeatureMaps z, MixedNormalization normalization) {}

    private final Context context;
    private final MixturePass pass;
    private final int channels;
    private final int mixed;
    private final int partial;
    private final Layer[] layers = new Layer[Cell.EDGES * MixturePass.OPERATIONS];
    /** What arrives at each node, and before it is shuffled. */
    private final FeatureMaps[] values = new FeatureMaps[Cell.NODES];

    private final FeatureMaps[] sums = new FeatureMaps[Cell.NODES];
    private final FeatureMaps[] gradients = new FeatureMaps[Cell.NODES];
    private final FeatureMaps[] sumGradients = new FeatureMaps[Cell.NODES];
    private final double[][] gradientSums;
    private final FeatureMaps[] rectified = new FeatureMaps[OUTPUT];
    private final FeatureMaps[] pooled = new FeatureMaps[OUTPUT];
    private final boolean[] begun = new boolean[Cell.NODES];
    private final AveragePool pool;
    private final FeatureMaps dz;
    private final FeatureMaps gathered;
    private final float[][] scratch;

    /**
     * A cell.
     *
     * @param use what its maps are kept for: those of a cell that is never passed back serve the next cells, too
     */
    MixedCell(
            Context context, MixturePass pass, String name, Use use, int channels, int partial, int height, int width) {
        this.context = context;
        this.pass = pass;
        this.channels = channels;
        this.partial = partial;
        this.mixed = channels / partial;
        this.pool = new AveragePool(context, mixed, height, width);
        this.dz = context.scratch("dz", mixed, height, width);
        this.gathered = context.scratch("gathered", mixed, height, width);
        this.scratch = new float[channels][FeatureMaps.BATCH_MULTIPLE];
        this.gradientSums = new double[Cell.NODES][mixed];
        // Node 0 has the maps that come in, and the last node gets the gradient that comes in.
        for (int node = 1; node < Cell.NODES; node++) {
            values[node] = use.maps(context, node == OUTPUT ? use.output() : "value" + node, channels, height, width);
            sums[node] = partial == 1 ? values[node] : use.maps(context, "sum" + node, channels, height, width);
        }
        for (int node = 0; node < Cell.NODES && use.isTrained(); node++) {
            gradients[node] = node == OUTPUT ? values[node] : context.maps(channels, height, width);
            sumGradients[node] = partial == 1 ? gradients[node] : context.maps(channels, height, width);
        }
        for (int from = 0; from < OUTPUT; from++) {
            rectified[from] = use.maps(context, "rectified", mixed, height, width);
            pooled[from] = use.maps(context, "pooled", mixed, height, width);
            for (int to = from + 1; to < Cell.NODES; to++) {
                for (Operation operation : CONVOLUTIONS) {
                    int kernel = operation == Operation.NOR_CONV_3X3 ? 3 : 1;
                    layers[at(from, to, operation)] = new Layer(
                            new Convolution(
                                    context,
                                    name + ".edge" + from + to + "." + operation.label(),
                                    mixed,
                                    mixed,
                                    kernel,
                                    1,
                                    height,
                                    width),
                            use.maps(context, "z", mixed, height, width),
                            new MixedNormalization(context, mixed));
                }
            }
        }
    }

    private static int at(int from, int to, Operation operation) {
        return MixturePass.edge(from, to) * MixturePass.OPERATIONS + operation.ordinal();
    }

    private void each(int count, IntConsumer channel) {
        context.workers().forEach(count, Workers.PER_VALUE * count * dz.channelStride, channel);
    }

    private boolean runs(int from, int to, Operation operation) {
        return pass.runs(MixturePass.edge(from, to), operation);
    }

    private float weight(int from, int to, Operation operation) {
        return pass.weight(MixturePass.edge(from, to), operation);
    }

    /** Whether an operation runs on one of the edges from a node. */
    private boolean runsFrom(int from, Operation operation) {
        for (int to = from + 1; to < Cell.NODES; to++) {
            if (runs(from, to, operation)) {
                return true;
            }
        }
        return false;
    }

    /** {@inheritDoc} The cell normalises by the batch in either mode. */
    @Override
    public FeatureMaps forward(FeatureMaps x, boolean training) {
        values[0] = x;
        begun[0] = true;
        for (int node = 1; node < Cell.NODES; node++) {
            begun[node] = false;
        }
        for (int from = 0; from < OUTPUT; from++) {
            complete(from);
            convolve(from);
            pass(from);
            bypass(from);
        }
        complete(OUTPUT);
        return values[OUTPUT];
    }

    /** Shuffles what has arrived at a node. */
    private void complete(int node) {
        if (!begun[node]) {
            each(mixed, sums[node]::clear);
        }
        if (node > 0 && partial > 1) {
            each(channels, c -> values[node].takeScaled(sums[node], c, shuffled(c), 1, false));
        }
    }

    private int shuffled(int channel) {
        return channel % mixed * partial + channel / mixed;
    }

    private boolean begin(int node) {
        boolean add = begun[node];
        begun[node] = true;
        return add;
    }

    private void convolve(int from) {
        if (CONVOLUTIONS.stream().anyMatch(o -> runsFrom(from, o))) {
            each(mixed, c -> rectified[from].rectify(values[from], c));
        }
        for (int to = from + 1; to < Cell.NODES; to++) {
            for (Operation operation : CONVOLUTIONS) {
                if (runs(from, to, operation)) {
                    Layer layer = layers[at(from, to, operation)];
                    layer.convolution().forward(rectified[from], layer.z(), false);
                    layer.normalization().measure(layer.z());
                    layer.normalization().apply(layer.z(), sums[to], weight(from, to, operation), begin(to));
                }
            }
        }
    }

    /** Adds the identity and the pooling. */
    private void pass(int from) {
        if (runsFrom(from, Operation.AVG_POOL_3X3)) {
            pool.forward(values[from].first(mixed), pooled[from], false);
        }
        for (int to = from + 1; to < Cell.NODES; to++) {
            int node = to;
            for (Operation operation : List.of(Operation.SKIP_CONNECT, Operation.AVG_POOL_3X3)) {
                if (runs(from, to, operation)) {
                    FeatureMaps source = operation == Operation.SKIP_CONNECT ? values[from] : pooled[from];
                    float weight = weight(from, to, operation);
                    boolean add = begin(to);
                    each(mixed, c -> sums[node].takeScaled(source, c, c, weight, add));
                }
            }
        }
    }

    /** Adds the channels that go round the operations. */
    private void bypass(int from) {
        for (int to = from + 1; to < Cell.NODES && partial > 1; to++) {
            int node = to;
            float factor = pass.edge(MixturePass.edge(from, to));
            each(channels - mixed, c -> sums[node].takeScaled(values[from], mixed + c, mixed + c, factor, from > 0));
        }
    }

    @Override
    public FeatureMaps backward(FeatureMaps gradient) {
        gradients[OUTPUT] = gradient;
        for (int node = OUTPUT; node > 0; node--) {
            if (node < OUTPUT) {
                backwardFrom(node);
            }
            arriveAt(node);
        }
        backwardFrom(0);
        return gradients[0];
    }

    /** Takes a node's gradient back to before the shuffle, and adds it up. */
    private void arriveAt(int node) {
        if (partial > 1) {
            each(channels, c -> sumGradients[node].takeScaled(gradients[node], shuffled(c), c, 1, false));
        } else {
            sumGradients[node] = gradients[node];
        }
        each(mixed, c -> gradientSums[node][c] = context.kernels().sum(sumGradients[node], c, scratch[c]));
        if (pass.isPath()) {
            double total = 0;
            for (double sum : gradientSums[node]) {
                total += sum;
            }
            // An operation that does not run brings its weight, 0, to every number of the node.
            for (int from = 0; from < node; from++) {
                for (Operation operation : Operation.all()) {
                    pass.add(MixturePass.edge(from, node), operation, runs(from, node, operation) ? 0 : total);
                }
            }
        }
    }

    /** Writes the gradient of a node from those of all later ones. */
    private void backwardFrom(int from) {
        boolean written = backwardConvolutions(from);
        if (written) {
            each(mixed, c -> context.kernels().keepWherePositive(gradients[from], rectified[from], c));
        }
        written = backwardIdentity(from, written);
        written = backwardPool(from, written);
        if (!written) {
            each(mixed, gradients[from]::clear);
        }
        backwardBypass(from);
    }

    private boolean backwardConvolutions(int from) {
        boolean written = false;
        for (int to = from + 1; to < Cell.NODES; to++) {
            for (Operation operation : CONVOLUTIONS) {
                if (runs(from, to, operation)) {
                    Layer layer = layers[at(from, to, operation)];
                    double product = layer.normalization()
                            .backward(layer.z(), sumGradients[to], gradientSums[to], dz, weight(from, to, operation));
                    pass.add(MixturePass.edge(from, to), operation, product);
                    if (pass.wantsWeightGradients()) {
                        layer.convolution().backwardWeights(rectified[from], dz);
                    }
                    layer.convolution().backwardInput(dz, gradients[from], written);
                    written = true;
                }
            }
        }
        return written;
    }

    private boolean backwardIdentity(int from, boolean before) {
        boolean written = before;
        for (int to = from + 1; to < Cell.NODES; to++) {
            int node = to;
            if (runs(from, to, Operation.SKIP_CONNECT)) {
                float weight = weight(from, to, Operation.SKIP_CONNECT);
                boolean add = written;
                each(mixed, c -> gradients[from].takeScaled(sumGradients[node], c, c, weight, add));
                pass.add(MixturePass.edge(from, to), Operation.SKIP_CONNECT, product(values[from], to, 0, mixed));
                written = true;
            }
        }
        return written;
    }

    private boolean backwardPool(int from, boolean before) {
        boolean any = false;
        for (int to = from + 1; to < Cell.NODES; to++) {
            int node = to;
            if (runs(from, to, Operation.AVG_POOL_3X3)) {
                float weight = weight(from, to, Operation.AVG_POOL_3X3);
                boolean add = any;
                each(mixed, c -> gathered.takeScaled(sumGradients[node], c, c, weight, add));
                pass.add(MixturePass.edge(from, to), Operation.AVG_POOL_3X3, product(pooled[from], to, 0, mixed));
                any = true;
            }
        }
        if (any) {
            pool.backward(gathered, gradients[from].first(mixed), before);
        }
        return before || any;
    }

    private void backwardBypass(int from) {
        for (int to = from + 1; to < Cell.NODES && partial > 1; to++) {
            int node = to;
            int edge = MixturePass.edge(from, to);
            boolean add = to > from + 1;
            each(
                    channels - mixed,
                    c -> gradients[from].takeScaled(sumGradients[node], mixed + c, mixed + c, pass.edge(edge), add));
            pass.addBypass(edge, product(values[from], to, mixed, channels));
        }
    }

    /** The inner product of maps and the gradient of a node's sum, over some channels. */
    private double product(FeatureMaps x, int node, int begin, int end) {
        double total = 0;
        for (int c = begin; c < end; c++) {
            total += context.kernels().centeredProduct(x, 0f, sumGradients[node], 0f, c, scratch[c]);
        }
        return total;
    }
}
