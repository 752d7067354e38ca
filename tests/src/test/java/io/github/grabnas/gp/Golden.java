package io.github.grabnas.gp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grabnas.linalg.Matrix;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/** Numbers that another implementation computed; the script that made them is tests/golden/gp.py. */
final class Golden {

    private Golden() {}

    static JsonNode numbers() {
        try (InputStream stream = Golden.class.getResourceAsStream("/golden/gp.json")) {
            return new ObjectMapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static double[] vector(JsonNode array) {
        return list(array).stream().mapToDouble(JsonNode::asDouble).toArray();
    }

    static Matrix points(JsonNode rows) {
        return Matrix.ofRows(list(rows).stream().map(Golden::vector).toArray(double[][]::new));
    }

    static Kernel kernel(String name, double variance, double... lengthScales) {
        KernelHyperparameters hyperparameters = new KernelHyperparameters(
                variance, Arrays.stream(lengthScales).boxed().toList());
        return switch (name) {
            case "rbf" -> new Rbf(hyperparameters);
            case "matern32" -> new Matern32(hyperparameters);
            case "matern52" -> new Matern52(hyperparameters);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
