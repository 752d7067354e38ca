package io.github.grabnas.nn.dl4j;

import io.github.grabnas.nn.convolution.CellPlan;
import io.github.grabnas.nn.convolution.CellPlan.Step;
import io.github.grabnas.nn.convolution.CellPlan.Target;
import org.nd4j.linalg.api.ndarray.INDArray;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts together the operations of a cell, or of any other graph, by its {@link CellPlan}. The readers of a sum share
 * its ReLU and its gradient.
 */
final class CellProgram {

    private static final int[] POOL_3X3 = {3, 3, 1, 1, 1, 1, 1, 1, 0, 0, 0};

    /** What arrives at a node, its gradient, and both behind the ReLU where a convolution asks for it. */
    private final class Sum {

        private final INDArray values;
        private final INDArray rectified;
        private final boolean isRectified;
        private INDArray gradient;
        private INDArray rectifiedGradient;
        private boolean hasGradient;
        private boolean hasRectifiedGradient;

        Sum(INDArray values, boolean isRectified) {
            this.values = values;
            this.isRectified = isRectified;
            this.rectified = isRectified ? operations.maps(channels, size) : values;
            this.gradient = values;
            this.rectifiedGradient = values;
        }

        /** Makes room for the gradients; forgets which were written. */
        void beginBackward(INDArray place) {
            gradient = place;
            rectifiedGradient = isRectified ? operations.maps(channels, size) : place;
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

    private final BlockOperations operations;
    private final String name;
    private final CellPlan plan;
    private final int channels;
    private final int size;
    private final List<Sum> sums = new ArrayList<>();

    CellProgram(BlockOperations operations, BlockLayer layer) {
        this.operations = operations;
        this.name = layer.getLayerName();
        this.plan = CellPlan.of(layer.architecture());
        this.channels = layer.getChannels();
        this.size = layer.getSize();
    }

    /** Appends the operations that lead from input to output; gives those of the backward pass. */
    BlockProgram.Backward build(INDArray input, INDArray output) {
        if (plan.sums().get(plan.output()).isEmpty()) {
            // Nothing reaches the output: it is zero, and so is the gradient.
            return (upstream, dx) -> {};
        }
        if (plan.output() == CellPlan.INPUT) {
            operations.forwardPut(input, output, false);
            return (upstream, dx) -> operations.backward.put(upstream, dx, false);
        }
        for (int sum = 0; sum < plan.sums().size(); sum++) {
            INDArray values =
                    sum == CellPlan.INPUT ? input : sum == plan.output() ? output : operations.maps(channels, size);
            sums.add(new Sum(values, plan.isRectified(sum)));
        }
        // What was computed before its normalisation, or else the result: the backward pass needs it.
        List<INDArray> kept = plan.steps().stream().map(this::forward).toList();
        return (upstream, dx) -> {
            for (int sum = 0; sum < sums.size(); sum++) {
                INDArray place =
                        sum == plan.output() ? upstream : sum == CellPlan.INPUT ? dx : operations.maps(channels, size);
                sums.get(sum).beginBackward(place);
            }
            for (int step = kept.size() - 1; step >= 0; step--) {
                backward(plan.steps().get(step), kept.get(step));
            }
        };
    }

    private INDArray forward(Step step) {
        Sum source = sums.get(step.source());
        return switch (step.type()) {
            case INPUT, SKIP_CONNECT -> {
                deliver(source.values, step.targets());
                yield source.values;
            }
            case AVG_POOL_3X3 -> {
                INDArray y = place(step.targets());
                operations.forward("avgpool2d", source.values, y, POOL_3X3);
                deliver(y, step.targets());
                yield y;
            }
            case NOR_CONV_1X1, NOR_CONV_3X3 -> {
                if (step.isFirstConvolution()) {
                    operations.relu(source.values, source.rectified);
                }
                INDArray z = operations.maps(channels, size);
                INDArray y = place(step.targets());
                operations.convolve(name(step) + ".convolution", source.rectified, z, 1);
                operations.normalize(name(step) + ".normalization", z, y);
                deliver(y, step.targets());
                yield z;
            }
            case NONE, OUTPUT -> throw new IllegalStateException(step.type() + " is no operation with a result");
        };
    }

    private String name(Step step) {
        return name + ".node" + step.node();
    }

    /** Where a result is written: straight to the sum that it begins, if there is one. */
    private INDArray place(List<Target> targets) {
        return targets.stream()
                .filter(target -> !target.add())
                .findFirst()
                .map(target -> sums.get(target.sum()).values)
                .orElseGet(() -> operations.scratch("y", channels, size));
    }

    private void deliver(INDArray y, List<Target> targets) {
        for (Target target : targets) {
            INDArray values = sums.get(target.sum()).values;
            if (values != y) {
                operations.forwardPut(y, values, target.add());
            }
        }
    }

    private void backward(Step step, INDArray kept) {
        INDArray upstream = gather(step.targets());
        Sum source = sums.get(step.source());
        switch (step.type()) {
            case INPUT, SKIP_CONNECT -> {
                operations.backward.put(upstream, source.gradient, source.hasGradient);
                source.hasGradient = true;
            }
            case AVG_POOL_3X3 -> {
                operations.backward("avgpool2d_bp", source.values, upstream, source.nextGradient(), POOL_3X3);
                source.addGradient();
            }
            case NOR_CONV_1X1, NOR_CONV_3X3 -> convolutionBackward(step, source, kept, upstream);
            case NONE, OUTPUT -> throw new IllegalStateException(step.type() + " is no operation with a result");
        }
    }

    private void convolutionBackward(Step step, Sum source, INDArray z, INDArray upstream) {
        INDArray dz = operations.scratch("dz", channels, size);
        INDArray dx = source.hasRectifiedGradient ? operations.scratch("dx", channels, size) : source.rectifiedGradient;
        operations.normalizeBackward(name(step) + ".normalization", z, upstream, dz);
        operations.convolveBackward(name(step) + ".convolution", source.rectified, dz, dx, 1);
        if (source.hasRectifiedGradient) {
            operations.backward.put(dx, source.rectifiedGradient, true);
        }
        source.hasRectifiedGradient = true;
        if (step.isFirstConvolution()) {
            operations.reluBackward(source.values, source.rectifiedGradient, source.nextGradient());
            source.addGradient();
        }
    }

    /** The gradient of a node's result: that of the sum, or of all the sums, in which it stands. */
    private INDArray gather(List<Target> targets) {
        if (targets.size() == 1) {
            return sums.get(targets.get(0).sum()).gradient;
        }
        INDArray gathered = operations.scratch("gathered", channels, size);
        for (int t = 0; t < targets.size(); t++) {
            operations.backward.put(sums.get(targets.get(t).sum()).gradient, gathered, t > 0);
        }
        return gathered;
    }
}
