package io.github.grabnas.data.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files of named tensors. */
class TensorFileTest {

    @TempDir
    private Path folder;

    /** One tensor under many names takes its memory once, and its place in the file for each. */
    @Test
    void what_could_not_be_read_again_is_not_written() {
        double[] values = new double[1 << 23];
        values[0] = 0.1;
        Tensor tensor = Tensor.of(List.of(values.length), values);
        Map<String, Tensor> many = new LinkedHashMap<>();
        for (int i = 0; i < 17; i++) {
            many.put("w" + i, tensor);
        }
        Path file = folder.resolve("large.safetensors");
        assertThatThrownBy(() -> new TensorFile(many, Map.of()).write(file))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("its tensors take 1140850688 bytes, and a tensor file has at most 1073741824");
        assertThat(file).doesNotExist();
    }
}
