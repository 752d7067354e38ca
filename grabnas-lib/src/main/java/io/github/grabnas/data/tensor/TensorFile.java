package io.github.grabnas.data.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.data.WholeFile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Named tensors with notes, in a file that is read whole or refused.
 *
 * <p>The format is safetensors, which other tools read too: eight bytes with the length of the header (little-endian),
 * a header in JSON, and the numbers, little-endian, tensor after tensor. For every tensor the header has {@code dtype}
 * ({@code F64}, or {@code F32} or {@code F16} where every value is a single or half precision number, so that nothing
 * is lost), {@code shape} and {@code data_offsets}; under {@code __metadata__} it has the notes and three entries of
 * ours: {@code format} ({@value #FORMAT}), {@code version} ({@value #VERSION}) and {@code sha256}, the checksum of the
 * header without that entry followed by the numbers.
 *
 * @param tensors by name, in the order of the file
 * @param notes what is to be known about them, such as how they were made
 */
public record TensorFile(Map<String, Tensor> tensors, Map<String, String> notes) {

    private static final String FORMAT = "grabnas-tensors";
    private static final String VERSION = "1";
    private static final String METADATA = "__metadata__";
    private static final String CHECKSUM = "sha256";
    static final int LARGEST = 1 << 30;
    private static final long LONGEST_HEADER = 10_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies the maps and keeps their order. */
    public TensorFile {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
        for (String reserved : List.of("format", "version", CHECKSUM)) {
            if (notes.containsKey(reserved)) {
                throw new IllegalArgumentException("note '" + reserved + "': the file format uses this name itself");
            }
        }
        if (tensors.containsKey(METADATA)) {
            throw new IllegalArgumentException("tensor '" + METADATA + "': the file format uses this name itself");
        }
    }

    /**
     * Writes the file; an older one of the name is replaced as a whole or stays.
     *
     * @throws DataFormatException if it would have more bytes than {@link #read} takes
     */
    public void write(Path file) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        ObjectNode metadata = header.putObject(METADATA);
        metadata.put("format", FORMAT).put("version", VERSION);
        notes.forEach(metadata::put);
        long end = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            FloatingType type = FloatingType.narrowest(tensor);
            ObjectNode about = header.putObject(entry.getKey()).put("dtype", type.name());
            tensor.shape().forEach(about.putArray("shape")::add);
            long begin = end;
            end += (long) tensor.size() * type.width();
            about.putArray("data_offsets").add(begin).add(end);
        }
        requireReadable(file, end);
        ByteBuffer data = ByteBuffer.allocate((int) end).order(ByteOrder.LITTLE_ENDIAN);
        for (Tensor tensor : tensors.values()) {
            FloatingType type = FloatingType.narrowest(tensor);
            for (int i = 0; i < tensor.size(); i++) {
                type.put(data, tensor.get(i));
            }
        }
        metadata.put(CHECKSUM, checksum(header, data.array()));
        byte[] text = JSON.writeValueAsBytes(header);
        requireReadable(file, 8L + text.length + end);
        WholeFile.write(file, out -> {
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(text.length)
                    .array());
            out.write(text);
            out.write(data.array());
        });
    }

    private static void requireReadable(Path file, long bytes) throws DataFormatException {
        if (bytes > LARGEST) {
            throw new DataFormatException(
                    file,
                    "its tensors take " + bytes + " bytes, and a tensor file has at most " + LARGEST
                            + "; write them to several files");
        }
    }

    private static String checksum(ObjectNode header, byte[] data) throws JsonProcessingException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(JSON.writeValueAsBytes(header));
            digest.update(data);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Reads a file of at most {@value #LARGEST} bytes; its tensors take at most four times as much.
     *
     * @throws MissingDataException if there is no such file
     * @throws DataFormatException if it is not of this format and version, was cut short or changed; the message says
     *     which
     */
    public static TensorFile read(Path file) throws IOException {
        byte[] bytes = InputFile.of(file, "a tensor file").bytes(LARGEST);
        ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 8) {
            throw new DataFormatException(file, bytes.length + " bytes; expected a tensor file, which has at least 8");
        }
        long length = all.getLong();
        if (length < 2 || length > LONGEST_HEADER || length > all.remaining()) {
            throw new DataFormatException(
                    file,
                    "its header should have " + length + " bytes, and " + all.remaining()
                            + " follow; not a tensor file, or one that was cut short");
        }
        ObjectNode header = header(file, new String(bytes, 8, (int) length, StandardCharsets.UTF_8));
        ObjectNode metadata = header.get(METADATA) instanceof ObjectNode node ? node : JSON.createObjectNode();
        if (!metadata.path("format").asText().equals(FORMAT)) {
            throw new DataFormatException(
                    file, "its format is '" + metadata.path("format").asText() + "'; expected '" + FORMAT + "'");
        }
        if (!metadata.path("version").asText().equals(VERSION)) {
            throw new DataFormatException(
                    file,
                    "it is of version '" + metadata.path("version").asText() + "'; this program reads version "
                            + VERSION);
        }
        String expected = metadata.path(CHECKSUM).asText();
        metadata.remove(CHECKSUM);
        byte[] data = new byte[all.capacity() - 8 - (int) length];
        System.arraycopy(bytes, 8 + (int) length, data, 0, data.length);
        if (!checksum(header, data).equals(expected)) {
            throw new DataFormatException(file, "its checksum is not that of its content; it was changed or cut short");
        }
        Map<String, String> notes = new LinkedHashMap<>();
        metadata.properties().forEach(e -> notes.put(e.getKey(), e.getValue().asText()));
        notes.remove("format");
        notes.remove("version");
        header.remove(METADATA);
        return new TensorFile(tensors(file, header, data), notes);
    }

    private static ObjectNode header(Path file, String text) throws DataFormatException {
        try {
            if (JSON.readTree(text) instanceof ObjectNode node) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new DataFormatException(file, "its header is no JSON: " + e.getOriginalMessage());
        }
        throw new DataFormatException(file, "its header is no JSON object");
    }

    private static Map<String, Tensor> tensors(Path file, ObjectNode header, byte[] data) throws DataFormatException {
        ByteBuffer numbers = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        long total = 0;
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            JsonNode about = entry.getValue();
            Optional<FloatingType> type = FloatingType.of(about.path("dtype").asText());
            int width = type.map(FloatingType::width).orElse(0);
            long begin = about.path("data_offsets").path(0).asLong(-1);
            long end = about.path("data_offsets").path(1).asLong(-1);
            if (width == 0 || begin < 0 || end < begin || end > data.length || (end - begin) % width != 0) {
                throw new DataFormatException(
                        file,
                        "tensor '" + entry.getKey() + "' is described as " + about
                                + "; expected dtype F16, F32 or F64 and offsets within " + data.length + " bytes");
            }
            List<Integer> shape = shape(file, entry.getKey(), about.path("shape"));
            total += end - begin;
            if (total > data.length) {
                throw new DataFormatException(
                        file,
                        "tensor '" + entry.getKey() + "' lies where others lie; expected each in a place of its own");
            }
            double[] values = new double[(int) (end - begin) / width];
            for (int i = 0; i < values.length; i++) {
                int at = (int) begin + i * width;
                values[i] = type.orElseThrow().get(numbers, at);
            }
            try {
                tensors.put(entry.getKey(), Tensor.of(shape, values));
            } catch (IllegalArgumentException e) {
                throw new DataFormatException(file, "tensor '" + entry.getKey() + "': " + e.getMessage());
            }
        }
        return tensors;
    }

    private static List<Integer> shape(Path file, String tensor, JsonNode about) throws DataFormatException {
        List<Integer> shape = new ArrayList<>();
        for (JsonNode length : about) {
            if (!length.isInt() || length.asInt() < 0) {
                throw new DataFormatException(
                        file, "tensor '" + tensor + "' has shape " + about + "; expected whole numbers of at least 0");
            }
            shape.add(length.asInt());
        }
        return shape;
    }
}
