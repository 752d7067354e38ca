package io.github.grabnas.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.MissingDataException;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A reader whose inputs are changed by chance.
 *
 * @param file into which the changed input is written
 * @param inputs whole ones
 * @param repaired makes checksums fit again, so that more than the checksum is tried
 * @param reader reads from the folder
 */
record FuzzedReader(String file, List<byte[]> inputs, UnaryOperator<byte[]> repaired, BadInput.Action reader) {

    void on(byte[] input, Path folder) throws Exception {
        BadInput.write(folder, file, input);
        long memory = BadInput.memory();
        try {
            reader.in(folder);
        } catch (DataFormatException | MissingDataException refused) {
            assertThat(refused.getMessage()).contains(folder.toString()).doesNotContain("\n");
        }
        assertThat(BadInput.memory() - memory).as("memory taken").isLessThan(BadInput.MOST_MEMORY);
    }
}
