package io.github.grabnas.nn.dl4j;

import io.github.grabnas.nn.dl4j.BlockLayout.Slice;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds a block's lists of native operations: forward in training, forward in inference, backward. Batch normalisation
 * is PyTorch's: eps 1e-5, the batch's biased variance in training, running statistics that each batch moves by a tenth,
 * with the unbiased variance.
 */
final class BlockOperations {

    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;
    private static final int CHANNEL_AXIS = 1;

    private final int batchSize;
    private final DataType type;
    private final Scratch scratch;
    private final BlockLayout layout;
    private final Map<String, INDArray> weights = new TreeMap<>();
    private final Map<String, INDArray> gradients = new TreeMap<>();
    private final Map<String, INDArray> running = new TreeMap<>();
    private final Map<String, INDArray> batch = new TreeMap<>();
    private final INDArray runningStatistics;
    private final INDArray batchStatistics;
    private final INDArray batchShare;
    final OperationList training = new OperationList();
    final OperationList inference = new OperationList();
    final OperationList backward = new OperationList();

    /**
     * For one batch size.
     *
     * @param parameters the block's flat parameters, by their names
     */
    BlockOperations(
            BlockLayout layout, int batchSize, DataType type, Scratch scratch, Map<String, INDArray> parameters) {
        this.layout = layout;
        this.batchSize = batchSize;
        this.type = type;
        this.scratch = scratch;
        scratch.useBatchSize(batchSize);
        int count = Math.max(1, layout.statisticCount());
        this.batchStatistics = scratch.own(type, count);
        this.batchShare = scratch.own(type, count);
        this.runningStatistics = parameters.getOrDefault(BlockParameters.STATISTICS, batchStatistics);
        views(layout.weights(), parameters.get(BlockParameters.WEIGHTS), weights);
        views(layout.statistics(), runningStatistics, running);
        views(layout.statistics(), batchStatistics, batch);
    }

    /**
     * Begins the list of the backward pass anew.
     *
     * @param views where the gradients of the flat parameters go, by their names
     */
    void beginBackward(Map<String, INDArray> views) {
        gradients.clear();
        views(layout.weights(), views.get(BlockParameters.WEIGHTS), gradients);
        backward.clear();
    }

    /** ND4J wants kernels as height x width x inputs x outputs: a view with other strides, nothing is copied. */
    private static void views(List<Slice> slices, INDArray flat, Map<String, INDArray> into) {
        for (Slice slice : slices) {
            INDArray part = flat.get(NDArrayIndex.interval(slice.offset(), slice.end()));
            long[] shape = slice.shape().stream().mapToLong(Integer::longValue).toArray();
            INDArray shaped = part.reshape('c', shape);
            into.put(slice.name(), slice.isConvolution() ? shaped.permute(2, 3, 1, 0) : shaped);
        }
    }

    /** Maps of the block's own. */
    INDArray maps(int channels, int size) {
        return scratch.own(type, batchSize, channels, size, size);
    }

    /** A number for each image and channel. */
    INDArray features(int channels) {
        return scratch.own(type, batchSize, channels);
    }

    /** Maps for passing use. */
    INDArray scratch(String use, int channels, int size) {
        return scratch.get(use, type, batchSize, channels, size, size);
    }

    /** A step of both forward passes. */
    void forward(String operation, INDArray x, INDArray y, int... integers) {
        training.add(operation, List.of(x), List.of(y), integers);
        inference.add(operation, List.of(x), List.of(y), integers);
    }

    /** Copies or adds in both forward passes. */
    void forwardPut(INDArray from, INDArray to, boolean add) {
        training.put(from, to, add);
        inference.put(from, to, add);
    }

    /** A step of the backward pass that needs the forward pass's input. */
    void backward(String operation, INDArray x, INDArray upstream, INDArray dx, int... integers) {
        backward.add(operation, List.of(x, upstream), List.of(dx), integers);
    }

    void relu(INDArray x, INDArray y) {
        double[] cutoff = {0};
        training.add("relu", List.of(x), List.of(y), cutoff);
        inference.add("relu", List.of(x), List.of(y), cutoff);
    }

    void reluBackward(INDArray x, INDArray upstream, INDArray dx) {
        backward.add("relu_bp", List.of(x, upstream), List.of(dx), new double[] {0});
    }

    /** Kernel, stride, padding, dilation; no padding by TensorFlow's rule; channels before pixels. */
    private static int[] window(INDArray kernel, int stride) {
        int side = (int) kernel.size(0);
        return new int[] {side, side, stride, stride, side / 2, side / 2, 1, 1, 0, 0};
    }

    void convolve(String name, INDArray x, INDArray z, int stride) {
        INDArray w = weights.get(name);
        training.add("conv2d", List.of(x, w), List.of(z), window(w, stride));
        inference.add("conv2d", List.of(x, w), List.of(z), window(w, stride));
    }

    void convolveBackward(String name, INDArray x, INDArray dz, INDArray dx, int stride) {
        INDArray w = weights.get(name);
        backward.add("conv2d_bp", List.of(x, w, dz), List.of(dx, gradients.get(name)), window(w, stride));
    }

    void normalize(String name, INDArray z, INDArray y) {
        INDArray mean = batch.get(name + ".mean");
        INDArray variance = batch.get(name + ".variance");
        training.add("moments", List.of(z), List.of(mean, variance), 0, 2, 3);
        training.add("batchnorm", normalized(name, z, batch), List.of(y), new double[] {EPSILON}, 1, 1, CHANNEL_AXIS);
        inference.add(
                "batchnorm", normalized(name, z, running), List.of(y), new double[] {EPSILON}, 1, 1, CHANNEL_AXIS);
        double count = (double) z.length() / z.size(1);
        layout.statistics().stream()
                .filter(s -> s.name().startsWith(name + "."))
                .forEach(s -> {
                    double unbiased = s.name().endsWith(".variance") ? count / Math.max(1, count - 1) : 1;
                    batchShare.get(NDArrayIndex.interval(s.offset(), s.end())).assign(MOMENTUM * unbiased);
                });
    }

    private List<INDArray> normalized(String name, INDArray z, Map<String, INDArray> statistics) {
        return List.of(
                z,
                statistics.get(name + ".mean"),
                statistics.get(name + ".variance"),
                weights.get(name + ".gamma"),
                weights.get(name + ".beta"));
    }

    void normalizeBackward(String name, INDArray z, INDArray upstream, INDArray dz) {
        long channels = z.size(1);
        backward.add(
                "batchnorm_bp",
                List.of(
                        z,
                        batch.get(name + ".mean"),
                        batch.get(name + ".variance"),
                        weights.get(name + ".gamma"),
                        weights.get(name + ".beta"),
                        upstream),
                List.of(
                        dz,
                        scratch.get("dMean", type, channels),
                        scratch.get("dVariance", type, channels),
                        gradients.get(name + ".gamma"),
                        gradients.get(name + ".beta")),
                new double[] {EPSILON},
                1,
                1,
                CHANNEL_AXIS);
    }

    /** Moves the running statistics towards the batch's; the last step of a forward pass in training. */
    void follow() {
        if (layout.statisticCount() == 0) {
            return;
        }
        INDArray share = scratch.get("share", type, layout.statisticCount());
        INDArray kept = scratch.own(type, layout.statisticCount());
        kept.assign(1 - MOMENTUM);
        training.add("multiply", List.of(runningStatistics, kept), List.of(runningStatistics));
        training.add("multiply", List.of(batchStatistics, batchShare), List.of(share));
        training.put(share, runningStatistics, true);
    }
}
