package io.github.grabnas.experiment.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.experiment.prepare.OneShotSummary.Derived;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.space.Operation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the runs of the checkout derived. */
class OneShotSummaryTest {

    private static final List<String> TEN_CLASSES =
            List.of("proxy-cifar10", "proxy-digits", "proxy-fashion", "proxy-mnist");
    private static OneShotSummary summary;

    @BeforeAll
    static void read() throws IOException {
        summary = OneShotSummary.read(DataFolder.embedded("oneshot"), DataFolder.find());
    }

    private static Stream<Derived> runs(String method, String target) {
        return summary.runs().stream()
                .filter(r -> r.method().equals(method) && r.run().target().equals(target));
    }

    @Test
    void drnas_and_darts_derive_skip_connections_at_proxy_scale() {
        assertThat(runs("drnas", "proxy-mnist").map(r -> r.edges(Operation.SKIP_CONNECT)))
                .containsExactly(3, 5, 6);
        assertThat(runs("drnas", "proxy-digits").map(r -> r.edges(Operation.SKIP_CONNECT)))
                .containsExactly(6, 4, 5);
        assertThat(runs("drnas", "proxy-fashion").map(r -> r.edges(Operation.SKIP_CONNECT)))
                .containsExactly(3, 4, 2);
        assertThat(runs("darts", "proxy-fashion").map(r -> r.edges(Operation.SKIP_CONNECT)))
                .containsExactly(6, 3, 5);
    }

    @Test
    void tables_of_a_summary_that_stand_among_the_runs_are_no_runs(@TempDir Path folder) throws IOException {
        Path target = Files.createDirectories(folder.resolve("proxy-mnist"));
        Files.copy(DataFolder.embedded("oneshot/proxy-mnist/gdas-0.csv"), target.resolve("gdas-0.csv"));
        OneShotSummary.read(folder, DataFolder.find()).curves().write(folder);
        OneShotSummary.read(folder, DataFolder.find()).table().write(target);
        assertThat(OneShotSummary.read(folder, DataFolder.find()).runs()).hasSize(1);
    }

    @Test
    void gdas_has_hardly_decided_after_its_last_epoch() {
        for (String target : List.of("proxy-digits", "proxy-fashion", "proxy-mnist")) {
            assertThat(runs("gdas", target)).hasSize(3).allSatisfy(run -> {
                assertThat(run.run().last().epoch()).isEqualTo(250);
                assertThat(run.largest()[0]).isGreaterThan(0.2);
                assertThat(run.largest()[5]).isLessThan(0.3);
            });
        }
    }

    @Test
    void supernets_reached_three_times_chance_on_the_images_for_the_architecture_but_for_edge_maps() {
        assertThat(summary.runs())
                .filteredOn(run -> TEN_CLASSES.contains(run.run().target()))
                .hasSizeGreaterThanOrEqualTo(84)
                .allSatisfy(run -> assertThat(run.run().last().architectureAccuracy())
                        .as(run.run().place().toString())
                        .isGreaterThan(30));
        assertThat(summary.runs())
                .filteredOn(run -> run.run().target().equals("proxy-cifar100"))
                .hasSize(21)
                .allSatisfy(run -> assertThat(run.run().last().architectureAccuracy())
                        .as(run.run().place().toString())
                        .isGreaterThan(3));
        assertThat(summary.runs())
                .filteredOn(run -> run.run().target().equals("proxy-aircraft-edges"))
                .as("edge maps of thirty classes: as the page says, seven of them do, the others do not")
                .hasSize(21)
                .allSatisfy(run -> assertThat(run.run().last().architectureAccuracy())
                        .as(run.run().place().toString())
                        .isGreaterThan(1.5 * 100 / 30))
                .filteredOn(run -> run.run().last().architectureAccuracy() > 10)
                .hasSize(7);
    }

    @Test
    void a_derived_cell_has_its_accuracies_from_the_table_where_there_is_one() {
        Derived gdas = runs("gdas", "proxy-fashion").findFirst().orElseThrow();
        assertThat(gdas.accuracy().orElseThrow().testAccuracy()).isPresent();
        assertThat(summary.summary().csv().lines().filter(line -> line.startsWith("proxy-fashion,gdas,")))
                .as("as in Table 3")
                .singleElement()
                .asString()
                .endsWith("67.95,16.11");
    }

    @Test
    void the_committed_tables_are_those_of_the_committed_runs() throws IOException {
        for (ResultTable table : List.of(summary.summary(), summary.table(), summary.curves())) {
            assertThat(table.csv())
                    .as("else: grabnas one-shot --summary data/oneshot --out data/experiments/one-shot")
                    .isEqualTo(Files.readString(DataFolder.embedded("experiments/one-shot/" + table.name() + ".csv")));
        }
    }

    @Test
    void a_folder_without_runs_is_refused(@TempDir Path folder) {
        assertThatThrownBy(() -> OneShotSummary.read(folder, DataFolder.find()))
                .isInstanceOf(MissingDataException.class)
                .hasMessageContaining("no one-shot runs in it; expected files TARGET/METHOD-SEED.csv");
    }
}
