package io.github.grabnas.nn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Weights, inputs and results of the networks in PyTorch; the script that made them is tests/golden/autoencoder.py. */
public final class GoldenNetworks {

    private GoldenNetworks() {}

    /** The whole file. */
    public static JsonNode numbers() {
        try (InputStream stream = GoldenNetworks.class.getResourceAsStream("/golden/autoencoder.json")) {
            return new ObjectMapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The weights by name. */
    public static Parameters weights() {
        Map<String, Matrix> matrices = new LinkedHashMap<>();
        numbers().get("weights").properties().forEach(e -> matrices.put(e.getKey(), matrix(e.getValue())));
        return Parameters.of(matrices);
    }

    /** The elements of an array. */
    public static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /** An array of numbers. */
    public static double[] vector(JsonNode array) {
        return list(array).stream().mapToDouble(JsonNode::asDouble).toArray();
    }

    /** An array of rows. */
    public static Matrix matrix(JsonNode rows) {
        return Matrix.ofRows(list(rows).stream().map(GoldenNetworks::vector).toArray(double[][]::new));
    }
}
