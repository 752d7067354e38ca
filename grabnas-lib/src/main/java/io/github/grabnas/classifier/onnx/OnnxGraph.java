package io.github.grabnas.classifier.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import org.tribuo.util.onnx.ONNXContext;
import org.tribuo.util.onnx.ONNXOperator;
import org.tribuo.util.onnx.ONNXUtils;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * An ONNX graph that grows node by node. Nodes and constants are named by what they are, and a node's result has the
 * node's name, so that a viewer shows the network as this library speaks of it. Tribuo's {@link ONNXContext} knows
 * vectors as inputs only; inputs and outputs of other shapes are described here.
 */
final class OnnxGraph {

    private final ONNXContext context = new ONNXContext();
    private final GraphProto.Builder graph;

    OnnxGraph(String name) {
        this.graph = GraphProto.newBuilder().setName(name);
    }

    /** Describes the input; the first dimension is free. */
    String input(String name, DataType type, int... shape) {
        graph.addInput(value(name, type, shape));
        return name;
    }

    /** Describes the output of a node; the first dimension is free. */
    void output(String name, DataType type, int... shape) {
        graph.addOutput(value(name, type, shape));
    }

    private static ValueInfoProto value(String name, DataType type, int... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"));
        IntStream.of(shape)
                .forEach(size -> dimensions.addDim(
                        TensorShapeProto.Dimension.newBuilder().setDimValue(size)));
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(dimensions)))
                .build();
    }

    /**
     * Adds constant numbers; gives their name.
     *
     * @throws IllegalArgumentException if there are not as many as the shape has places
     */
    String constant(String name, List<Integer> shape, float... values) {
        if (values.length != shape.stream().reduce(1, Math::multiplyExact)) {
            throw new IllegalArgumentException(
                    name + ": " + values.length + " numbers for the shape " + shape + "; they are of another network");
        }
        graph.addInitializer(
                ONNXUtils.floatTensorBuilder(context, name, shape, buffer -> buffer.put(values)).toBuilder()
                        .setName(name));
        return name;
    }

    /** Adds a node without attributes; gives its name, which is its result's too. */
    String node(String name, ONNXOperator operator, String... inputs) {
        return node(name, operator, Map.of(), inputs);
    }

    /**
     * Adds a node; gives its name, which is its result's too. Attributes are written in the order of their names: that
     * of {@link Map#of} differs from one start of the virtual machine to the next, and so would the files' bytes.
     */
    String node(String name, ONNXOperator operator, Map<String, Object> attributes, String... inputs) {
        graph.addNode(operator.build(context, inputs, name, new TreeMap<>(attributes)).toBuilder()
                .setName(name));
        return name;
    }

    GraphProto build() {
        return graph.build();
    }
}
