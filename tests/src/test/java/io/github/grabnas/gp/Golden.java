package io.github.grabnas.gp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/** Numbers that another implementation computed; the script that made them is tests/golden/gp.py. */
final class Golden {

    private Golden() {
    }

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

    static Points points(JsonNode rows) {
        return Points.of(list(rows).stream().map(Golden::vector).toArray(double[][]::new));
    }

    static Kernel kernel(String name, double variance, double... lengthScales) {
        Scales scales = new Scales(variance, Arrays.stream(lengthScales).boxed().toList());
        return switch (name) {
            case "rbf" -> new Rbf(scales);
            case "matern32" -> new Matern32(scales);
            case "matern52" -> new Matern52(scales);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
