package io.github.grabnas.classifier.onnx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.grabnas.classifier.ImageClassifier;
import io.github.grabnas.data.DecimalNumber;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an ONNX file says about its classifier besides the network, as ONNX's metadata properties:
 * {@code grabnas.format}, {@code grabnas.classes} (a JSON list of names in the order of the probabilities),
 * {@code grabnas.image-size} in pixels, {@code grabnas.image-channels}; {@code grabnas.read-size}, where pictures were
 * first resized to another size; {@code grabnas.architecture} is for people.
 *
 * <p>A network of another origin can be classified with as soon as it has the first four properties, takes pixels from
 * 0 to 255 as {@code batch x channels x size x size} bytes or floats, and gives probabilities.
 *
 * @param classNames in the order of the probabilities
 * @param imageSize height and width in pixels
 * @param readSize height and width to which pictures are resized first: a network sees new pictures as it saw those of
 *     its training if they take the same way
 * @param imageChannels 1 for grey images, 3 for coloured ones
 * @param architecture the text of the cell or graph; may be empty
 */
public record OnnxMetadata(
        List<String> classNames, int imageSize, int readSize, int imageChannels, String architecture) {

    static final String FORMAT = "grabnas-classifier 1";

    private static final String PREFIX = "grabnas.";
    private static final String READ_SIZE = PREFIX + "read-size";
    private static final int LARGEST_SIZE = 4096;
    /** In ASCII: ONNX Runtime for Java cuts a text off at a character beyond 16 bits, such as an emoji. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** Checks the ranges. */
    public OnnxMetadata {
        classNames = List.copyOf(classNames);
        if (classNames.isEmpty()
                || classNames.stream().distinct().count() != classNames.size()
                || imageSize < 1
                || imageSize > LARGEST_SIZE
                || readSize < 1
                || readSize > LARGEST_SIZE
                || imageChannels != 1 && imageChannels != 3) {
            throw new IllegalArgumentException("classes " + classNames + ", images of " + imageSize
                    + " pixels, read at "
                    + readSize + ", and " + imageChannels + " channels: expected different names, sizes of 1 to "
                    + LARGEST_SIZE
                    + ", and 1 or 3 channels");
        }
    }

    static OnnxMetadata of(ImageClassifier classifier, int readSize) {
        return new OnnxMetadata(
                classifier.classNames(),
                classifier.skeleton().imageSize(),
                readSize,
                classifier.skeleton().imageChannels(),
                classifier.architecture().text());
    }

    /** The properties by name. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(PREFIX + "format", FORMAT);
        try {
            properties.put(PREFIX + "classes", JSON.writeValueAsString(classNames));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("class names " + classNames + " cannot be written as JSON", e);
        }
        properties.put(PREFIX + "image-size", Integer.toString(imageSize));
        if (readSize != imageSize) {
            properties.put(READ_SIZE, Integer.toString(readSize));
        }
        properties.put(PREFIX + "image-channels", Integer.toString(imageChannels));
        properties.put(PREFIX + "architecture", architecture);
        return properties;
    }

    /**
     * Reads properties.
     *
     * @throws IllegalArgumentException if one is missing or wrong; the message names it
     */
    static OnnxMetadata read(Map<String, String> properties) {
        String format = property(properties, "format");
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException(
                    "its property " + PREFIX + "format is '" + format + "'; expected '" + FORMAT + "'");
        }
        List<String> classes;
        try {
            classes = JSON.readValue(property(properties, "classes"), new TypeReference<List<String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "its property " + PREFIX + "classes is no JSON list of names: " + e.getOriginalMessage(), e);
        }
        if (classes == null || classes.contains(null)) {
            throw new IllegalArgumentException("its property " + PREFIX + "classes is no JSON list of names");
        }
        return new OnnxMetadata(
                classes,
                number(properties, "image-size"),
                number(properties, properties.containsKey(READ_SIZE) ? "read-size" : "image-size"),
                number(properties, "image-channels"),
                properties.getOrDefault(PREFIX + "architecture", ""));
    }

    private static String property(Map<String, String> properties, String name) {
        String value = properties.get(PREFIX + name);
        if (value == null) {
            throw new IllegalArgumentException("it has no property " + PREFIX + name
                    + "; expected a model that grabnas train or grabnas search --images wrote");
        }
        return value;
    }

    private static int number(Map<String, String> properties, String name) {
        String text = property(properties, name);
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(
                    "its property " + PREFIX + name + " is '" + text + "'; expected a whole number");
        }
        return DecimalNumber.parseInt(text);
    }
}
