package io.github.grabnas.nn.autodiff;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.tensor.Tensor;
import io.github.grabnas.data.tensor.TensorFile;
import io.github.grabnas.linalg.Matrix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Parameters with notes on how they were made, as a {@link TensorFile}: versioned, checksummed, read to the last bit or
 * refused.
 *
 * <pre>{@code
 * new ParameterFile(parameters, Map.of("seed", "0")).write(Path.of("encoder.safetensors"));
 * Parameters same = ParameterFile.read(Path.of("encoder.safetensors")).parameters();
 * }</pre>
 *
 * @param parameters the weights
 * @param notes such as the seed, the settings, the data
 */
public record ParameterFile(Parameters parameters, Map<String, String> notes) {

    /** Copies the notes. */
    public ParameterFile {
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(notes, "notes");
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    /**
     * What a file has to say of its network, followed by notes of the user.
     *
     * @throws IllegalArgumentException if a note has the name of a part of the description and another value: the file
     *     would be read as another network
     */
    public static Map<String, String> described(Map<String, String> description, Map<String, String> notes) {
        Map<String, String> all = new LinkedHashMap<>(description);
        notes.forEach((name, value) -> {
            String own = all.putIfAbsent(name, value);
            if (own != null && !own.equals(value)) {
                throw new IllegalArgumentException("note '" + name + "' = '" + value + "': the name is taken for what "
                        + "describes the network, which has '" + own + "'; give the note another name");
            }
        });
        return all;
    }

    /** Writes the file; an older one of the name is replaced as a whole or stays. */
    public void write(Path file) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : parameters.names()) {
            Matrix m = parameters.get(name);
            tensors.put(name, Tensor.of(List.of(m.rows(), m.columns()), m.toArray()));
        }
        new TensorFile(tensors, notes).write(file);
    }

    /**
     * Reads a file.
     *
     * @throws DataFormatException if it is not what {@link #write} makes; the message says why
     */
    public static ParameterFile read(Path file) throws IOException {
        TensorFile content = TensorFile.read(file);
        Map<String, Matrix> matrices = new LinkedHashMap<>();
        for (Map.Entry<String, Tensor> entry : content.tensors().entrySet()) {
            List<Integer> shape = entry.getValue().shape();
            if (shape.size() != 2) {
                throw new DataFormatException(
                        file, "tensor '" + entry.getKey() + "' has shape " + shape + "; expected a matrix");
            }
            matrices.put(
                    entry.getKey(),
                    Matrix.of(shape.get(0), shape.get(1), entry.getValue().values()));
        }
        return new ParameterFile(Parameters.of(matrices), content.notes());
    }

    /**
     * A note.
     *
     * @throws IllegalArgumentException if there is none of the name
     */
    public String note(String name) {
        String note = notes.get(name);
        if (note == null) {
            throw new IllegalArgumentException("no note '" + name + "'; there are " + notes.keySet());
        }
        return note;
    }
}
