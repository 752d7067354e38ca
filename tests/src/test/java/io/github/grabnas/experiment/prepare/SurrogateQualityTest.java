package io.github.grabnas.experiment.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.experiment.prepare.SurrogateQuality.Entry;
import io.github.grabnas.experiment.prepare.SurrogateQuality.Row;
import io.github.grabnas.nn.training.TrainingRun;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.OneHotOperations;
import io.github.grabnas.surrogate.GaussianProcessSurrogate;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.surrogate.MetaCheckpoint;
import io.github.grabnas.surrogate.MetaTraining;
import io.github.grabnas.surrogate.Observation;
import io.github.grabnas.surrogate.PseudoNegatives;
import io.github.grabnas.surrogate.Surrogate;
import io.github.grabnas.surrogate.TribuoSurrogate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The checkpoints that ship, against the tables at proxy scale, and the yardsticks themselves. */
class SurrogateQualityTest {

    private static final List<Target> FASHION = List.of(ProxyDataset.FASHION.target());
    private static final List<Target> CIFAR100 = List.of(Target.CIFAR100);

    @Test
    void the_baselines_predict_what_they_observed() {
        List<Cell> support =
                IntStream.range(0, 12).mapToObj(i -> Cell.ofIndex(1_301 * i)).toList();
        double[] accuracies = support.stream()
                .mapToDouble(c -> 60 + 5 * new OneHotOperations().encode(c)[3] + c.index() / 1_000.0)
                .toArray();
        double low = java.util.Arrays.stream(accuracies).min().orElseThrow();
        double high = java.util.Arrays.stream(accuracies).max().orElseThrow();
        List<Observation> observations = IntStream.range(0, 12)
                .mapToObj(i -> Observation.of(support.get(i), accuracies[i]))
                .toList();
        for (Surrogate baseline : List.of(
                new GaussianProcessSurrogate(new OneHotOperations()),
                TribuoSurrogate.nearestNeighbours(new OneHotOperations(), 3),
                TribuoSurrogate.randomForest(new OneHotOperations(), 100))) {
            double[] predicted = baseline.condition(observations)
                    .predict(baseline.encode(Cell.all()))
                    .means();
            assertThat(predicted).hasSize(Cell.COUNT);
            double observed = predicted[support.get(11).index()]
                    - predicted[support.get(0).index()];
            assertThat(observed).as(baseline.name()).isPositive();
            if (baseline instanceof TribuoSurrogate) {
                assertThat(java.util.Arrays.stream(predicted).allMatch(p -> p >= low - 1e-9 && p <= high + 1e-9))
                        .isTrue();
            }
        }
    }

    @Tag("long")
    @Test
    void the_shipped_surrogate_gives_the_committed_numbers_and_beats_a_gaussian_process_without_other_tasks()
            throws IOException {
        Entry entry = new Entry("deep kernel", MetaCheckpoint.find("proxy", 0), 0, false);
        List<Row> ours = SurrogateQuality.measure(BenchmarkSuite.PROXY, FASHION, entry, line -> {});
        List<String> committed = Files.readAllLines(Path.of("data/meta/quality-proxy.csv"));
        for (Row row : ours) {
            String key = String.join(",", row.fields().subList(0, 4)) + ",";
            String line = committed.stream()
                    .map(l -> l.replace("\"", ""))
                    .filter(l -> l.startsWith(key))
                    .findFirst()
                    .orElseThrow();
            assertThat(Double.parseDouble(line.split(",")[4]))
                    .as(line)
                    .isCloseTo(row.quality().spearman(), within(0.01));
            assertThat(Double.parseDouble(line.split(",")[8]))
                    .as(line)
                    .isCloseTo(row.quality().bestOf50(), within(0.5));
        }
        List<Row> baselines = SurrogateQuality.baselines(BenchmarkSuite.PROXY, FASHION, List.of(entry), line -> {});
        for (Row row : ours) {
            double plain = baselines.stream()
                    .filter(b -> b.target().equals(row.target())
                            && b.support() == row.support()
                            && b.method().equals("gp-one-hot"))
                    .findFirst()
                    .orElseThrow()
                    .quality()
                    .spearman();
            assertThat(row.quality().spearman())
                    .as(row.target() + " after " + row.support())
                    .isGreaterThan(plain + 0.2);
        }
    }

    @Test
    void on_the_public_table_five_observations_rank_better_than_without_other_tasks_as_the_committed_file_says()
            throws IOException {
        assumeTrue(
                BenchmarkSuite.PAPER.isPresent(),
                "the public table, or images of CIFAR-10, CIFAR-100 and ImageNet, are not there");
        Entry entry = new Entry("deep kernel", MetaCheckpoint.find("paper", 1), 1, false);
        List<String> committed = Files.readAllLines(Path.of("data/meta/quality-paper.csv"));
        List<Row> baselines = SurrogateQuality.baselines(BenchmarkSuite.PAPER, CIFAR100, List.of(entry), line -> {});
        for (Row row : SurrogateQuality.measure(BenchmarkSuite.PAPER, CIFAR100, entry, line -> {})) {
            String key = String.join(",", row.fields().subList(0, 4)) + ",";
            String line = committed.stream()
                    .filter(l -> l.startsWith(key))
                    .findFirst()
                    .orElseThrow();
            assertThat(Double.parseDouble(line.split(",")[4]))
                    .as(line)
                    .isCloseTo(row.quality().spearman(), within(0.01));
            double plain = baselines.stream()
                    .filter(b -> b.target().equals(row.target())
                            && b.support() == row.support()
                            && b.method().equals("gp-one-hot"))
                    .findFirst()
                    .orElseThrow()
                    .quality()
                    .spearman();
            if (row.support() == 5) {
                assertThat(row.quality().spearman())
                        .as(row.target() + " after 5")
                        .isGreaterThan(plain + 0.2);
            }
        }
    }

    @Tag("long")
    @Test
    void meta_training_begins_as_the_shipped_checkpoint_did() throws IOException {
        MetaCheckpoint shipped = MetaCheckpoint.find("proxy", 0);
        MetaTrainingData data = BenchmarkSuite.PROXY.metaTraining();
        MetaTraining training = MetaTraining.standard(PseudoNegatives.of(BenchmarkSuite.PROXY));
        TrainingRun run =
                training.start(shipped.model(), shipped.model().initialize(0, GraphAutoencoder.wider()), data, 0);
        run.advance();
        assertThat(training.task(shipped.model(), data).scale()).isCloseTo(shipped.scale(), within(1e-9));
        // The images' features are computed in single precision, and their sums were in another order then.
        assertThat(run.state().curve().row(0)).containsExactly(shipped.curve().row(0), within(1e-4));
    }

    @Test
    void the_initial_cells_of_the_shipped_checkpoints_are_good_ones() throws IOException {
        BenchmarkTable table = BenchmarkSuite.PROXY.table();
        double[] all = Cell.all().stream()
                .mapToDouble(c -> table.accuracy(c, ProxyDataset.FASHION.target()))
                .sorted()
                .toArray();
        for (int seed = 0; seed < 3; seed++) {
            for (Cell cell : MetaCheckpoint.find("proxy", seed).initialCells().subList(0, 5)) {
                assertThat(table.accuracy(cell, ProxyDataset.FASHION.target()))
                        .as(cell.text())
                        .isGreaterThan(all[Cell.COUNT * 8 / 10]);
            }
        }
    }
}
