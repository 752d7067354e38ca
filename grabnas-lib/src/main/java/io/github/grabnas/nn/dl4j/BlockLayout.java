package io.github.grabnas.nn.dl4j;

import io.github.grabnas.nn.convolution.CellPlan;

import java.util.ArrayList;
import java.util.List;

/**
 * Which weights and running statistics a block has and where they stand in its two flat parameters. Names, shapes and
 * order are those of {@link io.github.grabnas.nn.convolution.CandidateNetwork}, which are PyTorch's.
 *
 * @param weights of convolutions and batch normalisations
 * @param statistics running means and variances
 */
record BlockLayout(List<Slice> weights, List<Slice> statistics) {

    /**
     * A named part of a flat parameter.
     *
     * @param name of the tensor
     * @param offset of its first number
     * @param shape outputs, inputs, height and width of a convolution; channels of a normalisation
     */
    record Slice(String name, int offset, List<Integer> shape) {

        int size() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }

        int end() {
            return offset + size();
        }

        boolean isConvolution() {
            return shape.size() == 4;
        }

        /** How many numbers each output of a convolution is made from. */
        int fanIn() {
            return size() / shape.get(0);
        }

        /** Whether it is one before training: a scale or a variance. */
        boolean beginsAtOne() {
            return name.endsWith(".gamma") || name.endsWith(".variance");
        }
    }

    /** Claims slices one after the other. */
    private static final class Claims {

        private final List<Slice> weights = new ArrayList<>();
        private final List<Slice> statistics = new ArrayList<>();

        private static void claim(List<Slice> slices, String name, Integer... shape) {
            slices.add(new Slice(name, length(slices), List.of(shape)));
        }

        void convolution(String name, int in, int out, int kernel) {
            claim(weights, name, out, in, kernel, kernel);
        }

        void normalization(String name, int channels) {
            claim(weights, name + ".gamma", channels);
            claim(weights, name + ".beta", channels);
            claim(statistics, name + ".mean", channels);
            claim(statistics, name + ".variance", channels);
        }

        void convolutionBatchNorm(String name, int in, int out, int kernel) {
            convolution(name + ".convolution", in, out, kernel);
            normalization(name + ".normalization", out);
        }
    }

    /** The layout of a layer's block. */
    static BlockLayout of(BlockLayer layer) {
        Claims claims = new Claims();
        String name = layer.getLayerName();
        int in = layer.getInputChannels();
        int out = layer.getChannels();
        switch (layer.getKind()) {
            case STEM -> claims.convolutionBatchNorm(name, in, out, 3);
            case CELL -> cell(claims, name, CellPlan.of(layer.architecture()), out);
            case RESIDUAL -> {
                claims.convolutionBatchNorm(name + ".first", in, out, 3);
                claims.convolutionBatchNorm(name + ".second", out, out, 3);
                claims.convolution(name + ".shortcut", in, out, 1);
            }
            case HEAD -> claims.normalization(name + ".normalization", out);
        }
        return new BlockLayout(List.copyOf(claims.weights), List.copyOf(claims.statistics));
    }

    private static void cell(Claims claims, String name, CellPlan plan, int channels) {
        plan.steps().stream()
                .filter(CellPlan.Step::isConvolution)
                .forEach(step ->
                        claims.convolutionBatchNorm(name + ".node" + step.node(), channels, channels, step.kernel()));
    }

    int weightCount() {
        return length(weights);
    }

    int statisticCount() {
        return length(statistics);
    }

    private static int length(List<Slice> slices) {
        return slices.isEmpty() ? 0 : slices.get(slices.size() - 1).end();
    }
}
