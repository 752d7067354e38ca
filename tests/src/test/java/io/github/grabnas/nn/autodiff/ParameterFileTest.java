package io.github.grabnas.nn.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.linalg.Matrix;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Parameters are read as they were written, or not at all. */
class ParameterFileTest {

    @TempDir
    private Path folder;

    private Path file;
    private Parameters parameters;

    @BeforeEach
    void write() throws IOException {
        Map<String, Matrix> matrices = new LinkedHashMap<>();
        matrices.put("b.weight", FiniteDifferences.random(3, 4, 1));
        matrices.put("a.bias", Matrix.ofRows(new double[] {1, -0.0, 0.5, Double.MIN_VALUE, Math.PI}));
        matrices.put("singles", Matrix.ofRows(new double[] {0.1f, -0.25}));
        matrices.put("halves", Matrix.ofRows(new double[] {0.5, -0.25}));
        parameters = Parameters.of(matrices);
        file = folder.resolve("weights.safetensors");
        new ParameterFile(parameters, Map.of("seed", "7", "settings", "width 56, \"heads\" 4")).write(file);
    }

    @Test
    void every_bit_name_and_note_comes_back() throws IOException {
        ParameterFile read = ParameterFile.read(file);
        assertThat(read.parameters()).isEqualTo(parameters);
        assertThat(read.parameters().names()).containsExactly("b.weight", "a.bias", "singles", "halves");
        assertThat(read.notes()).isEqualTo(Map.of("seed", "7", "settings", "width 56, \"heads\" 4"));
        assertThat(read.parameters().checksum()).isEqualTo(parameters.checksum());
    }

    @Test
    void the_layout_is_that_of_safetensors() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int header = (int) bytes.getLong();
        String json = new String(bytes.array(), 8, header, StandardCharsets.UTF_8);
        assertThat(json)
                .contains("\"b.weight\":{\"dtype\":\"F64\",\"shape\":[3,4],\"data_offsets\":[0,96]}")
                .contains("\"singles\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[136,144]}")
                .contains("\"halves\":{\"dtype\":\"F16\",\"shape\":[1,2],\"data_offsets\":[144,148]}");
        assertThat(bytes.getDouble(8 + header))
                .isEqualTo(parameters.get("b.weight").get(0, 0));
        assertThat(bytes.getFloat(8 + header + 140)).isEqualTo(-0.25f);
        // A half has one bit of sign, five of exponent and ten of fraction.
        assertThat(bytes.getShort(8 + header + 144)).isEqualTo((short) 0x3800);
        assertThat(bytes.getShort(8 + header + 146)).isEqualTo((short) 0xb400);
        assertThat(bytes.capacity()).isEqualTo(8 + header + 148);
    }

    @Test
    void a_file_that_was_cut_anywhere_is_refused() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> ParameterFile.read(file))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContaining("weights.safetensors");
        }
    }

    @Test
    void a_file_with_any_byte_changed_is_refused() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            Files.write(file, changed);
            assertThatThrownBy(() -> ParameterFile.read(file)).as("byte %d", i).isInstanceOf(DataFormatException.class);
        }
    }

    @Test
    void a_file_of_another_kind_or_version_is_refused_with_what_it_is() throws IOException {
        Files.writeString(file, "these are no weights, only words in a text file");
        assertThatThrownBy(() -> ParameterFile.read(file)).hasMessageContaining("not a tensor file");
        write();
        byte[] whole = Files.readAllBytes(file);
        String text = new String(whole, StandardCharsets.ISO_8859_1).replace("\"version\":\"1\"", "\"version\":\"2\"");
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> ParameterFile.read(file))
                .hasMessageContaining("version '2'")
                .hasMessageContaining("reads version 1");
    }

    @Test
    void a_failed_write_leaves_the_old_file_and_nothing_else() throws IOException {
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> new ParameterFile(parameters, Map.of("sha256", "mine")).write(file))
                .hasMessageContaining("note 'sha256'");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void parameters_of_another_network_are_named() {
        Parameters other = parameters.startingWith("b").with("c.bias", Matrix.zeros(1, 1));
        assertThatThrownBy(() -> other.checkedAgainst(parameters))
                .hasMessageContaining("missing [a.bias, singles, halves], unknown [c.bias]");
    }

    @Test
    void a_note_does_not_change_what_describes_the_network() {
        Map<String, String> network = Map.of("width", "56");
        assertThat(ParameterFile.described(network, Map.of("seed", "7", "width", "56")))
                .isEqualTo(Map.of("width", "56", "seed", "7"));
        assertThatThrownBy(() -> ParameterFile.described(network, Map.of("width", "58")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("note 'width' = '58': the name is taken");
    }
}
