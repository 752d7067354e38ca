package io.github.grabnas.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.experiment.prepare.MicroBenchMeasurement;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.UniqueCells;
import io.github.grabnas.statistics.Reliability;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The embedded benchmark: its tasks and its committed tables. */
class MicroBenchTest {

    private static MicroBench bench;
    private static MicroBenchReader reader;

    @BeforeAll
    static void read() throws IOException {
        bench = MicroBench.find();
        reader = MicroBenchReader.find();
    }

    @ParameterizedTest
    @MethodSource("io.github.grabnas.benchmark.Target#micro")
    void every_cell_has_an_accuracy_and_a_second_measurement_ranks_the_cells_alike(Target target) throws IOException {
        BenchmarkTable table = reader.table();
        assertThat(table.uniqueCount()).isEqualTo(6_466);
        assertThat(table.accuracies(target)).hasSize(Cell.COUNT).doesNotContain(Double.NaN);
        Map<Cell, Double> second = reader.second(target);
        List<Cell> sample = MicroBenchMeasurement.secondSeedSample();
        assertThat(second.keySet()).containsAll(sample);
        List<Cell> best = UniqueCells.all().stream()
                .sorted((a, b) -> Double.compare(table.accuracy(b, target), table.accuracy(a, target)))
                .limit(150)
                .toList();
        assertThat(second.keySet()).containsAll(best);
        Reliability reliability = reliability(table, target, second, sample);
        System.out.println(target.label() + ", cells drawn from all: " + reliability);
        System.out.println(target.label() + ", the best cells: " + reliability(table, target, second, best));
        assertThat(reliability.count()).isEqualTo(600);
        assertThat(reliability.spearman()).isGreaterThanOrEqualTo(0.8);
    }

    private static Reliability reliability(
            BenchmarkTable table, Target target, Map<Cell, Double> second, List<Cell> cells) {
        return Reliability.of(
                cells.stream().mapToDouble(c -> table.accuracy(c, target)).toArray(),
                cells.stream().mapToDouble(second::get).toArray());
    }

    @Test
    void cells_that_are_the_same_have_the_same_accuracy() throws IOException {
        BenchmarkTable table = reader.table();
        assertThat(Cell.all())
                .allSatisfy(cell -> assertThat(table.accuracy(cell, Target.MICRO_DIGITS))
                        .isEqualTo(table.accuracy(UniqueCells.representative(cell), Target.MICRO_DIGITS)));
    }

    @Test
    void there_are_enough_tuples_on_enough_tasks_of_many_kinds() throws IOException {
        List<MetaTrainingTuple> tuples = reader.tuples();
        assertThat(tuples).hasSizeGreaterThanOrEqualTo(3_000);
        assertThat(tuples.stream().map(MetaTrainingTuple::task).distinct()).hasSizeGreaterThanOrEqualTo(300);
        assertThat(tuples.stream()
                        .filter(t -> t.split() == MetaTrainingTuple.Split.VALID)
                        .map(MetaTrainingTuple::task)
                        .distinct())
                .hasSize(40);
        Set<String> kinds = bench.tasks().stream()
                .flatMap(t -> t.transformations().stream())
                .map(t -> t.getClass().getSimpleName())
                .collect(Collectors.toSet());
        assertThat(kinds).containsExactlyInAnyOrder("Noise", "Blur", "Warp", "Inversion", "Occlusion");
    }

    @Test
    void no_test_image_is_a_training_image_and_no_held_out_image_is_in_a_task() {
        Set<String> heldOut = pixels(bench.fashionShift().test());
        for (int number : new int[] {0, 50, 399}) {
            ImageTask task = bench.images(bench.tasks().get(number));
            Set<String> training = pixels(task.training());
            assertThat(pixels(task.test())).as(task.name()).doesNotContainAnyElementsOf(training);
            assertThat(training).doesNotContainAnyElementsOf(heldOut);
        }
        assertThat(pixels(bench.digits().test()))
                .doesNotContainAnyElementsOf(pixels(bench.digits().training()));
    }

    private static Set<String> pixels(LabelledImages images) {
        Set<String> all = new HashSet<>();
        int size = images.pixels().length / images.count();
        for (int i = 0; i < images.count(); i++) {
            all.add(new String(images.pixels(), i * size, size, java.nio.charset.StandardCharsets.ISO_8859_1));
        }
        return all;
    }

    @Test
    void the_tasks_are_the_same_every_time() {
        MicroTask task = bench.tasks().get(17);
        assertThat(bench.tasks().get(17)).isEqualTo(task);
        assertThat(bench.images(task).training().pixels())
                .isEqualTo(bench.images(task).training().pixels());
        assertThat(task.classes()).hasSizeBetween(3, 10);
        assertThat(bench.images(task).training().ofClass(0)).hasSize(task.perClass());
    }

    @Test
    void a_table_that_was_cut_or_edited_is_refused_with_the_line(@TempDir Path folder) throws IOException {
        for (Target target : List.of(Target.MICRO_DIGITS, Target.MICRO_FASHION_SHIFT)) {
            Files.copy(Path.of("data/micro", target.label() + ".csv"), folder.resolve(target.label() + ".csv"));
        }
        Path file = folder.resolve("micro-digits.csv");
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, 4_000));
        assertThatThrownBy(() -> MicroBenchReader.at(folder).table())
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("3999 unique cells")
                .hasMessageContaining("cut short");
        Files.writeString(
                file,
                Files.readString(Path.of("data/micro/micro-digits.csv"))
                        .replaceFirst("\n(.*),\\d+\\.\\d+,", "\n$1,ninety,"));
        assertThatThrownBy(() -> MicroBenchReader.at(folder).table())
                .hasMessageContaining("line ")
                .hasMessageContaining("accuracy is 'ninety'");
        Files.writeString(file, "a,b\n");
        assertThatThrownBy(() -> MicroBenchReader.at(folder).table()).hasMessageContaining("the header is [a, b]");
    }

    @Test
    void a_table_says_which_targets_it_has() throws IOException {
        BenchmarkTable table = reader.table();
        assertThat(table.targets()).containsExactly(Target.MICRO_DIGITS, Target.MICRO_FASHION_SHIFT);
        assertThatThrownBy(() -> table.accuracy(Cell.ofIndex(0), Target.CIFAR10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no target 'cifar10'; it has micro-digits, micro-fashion-shift");
    }
}
