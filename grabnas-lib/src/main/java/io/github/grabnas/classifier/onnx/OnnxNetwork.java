package io.github.grabnas.classifier.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.github.grabnas.classifier.ImageClassifier;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.NodeType;
import org.tribuo.util.onnx.ONNXOperators;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A classifier's network as an ONNX graph: one node for each convolution, batch normalisation, ReLU, pooling and sum,
 * named as this library names the network's parts. What arrives at a node of a cell is the sum of its predecessors'
 * results; nodes with the same predecessors share that sum and its ReLU.
 */
final class OnnxNetwork {

    /** The name of the input: pixels from 0 to 255, {@code batch x channels x height x width}. */
    static final String INPUT = "images";

    /** The name of the output: {@code batch x classes}. */
    static final String OUTPUT = "probabilities";

    private static final float EPSILON = 1e-5f;

    private final ImageClassifier classifier;
    private final OnnxGraph graph;
    private final Set<String> taken = new HashSet<>();

    private OnnxNetwork(ImageClassifier classifier) {
        this.classifier = classifier;
        this.graph = new OnnxGraph(classifier.architecture().text());
    }

    /**
     * The graph, with the probabilities as its output.
     *
     * @throws IllegalArgumentException if the weights are of another architecture
     */
    static GraphProto of(ImageClassifier classifier) {
        return new OnnxNetwork(classifier).build();
    }

    private GraphProto build() {
        Skeleton skeleton = classifier.skeleton();
        int size = skeleton.imageSize();
        int channels = skeleton.channels();
        graph.input(INPUT, DataType.UINT8, skeleton.imageChannels(), size, size);
        String maps = convolution("stem", preprocessed(), skeleton.imageChannels(), channels, 3, 1);
        for (int stage = 0; stage < Skeleton.STAGES; stage++) {
            if (stage > 0) {
                maps = residual("residual" + stage, maps, channels);
                channels *= 2;
            }
            for (int n = 0; n < skeleton.cells(); n++) {
                maps = cell("stage" + stage + ".cell" + n, maps, channels);
            }
        }
        head(maps, channels, skeleton.classes());
        graph.output(OUTPUT, DataType.FLOAT, skeleton.classes());
        List<String> left = classifier.weights().names().stream()
                .filter(name -> !taken.contains(name))
                .toList();
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(
                    "the network of '" + classifier.architecture().text() + "' has no place for the weights " + left
                            + "; they are of another architecture");
        }
        return graph.build();
    }

    private float[] weights(String name) {
        taken.add(name);
        return classifier.weights().get(name);
    }

    private String preprocessed() {
        List<Integer> shape = List.of(1, classifier.mean().size(), 1, 1);
        String numbers = graph.node(
                "preprocessing.numbers", ONNXOperators.CAST, Map.of("to", DataType.FLOAT.getNumber()), INPUT);
        String centred = graph.node(
                "preprocessing.centred",
                ONNXOperators.SUB,
                numbers,
                graph.constant("preprocessing.mean", shape, array(classifier.mean())));
        return graph.node(
                "preprocessing.scaled",
                ONNXOperators.DIV,
                centred,
                graph.constant("preprocessing.deviation", shape, array(classifier.standardDeviation())));
    }

    private static float[] array(List<Double> numbers) {
        float[] result = new float[numbers.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = numbers.get(i).floatValue();
        }
        return result;
    }

    /** A convolution and its batch normalisation. */
    private String convolution(String name, String maps, int in, int out, int kernel, int stride) {
        String result = plainConvolution(name + ".convolution", maps, in, out, kernel, stride);
        return normalization(name + ".normalization", result, out);
    }

    private String plainConvolution(String name, String maps, int in, int out, int kernel, int stride) {
        int pad = kernel / 2;
        return graph.node(
                name,
                OnnxLayer.CONV,
                Map.of(
                        "kernel_shape",
                        new int[] {kernel, kernel},
                        "pads",
                        new int[] {pad, pad, pad, pad},
                        "strides",
                        new int[] {stride, stride}),
                maps,
                graph.constant(name + ".weight", List.of(out, in, kernel, kernel), weights(name)));
    }

    private String normalization(String name, String maps, int channels) {
        return graph.node(
                name,
                OnnxLayer.BATCH_NORMALIZATION,
                Map.of("epsilon", EPSILON),
                maps,
                vector(name + ".gamma", channels),
                vector(name + ".beta", channels),
                vector(name + ".mean", channels),
                vector(name + ".variance", channels));
    }

    private String vector(String name, int length) {
        return graph.constant(name, List.of(length), weights(name));
    }

    private String residual(String name, String maps, int channels) {
        String rectified = graph.node(name + ".relu1", OnnxLayer.RELU, maps);
        String first = convolution(name + ".first", rectified, channels, 2 * channels, 3, 2);
        String middle = graph.node(name + ".relu2", OnnxLayer.RELU, first);
        String second = convolution(name + ".second", middle, 2 * channels, 2 * channels, 3, 1);
        String pooled = graph.node(
                name + ".pool",
                OnnxLayer.AVERAGE_POOL,
                Map.of("kernel_shape", new int[] {2, 2}, "strides", new int[] {2, 2}),
                maps);
        String shortcut = plainConvolution(name + ".shortcut", pooled, channels, 2 * channels, 1, 1);
        return graph.node(name + ".sum", ONNXOperators.ADD, second, shortcut);
    }

    private String cell(String name, String maps, int channels) {
        ArchitectureGraph live = classifier.architecture().graph().withoutDeadEnds();
        Map<Integer, String> results = new HashMap<>();
        Map<List<Integer>, String> sums = new HashMap<>();
        Map<List<Integer>, String> rectified = new HashMap<>();
        for (int node : live.topologicalOrder().orElseThrow()) {
            NodeType type = live.type(node);
            if (type == NodeType.INPUT) {
                results.put(node, maps);
                continue;
            }
            String place = name + ".node" + node;
            List<Integer> before = live.predecessors(node);
            sums.computeIfAbsent(before, k -> sum(place + ".sum", k, results, maps));
            String arriving = sums.get(before);
            results.put(
                    node,
                    switch (type) {
                        case OUTPUT, SKIP_CONNECT -> arriving;
                        case AVG_POOL_3X3 -> averagePool(place + ".pool", arriving);
                        case NOR_CONV_1X1, NOR_CONV_3X3 -> {
                            String relu = rectified.computeIfAbsent(
                                    before, k -> graph.node(place + ".relu", OnnxLayer.RELU, arriving));
                            yield convolution(
                                    place, relu, channels, channels, type == NodeType.NOR_CONV_1X1 ? 1 : 3, 1);
                        }
                        case INPUT, NONE -> throw new IllegalStateException(type + " has no predecessors here");
                    });
        }
        return results.get(live.types().indexOf(NodeType.OUTPUT));
    }

    /** The sum of nodes' results; zeros where there are none, as in a cell that hands nothing on. */
    private String sum(String name, List<Integer> nodes, Map<Integer, String> results, String maps) {
        if (nodes.isEmpty()) {
            return graph.node(name, ONNXOperators.MUL, maps, graph.constant(name + ".zero", List.of(1), 0f));
        }
        String[] parts = nodes.stream().map(results::get).toArray(String[]::new);
        return switch (parts.length) {
            case 1 -> parts[0];
            case 2 -> graph.node(name, ONNXOperators.ADD, parts);
            default -> graph.node(name, ONNXOperators.SUM, parts);
        };
    }

    private String averagePool(String name, String maps) {
        return graph.node(
                name,
                OnnxLayer.AVERAGE_POOL,
                Map.of(
                        "kernel_shape",
                        new int[] {3, 3},
                        "pads",
                        new int[] {1, 1, 1, 1},
                        "strides",
                        new int[] {1, 1},
                        "count_include_pad",
                        0),
                maps);
    }

    private void head(String maps, int channels, int classes) {
        String normalized = normalization("head.normalization", maps, channels);
        String rectified = graph.node("head.relu", OnnxLayer.RELU, normalized);
        String average = graph.node("head.average", OnnxLayer.GLOBAL_AVERAGE_POOL, rectified);
        String features = graph.node("head.features", OnnxLayer.FLATTEN, Map.of("axis", 1), average);
        String scores = graph.node(
                "scores",
                ONNXOperators.GEMM,
                Map.of("transB", 1),
                features,
                graph.constant("head.linear.weight", List.of(classes, channels), weights("head.linear.weight")),
                vector("head.linear.bias", classes));
        graph.node(OUTPUT, ONNXOperators.SOFTMAX, Map.of("axis", 1), scores);
    }
}
