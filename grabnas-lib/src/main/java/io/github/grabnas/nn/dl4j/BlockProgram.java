package io.github.grabnas.nn.dl4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import java.util.Map;
import java.util.Optional;

/**
 * A {@link BlockLayer}'s computation for one batch size: its arrays on the device and the native operations on them.
 * Output and input gradient are the same arrays at every call.
 */
final class BlockProgram {

    private static final int[] POOL_2X2 = {2, 2, 2, 2, 0, 0, 1, 1, 0, 0, 0};

    private final BlockOperations operations;
    private final BlockLayer layer;
    private final INDArray output;
    /** Appends the backward pass; it needs the gradients' arrays, which a network has only once it is trained. */
    private final Backward backwardBuilder;

    /** The input for which the operations were put together. */
    private final INDArray firstInput;

    private INDArray input;
    private INDArray upstream;
    private Optional<INDArray> inputGradient = Optional.empty();
    private Optional<INDArray> gradients = Optional.empty();

    /** How the operations of a backward pass are put together. */
    @FunctionalInterface
    interface Backward {

        /** Appends the operations that lead from the output's gradient to the input's. */
        void build(INDArray upstream, INDArray inputGradient);
    }

    /**
     * Puts the operations together.
     *
     * @param input the array that holds the block's input
     * @param parameters the block's flat parameters, by their names
     */
    BlockProgram(BlockLayer layer, INDArray input, DataType type, Scratch scratch, Map<String, INDArray> parameters) {
        this.layer = layer;
        this.operations = new BlockOperations(BlockLayout.of(layer), (int) input.size(0), type, scratch, parameters);
        this.firstInput = input;
        this.input = input;
        this.output = layer.getKind() == BlockKind.HEAD
                ? operations.features(layer.getChannels())
                : operations.maps(layer.getChannels(), layer.outputSize());
        this.upstream = output;
        this.backwardBuilder = switch (layer.getKind()) {
            case STEM -> stem();
            case CELL -> new CellProgram(operations, layer).build(input, output);
            case RESIDUAL -> residual();
            case HEAD -> head();
        };
        operations.follow();
    }

    private Backward stem() {
        String name = layer.getLayerName();
        INDArray z = operations.maps(layer.getChannels(), layer.getSize());
        operations.convolve(name + ".convolution", input, z, 1);
        operations.normalize(name + ".normalization", z, output);
        return (upstream, dx) -> {
            INDArray dz = operations.scratch("dz", layer.getChannels(), layer.getSize());
            operations.normalizeBackward(name + ".normalization", z, upstream, dz);
            operations.convolveBackward(name + ".convolution", input, dz, dx, 1);
        };
    }

    private Backward residual() {
        String name = layer.getLayerName();
        int in = layer.getInputChannels();
        int channels = layer.getChannels();
        int half = layer.outputSize();
        INDArray rectified = operations.maps(in, layer.getSize());
        INDArray firstZ = operations.maps(channels, half);
        INDArray middle = operations.maps(channels, half);
        INDArray rectifiedMiddle = operations.maps(channels, half);
        INDArray secondZ = operations.maps(channels, half);
        INDArray pooled = operations.maps(in, half);
        INDArray shortcut = operations.scratch("y", channels, half);
        operations.relu(input, rectified);
        operations.convolve(name + ".first.convolution", rectified, firstZ, 2);
        operations.normalize(name + ".first.normalization", firstZ, middle);
        operations.relu(middle, rectifiedMiddle);
        operations.convolve(name + ".second.convolution", rectifiedMiddle, secondZ, 1);
        operations.normalize(name + ".second.normalization", secondZ, output);
        operations.forward("avgpool2d", input, pooled, POOL_2X2);
        operations.convolve(name + ".shortcut", pooled, shortcut, 1);
        operations.forwardPut(shortcut, output, true);
        return (upstream, dx) -> {
            INDArray dz = operations.scratch("dz", channels, half);
            INDArray dMiddle = operations.scratch("y", channels, half);
            INDArray dPooled = operations.scratch("dPooled", in, half);
            INDArray dRectified = operations.scratch("dx", in, layer.getSize());
            operations.normalizeBackward(name + ".second.normalization", secondZ, upstream, dz);
            operations.convolveBackward(name + ".second.convolution", rectifiedMiddle, dz, dMiddle, 1);
            operations.reluBackward(middle, dMiddle, dMiddle);
            operations.normalizeBackward(name + ".first.normalization", firstZ, dMiddle, dz);
            operations.convolveBackward(name + ".first.convolution", rectified, dz, dRectified, 2);
            operations.reluBackward(input, dRectified, dx);
            operations.convolveBackward(name + ".shortcut", pooled, upstream, dPooled, 1);
            operations.backward("avgpool2d_bp", input, dPooled, dRectified, POOL_2X2);
            operations.backward.put(dRectified, dx, true);
        };
    }

    private Backward head() {
        String name = layer.getLayerName() + ".normalization";
        INDArray normalized = operations.maps(layer.getChannels(), layer.getSize());
        INDArray rectified = operations.scratch("y", layer.getChannels(), layer.getSize());
        operations.normalize(name, input, normalized);
        operations.relu(normalized, rectified);
        operations.forward("reduce_mean", rectified, output, 2, 3);
        return (upstream, dx) -> {
            INDArray gradient = operations.scratch("dz", layer.getChannels(), layer.getSize());
            operations.backward("reduce_mean_bp", rectified, upstream, gradient, 2, 3);
            operations.reluBackward(normalized, gradient, gradient);
            operations.normalizeBackward(name, input, gradient, dx);
        };
    }

    /** The block's output, the same array at every pass. */
    INDArray output() {
        return output;
    }

    /** Whether the program is for as many images. */
    boolean fits(INDArray x) {
        return x.size(0) == input.size(0);
    }

    /** The block's output for an input, which must stay as it is until the backward pass. */
    INDArray forward(INDArray x, boolean training) {
        if (x != input) {
            operations.training.replace(input, x);
            operations.inference.replace(input, x);
            operations.backward.replace(input, x);
            input = x;
        }
        (training ? operations.training : operations.inference).run();
        return output;
    }

    /**
     * The input's gradient, given that of the output; writes those of the weights.
     *
     * @param flat the array of all the block's gradients, of which {@code views} are the parts; empty without weights
     */
    INDArray backward(INDArray gradient, Optional<INDArray> flat, Map<String, INDArray> views) {
        boolean isOther = flat.isPresent()
                && gradients.filter(known -> known == flat.get()).isEmpty();
        if (inputGradient.isEmpty() || isOther) {
            gradients = flat;
            upstream = gradient;
            INDArray dx = operations.maps(layer.getInputChannels(), layer.getSize());
            inputGradient = Optional.of(dx);
            operations.beginBackward(views);
            backwardBuilder.build(gradient, dx);
            operations.backward.replace(firstInput, input);
        }
        if (gradient != upstream) {
            operations.backward.replace(upstream, gradient);
            upstream = gradient;
        }
        operations.backward.run();
        return inputGradient.orElseThrow();
    }
}
