package io.github.grabnas.nn.dl4j;

import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.NodeType;
import org.nd4j.linalg.api.ndarray.INDArray;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts together the operations of a cell, or of any other graph: every node works on the sum of its predecessors'
 * results. Nodes with the same predecessors share that sum, its ReLU and its gradient; dead ends compute nothing.
 */
final class CellProgram {

    private static final int[] POOL_3X3 = {3, 3, 1, 1, 1, 1, 1, 1, 0, 0, 0};

    /** What arrives at a node, its gradient, and both behind the ReLU once a convolution asked for it. */
    private final class Sum {

        private final INDArray values;
        private final INDArray rectified;
        private boolean hasValue;
        private boolean hasReader;
        private INDArray gradient;
        private INDArray rectifiedGradient;
        private boolean hasGradient;
        private boolean hasRectifiedGradient;

        Sum(INDArray values, boolean isRectified) {
            this.values = values;
            this.rectified = isRectified ? operations.maps(channels, size) : values;
            this.gradient = values;
            this.rectifiedGradient = values;
        }

        /** Makes room for the gradients; forgets which were written. */
        void beginBackward(INDArray place) {
            gradient = place;
            rectifiedGradient = hasReader ? operations.maps(channels, size) : place;
            hasGradient = false;
            hasRectifiedGradient = false;
        }

        /** Where the next gradient is written: to its place if it is the first. */
        INDArray nextGradient() {
            return hasGradient ? operations.scratch("dx", channels, size) : gradient;
        }

        /** Adds what was written to {@link #nextGradient}, unless it stands in its place. */
        void addGradient() {
            if (hasGradient) {
                operations.backward.put(operations.scratch("dx", channels, size), gradient, true);
            }
            hasGradient = true;
        }
    }

    /** One node's operation on its source, for the sums in which its result stands. */
    private record Step(NodeType type, String name, Sum source, List<Sum> targets, INDArray z, boolean firstReader) {}

    private final BlockOperations operations;
    private final String name;
    private final ArchitectureGraph live;
    private final int channels;
    private final int size;

    CellProgram(BlockOperations operations, BlockLayer layer) {
        this.operations = operations;
        this.name = layer.getLayerName();
        this.live = layer.architecture().withoutDeadEnds();
        this.channels = layer.getChannels();
        this.size = layer.getSize();
    }

    /** Appends the operations that lead from input to output; gives those of the backward pass. */
    BlockProgram.Backward build(INDArray input, INDArray output) {
        List<Integer> entrance = List.of(live.types().indexOf(NodeType.INPUT));
        int out = live.types().indexOf(NodeType.OUTPUT);
        List<Integer> exit = live.predecessors(out);
        if (exit.isEmpty()) {
            // Nothing reaches the output: it is zero, and so is the gradient.
            return (upstream, dx) -> {};
        }
        if (exit.equals(entrance)) {
            operations.forwardPut(input, output, false);
            return (upstream, dx) -> operations.backward.put(upstream, dx, false);
        }
        Map<List<Integer>, Sum> sums = new LinkedHashMap<>();
        Sum source = new Sum(input, isRectified(entrance));
        Sum result = new Sum(output, isRectified(exit));
        sums.put(entrance, source);
        sums.put(exit, result);
        List<Integer> order = BlockLayout.order(live);
        for (int node : order) {
            if (!entrance.contains(node)) {
                sums.computeIfAbsent(
                        live.predecessors(node), k -> new Sum(operations.maps(channels, size), isRectified(k)));
            }
        }
        List<Step> steps = new ArrayList<>();
        for (int node : order) {
            if (node != out) {
                Sum from = entrance.contains(node) ? source : sums.get(live.predecessors(node));
                List<Sum> targets = sums.entrySet().stream()
                        .filter(e -> e.getKey().contains(node) && e.getValue() != source)
                        .map(Map.Entry::getValue)
                        .toList();
                steps.add(forward(live.type(node), name + ".node" + node, from, targets));
            }
        }
        return (upstream, dx) -> {
            for (Sum sum : sums.values()) {
                INDArray place = sum == result ? upstream : sum == source ? dx : operations.maps(channels, size);
                sum.beginBackward(place);
            }
            for (int i = steps.size() - 1; i >= 0; i--) {
                backward(steps.get(i));
            }
        };
    }

    private boolean isRectified(List<Integer> predecessors) {
        for (int node = 0; node < live.nodeCount(); node++) {
            boolean convolves = live.type(node) == NodeType.NOR_CONV_1X1 || live.type(node) == NodeType.NOR_CONV_3X3;
            if (convolves && live.predecessors(node).equals(predecessors)) {
                return true;
            }
        }
        return false;
    }

    private Step forward(NodeType type, String node, Sum source, List<Sum> targets) {
        return switch (type) {
            case INPUT, SKIP_CONNECT -> {
                deliver(source.values, targets);
                yield new Step(type, node, source, targets, source.values, false);
            }
            case AVG_POOL_3X3 -> {
                INDArray y = place(targets);
                operations.forward("avgpool2d", source.values, y, POOL_3X3);
                deliver(y, targets);
                yield new Step(type, node, source, targets, y, false);
            }
            case NOR_CONV_1X1, NOR_CONV_3X3 -> {
                boolean first = !source.hasReader;
                if (first) {
                    operations.relu(source.values, source.rectified);
                    source.hasReader = true;
                }
                INDArray z = operations.maps(channels, size);
                INDArray y = place(targets);
                operations.convolve(node + ".convolution", source.rectified, z, 1);
                operations.normalize(node + ".normalization", z, y);
                deliver(y, targets);
                yield new Step(type, node, source, targets, z, first);
            }
            case NONE, OUTPUT -> throw new IllegalStateException(type + " is no operation with a result");
        };
    }

    /** Where a result is written: straight to the sum that it begins, if there is one. */
    private INDArray place(List<Sum> targets) {
        return targets.stream()
                .filter(target -> !target.hasValue)
                .findFirst()
                .map(target -> target.values)
                .orElseGet(() -> operations.scratch("y", channels, size));
    }

    private void deliver(INDArray y, List<Sum> targets) {
        for (Sum target : targets) {
            if (target.values != y) {
                operations.forwardPut(y, target.values, target.hasValue);
            }
            target.hasValue = true;
        }
    }

    private void backward(Step step) {
        INDArray upstream = gather(step.targets());
        Sum source = step.source();
        switch (step.type()) {
            case INPUT, SKIP_CONNECT -> {
                operations.backward.put(upstream, source.gradient, source.hasGradient);
                source.hasGradient = true;
            }
            case AVG_POOL_3X3 -> {
                operations.backward("avgpool2d_bp", source.values, upstream, source.nextGradient(), POOL_3X3);
                source.addGradient();
            }
            case NOR_CONV_1X1, NOR_CONV_3X3 -> convolutionBackward(step, upstream);
            case NONE, OUTPUT -> throw new IllegalStateException(step.type() + " is no operation with a result");
        }
    }

    private void convolutionBackward(Step step, INDArray upstream) {
        Sum source = step.source();
        INDArray dz = operations.scratch("dz", channels, size);
        INDArray dx = source.hasRectifiedGradient ? operations.scratch("dx", channels, size) : source.rectifiedGradient;
        operations.normalizeBackward(step.name() + ".normalization", step.z(), upstream, dz);
        operations.convolveBackward(step.name() + ".convolution", source.rectified, dz, dx, 1);
        if (source.hasRectifiedGradient) {
            operations.backward.put(dx, source.rectifiedGradient, true);
        }
        source.hasRectifiedGradient = true;
        if (step.firstReader()) {
            operations.reluBackward(source.values, source.rectifiedGradient, source.nextGradient());
            source.addGradient();
        }
    }

    /** The gradient of a node's result: that of the sum, or of all the sums, in which it stands. */
    private INDArray gather(List<Sum> targets) {
        if (targets.size() == 1) {
            return targets.get(0).gradient;
        }
        INDArray gathered = operations.scratch("gathered", channels, size);
        for (int t = 0; t < targets.size(); t++) {
            operations.backward.put(targets.get(t).gradient, gathered, t > 0);
        }
        return gathered;
    }
}
