package io.github.grabnas.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.evaluate.parallel.SimulatedSlots;
import io.github.grabnas.experiment.paper.AblationStudy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class OtherModelsTargetTest {

    private static final Target FASHION = Target.of("proxy-fashion");

    @Test
    void decoders_alone_go_with_the_checkouts_surrogates(@TempDir Path folder) throws IOException {
        TableTarget known = TableTarget.read(FASHION, DataFolder.find());
        assertThatThrownBy(() -> OtherModelsTarget.read(known, FASHION, "decoder", "wider", folder))
                .isInstanceOf(MissingDataException.class)
                .hasMessageContaining("proxy-0-decoder.safetensors is missing");
        for (int seed = 0; seed < 3; seed++) {
            String name = "proxy-" + seed + "-decoder.safetensors";
            Files.copy(DataFolder.embedded("meta/" + name), folder.resolve(name));
        }
        OtherModelsTarget other = OtherModelsTarget.read(known, FASHION, "decoder", "wider graphs", folder);
        assertThat(other.label()).isEqualTo("proxy-fashion-decoder-wider-graphs");
        assertThat(other.checksums()).containsKey("models/decoder-wider graphs/proxy-2-decoder.safetensors");
        assertThat(other.models().surrogate(0).notes())
                .isEqualTo(known.models().surrogate(0).notes());
        assertThat(other.models().autoencoder(1).notes())
                .isEqualTo(known.models().autoencoder(1).notes());
        assertThat(other.slots(4))
                .as("a table answers at once, whichever models search it")
                .isInstanceOf(SimulatedSlots.class);
        assertThat(other.isReliableForRanks()).isTrue().isEqualTo(known.isReliableForRanks());
        assertThat(other.bestArchitecture(20))
                .isEqualTo(known.bestArchitecture(20))
                .isPresent();
        assertThat(other.costs()).isEqualTo(known.costs()).isPresent();
        assertThat(conditions(AblationStudy.standard(), other))
                .as("GraB-NAS and TNAS as they are, in the whole space and without the best")
                .containsExactly("grabnas 0", "grabnas 20", "tnas 0", "tnas 20");
        assertThat(conditions(AblationStudy.standard().restrictedTo(List.of(MethodVariant.of("tnas"))), other))
                .containsExactly("tnas 0", "tnas 20");
    }

    private static List<String> conditions(AblationStudy study, ExperimentTarget target) {
        return study.conditions(List.of(target)).stream()
                .map(c -> c.variant().name() + " " + c.pruned())
                .toList();
    }
}
