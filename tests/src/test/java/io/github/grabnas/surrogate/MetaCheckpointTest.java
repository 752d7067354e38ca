package io.github.grabnas.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.ParameterFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class MetaCheckpointTest {

    private static void copy(String name, Path to) throws IOException {
        Files.copy(DataFolder.embedded("meta/" + name), to);
    }

    @Test
    void the_tuple_mean_beside_a_file_is_taken_by_the_files_name(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.safetensors");
        copy("proxy-1.safetensors", file);
        copy("proxy-1-tuple-mean.safetensors", folder.resolve("other-tuple-mean.safetensors"));
        assertThat(MetaCheckpoint.read(file).tupleMean()).isEmpty();
        copy("proxy-1-tuple-mean.safetensors", folder.resolve("mine-tuple-mean.safetensors"));
        assertThat(MetaCheckpoint.read(file)).isEqualTo(MetaCheckpoint.find("proxy", 1));
    }

    @Test
    void a_files_own_tuple_mean_comes_first(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.safetensors");
        MetaCheckpoint whole = MetaCheckpoint.find("proxy", 1);
        whole.write(file);
        copy("proxy-2-tuple-mean.safetensors", folder.resolve("mine-tuple-mean.safetensors"));
        assertThat(MetaCheckpoint.read(file)).isEqualTo(whole);
    }

    @ParameterizedTest(name = "{0} at {1} is {2}")
    @CsvSource({
        "scale, 0, 0, 'scale 0.0: expected a positive number'",
        "scale, 0, -3, 'scale -3.0: expected a positive number'",
        "scale, 0, NaN, 'scale NaN: expected a positive number'",
        "prior-observations, 0, 7.5, 'cell index 7.5: expected a whole number'",
        "prior-observations, 0, 15625, 'cell index 15625: expected 0 to 15624'",
        "prior-observations, 1, Infinity, 'with effect Infinity'",
        "prior-observations, 2, 0, 'of 0 tuples: expected a finite effect and at least 1 tuple'",
        "prior-observations, 2, 1.5, 'count 1.5: expected a whole number'",
        "initial-cells, 3, NaN, 'cell index NaN: expected a whole number'",
        "initial-cells.raw, 0, -1, 'cell index -1: expected 0 to 15624'"
    })
    void a_number_that_is_impossible_is_refused_by_name(
            String tensor, int column, double value, String message, @TempDir Path folder) throws IOException {
        ParameterFile shipped = ParameterFile.read(DataFolder.embedded("meta/proxy-0.safetensors"));
        Matrix changed = shipped.parameters().get(tensor).with(0, column, value);
        Path file = folder.resolve("changed.safetensors");
        new ParameterFile(shipped.parameters().with(tensor, changed), shipped.notes()).write(file);
        assertThatThrownBy(() -> MetaCheckpoint.read(file))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("changed.safetensors")
                .hasMessageContaining(message);
    }
}
