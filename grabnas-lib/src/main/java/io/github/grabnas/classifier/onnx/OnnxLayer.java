package io.github.grabnas.classifier.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import org.tribuo.util.onnx.ONNXAttribute;
import org.tribuo.util.onnx.ONNXOperator;
import org.tribuo.util.onnx.ONNXOperators;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The operators of convolutional networks, which {@link ONNXOperators} does not have, as ONNX's opset 13 has them. */
enum OnnxLayer implements ONNXOperator {
    /** Convolution: images, weights. */
    CONV(
            "Conv",
            2,
            1,
            attribute("kernel_shape", AttributeType.INTS),
            attribute("pads", AttributeType.INTS),
            attribute("strides", AttributeType.INTS)),
    /** Batch normalisation in inference mode: maps, gamma, beta, mean, variance. */
    BATCH_NORMALIZATION("BatchNormalization", 5, 0, attribute("epsilon", AttributeType.FLOAT)),
    /** {@code max(0, x)}. */
    RELU("Relu", 1, 0),
    /** Average pooling; padding does not count where {@code count_include_pad} is 0. */
    AVERAGE_POOL(
            "AveragePool",
            1,
            0,
            attribute("kernel_shape", AttributeType.INTS),
            attribute("pads", AttributeType.INTS),
            attribute("strides", AttributeType.INTS),
            attribute("count_include_pad", AttributeType.INT)),
    /** The average over all pixels of a channel. */
    GLOBAL_AVERAGE_POOL("GlobalAveragePool", 1, 0),
    /** All dimensions from {@code axis} on as one. */
    FLATTEN("Flatten", 1, 0, attribute("axis", AttributeType.INT));

    private final String opName;
    private final int inputs;
    private final int optionalInputs;
    private final Map<String, ONNXAttribute> attributes = new LinkedHashMap<>();

    OnnxLayer(String opName, int inputs, int optionalInputs, ONNXAttribute... attributes) {
        this.opName = opName;
        this.inputs = inputs;
        this.optionalInputs = optionalInputs;
        Arrays.stream(attributes).forEach(a -> this.attributes.put(a.getName(), a));
    }

    private static ONNXAttribute attribute(String name, AttributeType type) {
        return new ONNXAttribute(name, type, false);
    }

    @Override
    public String getOpName() {
        return opName;
    }

    @Override
    public int getNumInputs() {
        return inputs;
    }

    @Override
    public int getNumOptionalInputs() {
        return optionalInputs;
    }

    @Override
    public int getNumOutputs() {
        return 1;
    }

    @Override
    public Map<String, ONNXAttribute> getAttributes() {
        return Map.copyOf(attributes);
    }

    @Override
    public Set<String> getMandatoryAttributeNames() {
        return Set.of();
    }

    @Override
    public int getOpVersion() {
        return ONNXOperators.getOpsetVersion();
    }

    @Override
    public String getOpDomain() {
        return "";
    }
}
