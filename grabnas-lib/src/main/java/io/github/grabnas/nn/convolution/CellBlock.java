package io.github.grabnas.nn.convolution;

import io.github.grabnas.space.ArchitectureGraph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * A cell, or any other graph of operations, on maps of one size, by its {@link CellPlan}. The readers of a sum share
 * its ReLU and its gradient.
 *
 * <p>Each operation adds its result straight to the sums in which it stands, so that of a convolution only the result
 * before normalisation is kept.
 */
final class CellBlock implements Block {

    /** What arrives at a node, its gradient, and its ReLU once a convolution asked for it. */
    private final class Sum {

        FeatureMaps values;
        FeatureMaps gradient;
        FeatureMaps rectified;
        private final List<Step> convolutions = new ArrayList<>();
        private final List<Step> others = new ArrayList<>();

        Sum() {
            this.values = context.maps(channels, height, width);
            this.gradient = values.like();
            this.rectified = values;
        }

        /** Notes a reader of the ReLU, and makes room for it where the reader is the first one, who computes it. */
        void addConvolution(Step reader, boolean isFirst) {
            rectified = isFirst ? gradient.like() : rectified;
            convolutions.add(reader);
        }

        /** Notes a reader of the sum itself. */
        void addReader(Step reader) {
            others.add(reader);
        }

        /**
         * Lets the readers write the gradient. The convolutions come first: what they leave goes through the ReLU at
         * once, before the others add to it.
         */
        void backward() {
            boolean add = false;
            for (Step reader : convolutions) {
                reader.backward(add);
                add = true;
            }
            if (add) {
                eachChannel(c -> context.kernels().keepWherePositive(gradient, rectified, c));
            }
            for (Step reader : others) {
                reader.backward(add);
                add = true;
            }
            if (!add) {
                gradient.clear();
            }
        }
    }

    /** A sum that a node's result belongs to, and whether others have been written to it before. */
    private record Target(Sum sum, boolean add) {}

    /** One operation at work. */
    private interface Step {

        void forward(boolean training);

        /** Writes the gradient of what it reads, or adds to it. */
        void backward(boolean add);
    }

    private final Context context;
    private final int channels;
    private final int height;
    private final int width;
    private final List<Sum> sums = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Sum input;
    private final Sum output;
    private final FeatureMaps dz;
    private final FeatureMaps gathered;

    /**
     * The block of a graph with one input and one output.
     *
     * @throws IllegalArgumentException if the graph has a cycle
     */
    CellBlock(Context context, String name, ArchitectureGraph graph, int channels, int height, int width) {
        this.context = context;
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.dz = context.scratch("dz", channels, height, width);
        this.gathered = context.scratch("gathered", channels, height, width);
        CellPlan plan = CellPlan.of(graph);
        plan.sums().forEach(nodes -> sums.add(new Sum()));
        this.input = sums.get(CellPlan.INPUT);
        this.output = sums.get(plan.output());
        plan.steps().forEach(step -> steps.add(step(step, name + ".node" + step.node())));
    }

    private Step step(CellPlan.Step step, String name) {
        Sum source = sums.get(step.source());
        List<Target> targets = step.targets().stream()
                .map(target -> new Target(sums.get(target.sum()), target.add()))
                .toList();
        return switch (step.type()) {
            case INPUT, SKIP_CONNECT -> new Identity(source, targets);
            case AVG_POOL_3X3 -> new Pool(source, targets);
            case NOR_CONV_1X1, NOR_CONV_3X3 -> new Normal(name, source, targets, step);
            case NONE, OUTPUT -> throw new IllegalStateException(step.type() + " is no operation with a result");
        };
    }

    @Override
    public FeatureMaps forward(FeatureMaps x, boolean training) {
        input.values = x;
        for (Step step : steps) {
            step.forward(training);
        }
        return output.values;
    }

    @Override
    public FeatureMaps backward(FeatureMaps gradient) {
        output.gradient = gradient;
        // Whoever reads a sum writes to sums that were made later.
        for (int i = sums.size() - 1; i >= 0; i--) {
            if (sums.get(i) != output) {
                sums.get(i).backward();
            }
        }
        return input.gradient;
    }

    private void eachChannel(IntConsumer channel) {
        context.workers().forEach(channels, Workers.PER_VALUE * dz.values.length, channel);
    }

    /** The gradient of a node's result: that of the sum, or of all the sums, in which it stands. */
    private FeatureMaps gather(List<Target> targets) {
        if (targets.size() == 1) {
            return targets.get(0).sum().gradient;
        }
        for (int t = 0; t < targets.size(); t++) {
            FeatureMaps gradient = targets.get(t).sum().gradient;
            boolean add = t > 0;
            eachChannel(c -> gathered.take(gradient, c, add));
        }
        return gathered;
    }

    private final class Identity implements Step {

        private final Sum source;
        private final List<Target> targets;

        Identity(Sum source, List<Target> targets) {
            this.source = source;
            this.targets = targets;
            source.addReader(this);
        }

        @Override
        public void forward(boolean training) {
            for (Target target : targets) {
                eachChannel(c -> target.sum().values.take(source.values, c, target.add()));
            }
        }

        @Override
        public void backward(boolean add) {
            for (int t = 0; t < targets.size(); t++) {
                FeatureMaps gradient = targets.get(t).sum().gradient;
                boolean addThis = add || t > 0;
                eachChannel(c -> source.gradient.take(gradient, c, addThis));
            }
        }
    }

    private final class Pool implements Step {

        private final AveragePool pool = new AveragePool(context, channels, height, width);
        private final Sum source;
        private final List<Target> targets;

        Pool(Sum source, List<Target> targets) {
            this.source = source;
            this.targets = targets;
            source.addReader(this);
        }

        @Override
        public void forward(boolean training) {
            for (Target target : targets) {
                pool.forward(source.values, target.sum().values, target.add());
            }
        }

        @Override
        public void backward(boolean add) {
            pool.backward(gather(targets), source.gradient, add);
        }
    }

    private final class Normal implements Step {

        private final ConvolutionBatchNorm layer;
        private final Sum source;
        private final List<Target> targets;
        private final boolean isFirstReader;

        Normal(String name, Sum source, List<Target> targets, CellPlan.Step step) {
            this.layer = new ConvolutionBatchNorm(context, name, channels, channels, step.kernel(), 1, height, width);
            this.source = source;
            this.targets = targets;
            this.isFirstReader = step.isFirstConvolution();
            source.addConvolution(this, isFirstReader);
        }

        @Override
        public void forward(boolean training) {
            if (isFirstReader) {
                eachChannel(c -> source.rectified.rectify(source.values, c));
            }
            layer.forward(source.rectified, training);
            for (Target target : targets) {
                layer.write(target.sum().values, target.add());
            }
        }

        @Override
        public void backward(boolean add) {
            layer.backwardWeights(source.rectified, gather(targets), dz);
            layer.backwardInput(dz, source.gradient, add);
        }
    }
}
