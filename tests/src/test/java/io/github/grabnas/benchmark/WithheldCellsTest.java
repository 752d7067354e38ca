package io.github.grabnas.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.CanonicalForm;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.FunctionClasses;
import io.github.grabnas.space.PrunedSearchSpace;
import io.github.grabnas.space.SearchSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class WithheldCellsTest {

    private static final Target FASHION = ProxyDataset.FASHION.target();
    private static final Cell BEST = Cell.ofIndex(15_000);

    private final BenchmarkTable table = BenchmarkSuite.PROXY.table();
    private final WithheldCells withheld = WithheldCells.top(table, FASHION, 20);

    WithheldCellsTest() throws IOException {}

    @Test
    void at_proxy_scale_just_those_cells_are_withheld_that_the_space_without_the_best_functions_lacks() {
        for (int count : new int[] {1, 10, 20, 50}) {
            SearchSpace rest = PrunedSearchSpace.withoutTopFunctions(table.ranking(FASHION), count);
            WithheldCells best = WithheldCells.top(table, FASHION, count);
            assertThat(Cell.all()).allMatch(cell -> best.cells().contains(cell) != rest.contains(cell));
            assertThat(best.cells().stream().map(CanonicalForm::of).distinct()).hasSize(count);
        }
        assertThat(withheld.name()).isEqualTo("proxy-fashion's top 20 functions");
    }

    @Test
    void where_each_cell_has_an_accuracy_of_its_own_the_best_cells_are_withheld_with_their_equals() {
        double[] accuracy =
                Cell.all().stream().mapToDouble(cell -> -cell.index()).toArray();
        BenchmarkTable published = new BenchmarkTable(Map.of(Target.CIFAR100, accuracy), List.of());
        List<Cell> best = published.ranking(Target.CIFAR100).subList(0, 50);
        Set<CanonicalForm> functions = best.stream().map(CanonicalForm::of).collect(Collectors.toSet());
        assertThat(functions).as("some of the best are equals").hasSizeLessThan(50);
        WithheldCells cells = WithheldCells.top(published, Target.CIFAR100, 50);
        assertThat(cells.cells()).containsAll(best);
        assertThat(Cell.all())
                .allMatch(cell -> cells.cells().contains(cell) == functions.contains(CanonicalForm.of(cell)));
        assertThat(cells.name()).isEqualTo("cifar100's top 50");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WithheldCells.top(published, Target.CIFAR100, Cell.COUNT))
                .withMessage("without the top 15625 of cifar100: expected 1 to 15624 cells");
    }

    @Test
    void a_cell_that_computes_the_same_is_withheld_though_the_benchmark_counts_it_as_another() {
        Cell one =
                Cell.parse("|nor_conv_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|avg_pool_3x3~0|none~1|skip_connect~2|");
        Cell other =
                Cell.parse("|nor_conv_3x3~0|+|avg_pool_3x3~0|skip_connect~1|+|nor_conv_1x1~0|none~1|skip_connect~2|");
        assertThat(one.equivalenceClass()).isNotEqualTo(other.equivalenceClass());
        assertThat(new WithheldCells("one", Set.of(one)).removedFrom(List.of(one, other)))
                .isEmpty();
    }

    @Test
    void nothing_that_equals_a_withheld_cell_is_left_be_it_a_cell_or_a_graph() {
        Cell best = table.best(FASHION);
        List<Architecture> mixed = Stream.<Architecture>of(
                        best, best.graph(), Architecture.parse("input nor_conv_3x3 output; 0>1 1>2"), Cell.ofIndex(0))
                .toList();
        assertThat(withheld.removedFrom(mixed)).containsExactly(mixed.get(2), mixed.get(3));
        assertThat(withheld.removedFrom(Cell.all()))
                .hasSize(Cell.COUNT - withheld.cells().size());
        assertThat(WithheldCells.none().removedFrom(mixed)).isEqualTo(mixed);
    }

    @Test
    void tuples_of_withheld_cells_are_taken_out_and_the_others_stay() throws IOException {
        MetaTrainingData all = BenchmarkSuite.PROXY.metaTraining();
        WithheldCells many = WithheldCells.top(table, FASHION, 1_000);
        MetaTrainingData rest = all.without(many);
        assertThat(rest.withheld()).isEqualTo(many);
        assertThat(rest.withCellsOnly().withheld()).isEqualTo(many);
        assertThat(rest.tuples())
                .hasSizeLessThan(all.tuples().size())
                .noneMatch(t -> t.cell().map(many.cells()::contains).orElse(false));
        assertThat(all.tuples().stream()
                        .filter(t ->
                                t.cell().map(c -> !many.cells().contains(c)).orElse(false)))
                .isNotEmpty()
                .allMatch(rest.tuples()::contains);
        assertThat(rest.tasks()).isEqualTo(all.tasks());
        assertThat(rest.taskScales()).hasSameSizeAs(all.tasks()).isNotEqualTo(all.taskScales());
        assertThat(all.without(WithheldCells.none()).taskScales()).isEqualTo(all.taskScales());
    }

    private static MetaTrainingData twoTasks(double accuracyOfBest, Double... scales) {
        List<MetaTrainingTuple> tuples = new ArrayList<>();
        for (int task = 0; task < 2; task++) {
            for (int cell = 1; cell <= 3; cell++) {
                double accuracy = 50 + cell * (task + 1);
                tuples.add(new MetaTrainingTuple(
                        task, Cell.ofIndex(15_000 + 31 * cell), accuracy, MetaTrainingTuple.Split.TRAIN));
            }
        }
        tuples.add(new MetaTrainingTuple(0, BEST, accuracyOfBest, MetaTrainingTuple.Split.TRAIN));
        List<List<Integer>> none = List.of(List.of(), List.of());
        return new MetaTrainingData(tuples, none, List.of(), none, 0, List.of(scales), WithheldCells.none());
    }

    /** Of 1, 2, 3 and 2, 4, 6 the variances are 1 and 4, and both are drawn towards the mean deviation 1.5. */
    @Test
    void what_is_known_of_the_tasks_spreads_tells_nothing_of_withheld_cells() {
        WithheldCells best = new WithheldCells("one", Set.of(BEST));
        List<Double> scales = twoTasks(95, 3.0, 2.0).without(best).taskScales();
        assertThat(scales.get(0)).isCloseTo(Math.sqrt((2 * 1 + 4 * 2.25) / 6) / 2, within(1e-9));
        assertThat(scales.get(1)).isCloseTo(Math.sqrt((2 * 4 + 4 * 2.25) / 6) / 2, within(1e-9));
        assertThat(twoTasks(10, 9.0, 4.0).without(best).taskScales()).isEqualTo(scales);
        assertThat(twoTasks(95, 1.0, 1.0).without(best).taskScales())
                .as("unknown spreads")
                .containsExactly(1.0, 1.0);
        WithheldCells all = new WithheldCells("all", Set.copyOf(Cell.all()));
        assertThat(twoTasks(95, 3.0, 2.0).without(all).taskScales())
                .as("nothing to measure them on")
                .containsExactly(1.0, 1.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Cell.COUNT})
    void a_number_out_of_range_is_named(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WithheldCells.top(table, FASHION, count))
                .withMessage("without the top " + count + " of proxy-fashion: expected 1 to "
                        + (FunctionClasses.count() - 1) + " functions");
    }
}
