package io.github.grabnas.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.experiment.paper.PaperExperiment;
import io.github.grabnas.search.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class ProvenanceTest {

    @TempDir
    private Path folder;

    private Provenance of(long seed) throws IOException {
        ExperimentRunner settings = new ExperimentRunner(new RunStore(folder.resolve("runs"), w -> {}), 8, seed, 2, 1);
        PaperExperiment table =
                PaperExperiment.of("table2", List.of(MethodVariant.of("random"), MethodVariant.of("evolution")));
        ExperimentRuns runs = settings.run(
                table.conditions(List.of(TableTarget.read(ProxyDataset.FASHION.target(), DataFolder.find()))),
                new ExperimentRunner.Listener() {
                    @Override
                    public void evaluated(Trial trial) {
                        assertThat(trial.evaluation()).isPositive();
                    }

                    @Override
                    public void finished(StoredRun run, boolean found) {
                        assertThat(run.run().trials()).hasSize(8);
                    }
                });
        return Provenance.of(
                table.name(), runs, settings, table.tables(runs), List.of("table2", "--seeds", "2"), Instant.now(), 4);
    }

    @Test
    void what_was_written_is_read_back() throws IOException {
        Provenance written = of(0);
        written.write(folder.resolve("provenance.json"));
        assertThat(Provenance.read(folder.resolve("provenance.json"))).isEqualTo(written);
        assertThat(written.data().get("proxy/proxy-fashion.csv")).hasSize(64);
        assertThat(written.machine().processors()).isPositive();
        assertThat(written.library()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(written.targets()).containsExactly("proxy-fashion");
        assertThat(written.tables()).containsKeys("table2", "table2-evaluations", "table2-tests");
    }

    @Test
    void the_committed_files_are_read_and_hold_the_lines_of_the_committed_tables() throws IOException {
        for (String name : PaperExperiment.names()) {
            Path place = Path.of("data/experiments", name);
            Provenance committed = Provenance.read(place.resolve("provenance.json"));
            assertThat(committed.experiment()).isEqualTo(name);
            assertThat(committed.tables()).isNotEmpty();
            for (Map.Entry<String, List<String>> table : committed.tables().entrySet()) {
                assertThat(Files.readAllLines(place.resolve(table.getKey() + ".csv")))
                        .as(table.getKey())
                        .isEqualTo(table.getValue());
            }
        }
    }

    @Test
    void the_same_seeds_are_equal_and_others_are_not() throws IOException {
        assertThat(of(0).differences(of(0))).isEmpty();
        assertThat(of(0).differences(of(3)))
                .hasSizeGreaterThanOrEqualTo(2)
                .anyMatch(d -> d.equals("the trials differ"))
                .anyMatch(d -> d.startsWith("table2, line ") && d.contains("and now"));
    }

    @Test
    void other_files_are_refused() throws IOException {
        Path file = folder.resolve("other.json");
        for (String content :
                List.of("", "{", "[]", "{\"format\": \"something\"}", "null", "{\"colour\": 1}", "method,target\n")) {
            Files.writeString(file, content);
            assertThatThrownBy(() -> Provenance.read(file))
                    .as(content)
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContaining("no provenance of an experiment");
        }
    }
}
