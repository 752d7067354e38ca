package io.github.grabnas.experiment.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.benchmark.ProxyTableReader;
import io.github.grabnas.benchmark.TableReliability;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.evaluate.training.Candidate;
import io.github.grabnas.evaluate.training.Candidate.Key;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingJournal.Entry;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.CanonicalForm;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.GraphClassification;
import io.github.grabnas.space.GraphClassifier;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.NovelGraphs;
import io.github.grabnas.space.UniqueCells;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The stages of a measurement, on accuracies that are made up: a true one of each cell, and noise. */
class ProxyMeasurementTest {

    private static CandidateTrainer trainer;

    private final Map<Candidate.Key, Entry> known = new LinkedHashMap<>();

    @BeforeAll
    static void images() throws IOException {
        trainer = CandidateTrainer.proxy(ProxyDataset.DIGITS.read(DataFolder.find()), 5_000, false);
    }

    private static double truth(Cell cell) {
        return 70 + 5 * new Random(cell.index()).nextGaussian();
    }

    private ProxyMeasurement measurement(double noise, double reliability) {
        return new ProxyMeasurement(trainer, reliability, (stage, candidates) -> {
            List<Entry> entries = new ArrayList<>();
            for (Candidate candidate : candidates) {
                Cell cell = (Cell) candidate.architecture();
                Random random = new Random(cell.index() * 100_003L + candidate.seed() * 31 + 7);
                random.nextGaussian();
                double validation = truth(cell) + noise * random.nextGaussian();
                entries.add(known.computeIfAbsent(
                        candidate.key(),
                        key -> new Entry(key, validation - 1, OptionalDouble.of(validation), false, 1)));
            }
            return entries;
        });
    }

    @Test
    void one_training_a_cell_is_enough_where_two_agree() throws IOException {
        ProxyMeasurement.Result result = measurement(0.5, 0.9).all();
        assertThat(result.trainings()).isEqualTo(1);
        assertThat(result.single().spearman()).isGreaterThan(0.95);
        assertThat(result.cells()).hasSize(6_466);
        assertThat(result.topReliability()).isGreaterThan(ProxyMeasurement.TOP_RELIABILITY);
        // All once, the sample again, the best 500 twice more.
        assertThat(known).hasSize(6_466 + 600 + 1_000);
    }

    @Test
    void noisy_accuracies_become_means_of_several_trainings() throws IOException {
        ProxyMeasurement.Result result = measurement(5, 0.75).all();
        assertThat(result.single().spearman()).isBetween(0.4, 0.6);
        assertThat(result.trainings()).isBetween(3, 4);
        assertThat(result.single().ofMean(result.trainings())).isGreaterThanOrEqualTo(0.75);
        assertThat(result.cells().values()).allMatch(entries -> entries.size() >= 2);
    }

    @Test
    void the_best_are_trained_until_their_means_agree_and_all_these_trainings_are_in_the_mean() throws IOException {
        ProxyMeasurement.Result result = measurement(8, 0.75).all();
        assertThat(result.topReliability()).isGreaterThanOrEqualTo(ProxyMeasurement.TOP_RELIABILITY);
        List<List<Entry>> best = result.cells().values().stream()
                .filter(entries -> entries.get(0).key().seed() >= 2_000)
                .toList();
        assertThat(best).hasSize(ProxyMeasurement.TOP);
        int trainings = best.get(0).size();
        assertThat(trainings).isGreaterThan(4).isLessThanOrEqualTo(16);
        assertThat(best).allSatisfy(entries -> assertThat(entries).hasSize(trainings));
        assertThat(ProxyMeasurement.soFar(known.values()))
                .allSatisfy((cell, entries) -> assertThat(entries)
                        .containsExactlyInAnyOrderElementsOf(result.cells().get(cell)));
    }

    @Test
    void the_best_of_cells_that_are_all_alike_do_not_agree_in_any_direction() throws IOException {
        double sum = 0;
        for (int world = 0; world < 8; world++) {
            sum += alike(world, c -> 0).all().topReliability();
        }
        // Where trainings that had a part in the choice count, it is -0.5.
        assertThat(sum / 8).isBetween(-0.2, 0.2);
    }

    /** All differences are noise, and the same for cells of one function, but for what is added. */
    private ProxyMeasurement alike(int world, ToDoubleFunction<Cell> added) {
        return new ProxyMeasurement(
                trainer,
                0,
                (stage, candidates) -> candidates.stream()
                        .map(c -> {
                            Cell cell = (Cell) c.architecture();
                            long seed =
                                    CanonicalForm.of(cell).hashCode() * 100_003L + c.seed() * 31 + world * 1_000_003L;
                            double noise = new SplittableRandom(seed).nextGaussian();
                            double validation = 70 + added.applyAsDouble(cell) + noise;
                            return new Entry(c.key(), 50, OptionalDouble.of(validation), false, 1);
                        })
                        .toList());
    }

    @Test
    void a_function_with_many_cells_among_the_best_counts_once() throws IOException {
        Map<CanonicalForm, Long> cells =
                UniqueCells.all().stream().collect(Collectors.groupingBy(CanonicalForm::of, Collectors.counting()));
        double sum = 0;
        for (int world = 0; world < 8; world++) {
            // Ten functions of eight cells each are good; all others are alike.
            sum += alike(
                            world,
                            c -> cells.get(CanonicalForm.of(c)) == 8
                                            && CanonicalForm.of(c).hashCode() % 3 == 0
                                    ? 20
                                    : 0)
                    .all()
                    .topReliability();
        }
        // With a count for each of their cells it would be 0.8.
        assertThat(sum / 8).isBetween(0.1, 0.5);
    }

    @Test
    void the_training_by_which_a_cell_was_selected_is_not_in_its_mean() throws IOException {
        ProxyMeasurement.Result result = measurement(2, 0.75).all();
        double first = 0;
        double again = 0;
        double truth = 0;
        for (String architecture : result.top()) {
            Cell cell = Cell.parse(architecture);
            List<Entry> entries = result.cells().get(architecture);
            assertThat(entries).allMatch(e -> e.key().seed() >= 1_000);
            first += known.get(new Candidate(trainer, cell, 0).key())
                    .validation()
                    .orElseThrow();
            again += entries.stream()
                    .mapToDouble(e -> e.validation().orElseThrow())
                    .average()
                    .orElseThrow();
            truth += truth(cell);
        }
        // What put them first was partly luck; measured again they are what they are.
        assertThat(again / result.top().size()).isCloseTo(truth / result.top().size(), within(0.15));
        assertThat(first - truth).isGreaterThan(0.2 * result.top().size());
    }

    @Test
    void a_table_so_far_has_of_a_cell_that_was_selected_the_trainings_since_its_last_selection() {
        List<Entry> done = new ArrayList<>();
        for (Cell cell : ProxyMeasurement.order()) {
            done.add(entry(cell, 0));
        }
        Cell selected = ProxyMeasurement.order().get(7);
        // The last one is of no stage: each further step trains four times.
        List.of(1_000L, 1L, 2_000L, 2_001L, 1_001L, 3_000L, 3_004L).forEach(seed -> done.add(entry(selected, seed)));
        Map<String, List<Entry>> table = ProxyMeasurement.soFar(done);
        assertThat(table).hasSize(ProxyMeasurement.order().size());
        assertThat(table.get(selected.text())).extracting(e -> e.key().seed()).containsExactly(2_000L, 2_001L, 3_000L);
        assertThat(table.get(ProxyMeasurement.order().get(8).text())).hasSize(1);
    }

    private Entry entry(Cell cell, long seed) {
        return new Entry(new Candidate(trainer, cell, seed).key(), 50, OptionalDouble.of(60), false, 1);
    }

    @Test
    void graphs_that_are_no_cells_are_trained_twice_each() throws IOException {
        ProxyMeasurement.Work work = (stage, candidates) -> candidates.stream()
                .map(c -> new Entry(c.key(), 50, OptionalDouble.of(60), false, 1))
                .toList();
        Map<String, List<Entry>> novel = new ProxyMeasurement(trainer, 0.75, work).novel(40);
        assertThat(novel).hasSize(40);
        GraphClassifier classifier = new GraphClassifier(new NasBench201());
        assertThat(novel.keySet()).allSatisfy(text -> {
            ArchitectureGraph graph = ArchitectureGraph.parse(text);
            assertThat(classifier.classify(graph)).isInstanceOf(GraphClassification.Novel.class);
            assertThat(NovelGraphs.decodable(graph)).contains(graph);
        });
        assertThat(novel.values())
                .allSatisfy(entries ->
                        assertThat(entries).extracting(e -> e.key().seed()).containsExactly(0L, 1L));
    }

    @Test
    void the_order_is_the_same_each_time_and_holds_every_unique_cell() {
        assertThat(ProxyMeasurement.order()).isEqualTo(ProxyMeasurement.order());
        assertThat(ProxyMeasurement.order()).containsExactlyInAnyOrderElementsOf(UniqueCells.all());
        assertThat(ProxyMeasurement.order()).isNotEqualTo(UniqueCells.all());
    }

    @Test
    void a_table_is_not_written_before_any_cell_was_trained_twice(@TempDir Path folder) {
        Path file = folder.resolve("proxy-digits.csv");
        Entry once = new Entry(new Key("proxy-digits", Cell.ofIndex(7).text(), 0), 81, OptionalDouble.of(80), false, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProxyTableFile.write(
                        file, Map.of(once.key().architecture(), List.of(once)), trainer.skeleton()))
                .withMessageContaining("no architecture was trained twice");
        assertThat(file).doesNotExist();
    }

    @Test
    void the_standard_error_of_cells_that_were_trained_often_is_not_that_of_weak_ones(@TempDir Path folder)
            throws IOException {
        Map<String, List<Entry>> trainings = Map.of(
                Cell.ofIndex(7).text(), entries(Cell.ofIndex(7), 40, 50),
                Cell.ofIndex(8).text(), entries(Cell.ofIndex(8), 81, 81.2, 81, 81.2));
        ProxyTableFile.write(folder.resolve("proxy-digits.csv"), trainings, trainer.skeleton());
        assertThat(Files.readAllLines(folder.resolve("proxy-digits.csv")))
                .anyMatch(line -> line.contains(",45.0000,45.0000,2,5.0000,5.0000,"))
                .anyMatch(line -> line.contains(",81.1000,81.1000,4,0.0577,0.0577,"));
    }

    private static List<Entry> entries(Cell cell, double... accuracies) {
        return IntStream.range(0, accuracies.length)
                .mapToObj(seed -> new Entry(
                        new Key("proxy-digits", cell.text(), seed),
                        accuracies[seed],
                        OptionalDouble.of(accuracies[seed]),
                        false,
                        1))
                .toList();
    }

    @Test
    void the_table_that_is_written_is_read_again(@TempDir Path folder) throws IOException {
        ProxyMeasurement.Result result = measurement(0.5, 0.9).all();
        ProxyTableFile.write(folder.resolve("proxy-digits.csv"), result.cells(), trainer.skeleton());
        Map<Cell, ProxyTableReader.Row> rows = ProxyTableReader.at(folder).rows(ProxyDataset.DIGITS.target());
        assertThat(rows).hasSize(6_466);
        Cell best = Cell.parse(result.top().get(0));
        assertThat(rows.get(best).trainings()).isEqualTo(2);
        assertThat(rows.get(best).validationAccuracy()).isCloseTo(truth(best), within(1.5));
        assertThat(rows.get(best).testAccuracy()).isCloseTo(rows.get(best).validationAccuracy() - 1, within(1e-3));
        assertThat(rows.get(best).validationStandardError()).isCloseTo(0.5 / Math.sqrt(2), within(0.05));
        var table = ProxyTableReader.at(folder).table(List.of(ProxyDataset.DIGITS.target()));
        Cell twin = Cell.all().stream()
                .filter(c -> !UniqueCells.all().contains(c))
                .findFirst()
                .orElseThrow();
        assertThat(table.accuracy(twin, ProxyDataset.DIGITS.target()))
                .isEqualTo(rows.get(UniqueCells.representative(twin)).validationAccuracy());
        assertThat(table.hasTestApart(ProxyDataset.DIGITS.target())).isTrue();
        assertThat(table.testAccuracy(twin, ProxyDataset.DIGITS.target()))
                .isEqualTo(rows.get(UniqueCells.representative(twin)).testAccuracy());
    }

    @Test
    void the_reliability_of_tables_is_a_line_each_and_decides_on_ranks(@TempDir Path folder) throws IOException {
        Path file = folder.resolve(TableReliability.FILE);
        TableReliability noisy = new TableReliability("proxy-b", 2, 0.8693, 0.9301, 0.9, -0.26, 0.6);
        TableReliability good = new TableReliability("proxy-a", 1, 0.91, 0.91, 0.9, 0.7, 0.6);
        ReliabilityFile.put(file, new TableReliability("proxy-b", 1, 0.5, 0.5, 0.9, 0.7, 0.6));
        ReliabilityFile.put(file, good);
        ReliabilityFile.put(file, noisy);
        assertThat(TableReliability.read(file)).containsExactly(good, noisy);
        assertThat(good.isEnoughForRanks()).isTrue();
        assertThat(noisy.isEnoughForRanks()).isFalse();
        assertThat(TableReliability.read(folder.resolve("none.csv"))).isEmpty();
    }
}
