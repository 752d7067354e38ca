package io.github.grabnas.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.data.DataFolder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.util.List;
import java.util.Map;

class DataChecksumsTest {

    @ParameterizedTest
    @EnumSource(BenchmarkSuite.class)
    void the_weights_of_a_suite_are_its_checkpoints_tuple_means_decoders_and_generators(BenchmarkSuite suite)
            throws IOException {
        Map<String, String> checksums = DataChecksums.ofWeights(suite);
        for (int training = 0; training < 3; training++) {
            for (String kind : List.of("", "-tuple-mean", "-decoder", "-metad2a")) {
                String name = "meta/" + suite.label() + "-" + training + kind + ".safetensors";
                assertThat(checksums).containsEntry(name, DataChecksums.sha256(DataFolder.embedded(name)));
            }
        }
        assertThat(checksums).hasSize(3 * 4 + 1).containsKey("features/" + suite.label() + ".safetensors");
        assertThat(checksums.values()).doesNotHaveDuplicates();
    }
}
