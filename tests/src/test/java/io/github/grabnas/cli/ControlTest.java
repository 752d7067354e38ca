package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.benchmark.WithheldCells;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.experiment.prepare.GraphFamily;
import io.github.grabnas.experiment.prepare.TrainingGraphs;
import io.github.grabnas.experiment.run.ControlTarget;
import io.github.grabnas.experiment.run.Provenance;
import io.github.grabnas.nn.autodiff.ParameterFile;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.pretrained.PretrainedModels;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.surrogate.MetaCheckpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Models that learnt nothing from a target's best cells, and Table 1 with them. */
class ControlTest {

    private static final String TARGET = "proxy-fashion";

    /** So many that little is left, which is learnt in no time. */
    private static final int MOST = 4_500;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object... arguments) {
        err.getBuffer().setLength(0);
        return CommandRun.status(
                out, err, List.of(arguments).stream().map(Object::toString).toArray(String[]::new));
    }

    private static Map<String, String> noted(Map<String, String> notes, int count) {
        Map<String, String> more = new HashMap<>(notes);
        more.put(WithheldCells.NOTE, TARGET + "'s top " + count + " functions");
        return more;
    }

    @Test
    void a_family_without_withheld_cells_has_no_graph_that_equals_one() throws IOException {
        WithheldCells best = WithheldCells.top(BenchmarkSuite.PROXY.table(), ProxyDataset.FASHION.target(), 20);
        TrainingGraphs rest = new TrainingGraphs(GraphFamily.CELLS, best, Optional.empty());
        Set<ArchitectureGraph> withheld = best.cells().stream().map(Cell::graph).collect(Collectors.toSet());
        assertThat(rest.graphs()).hasSize(Cell.COUNT - best.cells().size()).noneMatch(withheld::contains);
        assertThat(rest).hasToString("cells without proxy-fashion's top 20 functions");
        assertThat(TrainingGraphs.all(GraphFamily.CELLS).graphs()).hasSize(Cell.COUNT);
    }

    @Test
    void surrogate_and_decoder_are_trained_without_the_cells_and_say_so() throws IOException {
        GraphAutoencoder cells = GraphAutoencoder.cells();
        Path autoencoder = folder.resolve("autoencoder.safetensors");
        new GraphAutoencoder(cells.encoder(), cells.decoder(), cells.parameters(), noted(cells.notes(), MOST))
                .write(autoencoder);
        Path surrogate = folder.resolve("proxy-0.safetensors");
        List<Object> training = List.of("meta-train", "proxy", "--steps", 1, "--without-dataset", "--out", surrogate);
        List<Object> control = List.of("--without-top", MOST, "--of", TARGET);
        assertThat(run(concat(training, List.of("--without-top", MOST, "--of", TARGET, "--autoencoder", autoencoder))))
                .as(err.toString())
                .isZero();
        MetaCheckpoint checkpoint = MetaCheckpoint.read(surrogate);
        assertThat(checkpoint.notes()).containsEntry("without", "proxy-fashion's top 4500 functions");
        WithheldCells best = WithheldCells.top(BenchmarkSuite.PROXY.table(), ProxyDataset.FASHION.target(), MOST);
        assertThat(checkpoint.priorObservations())
                .hasSizeGreaterThan(100)
                .noneMatch(o -> best.cells().contains(o.cell()));

        Path decoder = folder.resolve("proxy-0-decoder.safetensors");
        List<Object> decoding =
                List.of("train-decoder", surrogate, "--epochs", 1, "--report-cells", 20, "--out", decoder);
        assertThat(run(concat(decoding, List.of()))).isEqualTo(2);
        assertThat(err.toString())
                .contains("was trained without: proxy-fashion's top 4500 functions", "expected without: none");
        assertThat(run(concat(decoding, control))).as(err.toString()).isZero();
        assertThat(GraphAutoencoder.read(decoder).notes())
                .containsEntry("without", "proxy-fashion's top 4500 functions");
    }

    private static Object[] concat(List<Object> some, List<Object> more) {
        return Stream.concat(some.stream(), more.stream()).toArray();
    }

    @Test
    void options_that_do_not_go_together_are_refused_with_what_to_do() {
        Path file = folder.resolve("x.safetensors");
        assertThat(run("train-autoencoder", "--without-top", 5, "--out", file)).isEqualTo(2);
        assertThat(err.toString()).contains("--without-top goes with --of TARGET");
        assertThat(run("train-autoencoder", "--of", TARGET, "--out", file)).isEqualTo(2);
        assertThat(err.toString()).contains("--of goes with --without-top M");
        assertThat(run("meta-train", "proxy", "--without-top", 5, "--of", "nowhere", "--out", file))
                .isEqualTo(2);
        assertThat(err.toString()).contains("unknown target 'nowhere'");
        assertThat(run("meta-train", "proxy", "--without-top", 5, "--of", TARGET, "--out", file))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--without-top needs --autoencoder FILE");
        assertThat(file).doesNotExist();
    }

    @Test
    void a_state_of_a_training_that_began_with_another_autoencoder_is_not_resumed() throws IOException {
        GraphAutoencoder cells = GraphAutoencoder.cells();
        Path autoencoder = folder.resolve("autoencoder.safetensors");
        cells.write(autoencoder);
        Path surrogate = folder.resolve("proxy-0.safetensors");
        new ParameterFile(Parameters.of(Map.of()), Map.of("settings", "of another training"))
                .write(folder.resolve("proxy-0.safetensors.state"));
        assertThat(run("meta-train", "proxy", "--autoencoder", autoencoder, "--out", surrogate))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains(
                        "of another training",
                        "from an autoencoder with weights "
                                + GraphAutoencoder.read(autoencoder)
                                        .parameters()
                                        .checksum());
    }

    /** Checkpoints that come with the checkout, as if they had been trained without the cells. */
    private void writeControl(int pruned) throws IOException {
        writeControl(pruned, true);
    }

    private void writeControl(int pruned, boolean withTupleMean) throws IOException {
        Path place = Files.createDirectories(ControlTarget.folder(folder, ProxyDataset.FASHION.target(), pruned));
        for (int seed = 0; seed < 3; seed++) {
            MetaCheckpoint c = MetaCheckpoint.find("proxy", seed);
            new MetaCheckpoint(
                            c.model(),
                            c.parameters(),
                            c.scale(),
                            c.meanDatasetEmbedding(),
                            withTupleMean ? c.tupleMean() : Optional.empty(),
                            c.priorObservations().subList(0, 100),
                            List.of(Cell.ofIndex(pruned)),
                            c.rawInitialCells(),
                            c.curve(),
                            noted(c.notes(), pruned))
                    .write(place.resolve("proxy-" + seed + ".safetensors"));
            GraphAutoencoder d =
                    GraphAutoencoder.read(DataFolder.embedded("meta/proxy-" + seed + "-decoder.safetensors"));
            new GraphAutoencoder(d.encoder(), d.decoder(), d.parameters(), noted(d.notes(), pruned))
                    .write(place.resolve("proxy-" + seed + "-decoder.safetensors"));
        }
    }

    private int table1(String name) {
        return run(
                "experiment",
                name,
                "--target",
                TARGET,
                "--method",
                "bo-onehot init=meta initial=1",
                "--budget",
                4,
                "--seeds",
                1,
                "--control",
                folder,
                "--out",
                folder.resolve("results"));
    }

    @Test
    void table_1_has_further_rows_of_searches_that_could_remember_nothing() throws IOException {
        writeControl(10);
        writeControl(20);
        assertThat(table1("table1")).as(err.toString()).isZero();
        assertThat(Files.readAllLines(folder.resolve("results/table1/table1.csv")))
                .as("of what there are trainings for")
                .filteredOn(l -> l.startsWith("proxy-fashion-control,"))
                .hasSize(2);
        Files.createDirectories(ControlTarget.folder(folder, ProxyDataset.FASHION.target(), 50));
        assertThat(table1("table1")).isEqualTo(1);
        assertThat(err.toString())
                .contains("proxy-fashion-without-50", "is missing", "--without-top 50 --of proxy-fashion");
        writeControl(50);
        assertThat(table1("table1")).as(err.toString()).isZero();
        List<String> lines = Files.readAllLines(folder.resolve("results/table1/table1.csv"));
        assertThat(lines).filteredOn(l -> l.startsWith("proxy-fashion,")).hasSize(3);
        assertThat(lines)
                .filteredOn(l -> l.startsWith("proxy-fashion-control,"))
                .hasSize(3)
                .allMatch(l -> l.matches("proxy-fashion-control,\\d+,[\\d.]+,,.*±.*"));
        assertThat(Files.readAllLines(folder.resolve("results/table1/trials.csv")))
                .filteredOn(l -> l.startsWith("bo-onehot init=meta initial=1,proxy-fashion-control,10,0,"))
                .hasSize(4)
                .first()
                .asString()
                .as("the search began with the initial cell of the control")
                .contains("," + Cell.ofIndex(10).text() + ",");
        assertThat(PretrainedModels.of(ProxyDataset.FASHION.target())
                        .in(folder.resolve("proxy-fashion-without-20"))
                        .autoencoder(4)
                        .notes())
                .containsEntry("without", "proxy-fashion's top 20 functions");
        Provenance provenance = Provenance.read(folder.resolve("results/table1/provenance.json"));
        assertThat(provenance.targets()).containsExactly(TARGET, TARGET + "-control");
        assertThat(provenance.command()).contains("--control");
        assertThat(provenance.data()).containsKey("control/proxy-fashion-without-50/proxy-2-decoder.safetensors");

        assertThat(table1("table2")).isEqualTo(2);
        assertThat(err.toString()).contains("--control goes with table1, not with table2");
        Files.copy(
                folder.resolve("proxy-fashion-without-10/proxy-1.safetensors"),
                folder.resolve("proxy-fashion-without-20/proxy-1.safetensors"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(table1("table1")).isEqualTo(1);
        assertThat(err.toString())
                .contains("was trained without: proxy-fashion's top 10 functions; "
                        + "expected without: proxy-fashion's top 20 functions");
        writeControl(20, false);
        assertThat(table1("table1")).isEqualTo(1);
        assertThat(err.toString())
                .contains("proxy-0.safetensors holds no tuple mean", "train it again with meta-train");
    }
}
