package io.github.grabnas.experiment.beyond;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grabnas.experiment.run.CommandOrigin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class BeyondProvenanceTest {

    @Test
    void the_file_has_what_the_committed_one_has_in_the_same_order(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("provenance.json");
        CommandOrigin origin = CommandOrigin.since(Instant.now().minusMillis(1500));
        new BeyondProvenance(
                        "grabnas-beyond 1", List.of("beyond"), "study", "vector", Map.of(), Map.of(), Map.of(), origin)
                .write(file);

        JsonNode written = new ObjectMapper().readTree(file.toFile());
        JsonNode committed = new ObjectMapper()
                .readTree(Path.of("data/experiments/beyond/provenance.json").toFile());

        assertThat(written.fieldNames()).toIterable().containsExactlyElementsOf(committed::fieldNames);
        assertThat(written.get("library").asText()).isEqualTo(origin.library());
        assertThat(written.get("machine").get("processors").asInt()).isPositive();
        assertThat(written.get("seconds").asDouble()).isBetween(1.5, 60.0);
    }
}
