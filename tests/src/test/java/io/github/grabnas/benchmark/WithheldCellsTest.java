package io.github.grabnas.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.CanonicalForm;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class WithheldCellsTest {

    private static final Target FASHION = ProxyDataset.FASHION.target();

    private final BenchmarkTable table = BenchmarkSuite.PROXY.table();
    private final WithheldCells withheld = WithheldCells.top(table, FASHION, 20);

    WithheldCellsTest() throws IOException {}

    @Test
    void the_best_cells_are_withheld_with_all_their_equals_and_no_others() {
        List<Cell> best = table.ranking(FASHION).subList(0, 20);
        assertThat(withheld.cells()).containsAll(best).hasSizeGreaterThanOrEqualTo(20);
        assertThat(withheld.name()).isEqualTo("proxy-fashion's top 20");
        var functions = best.stream().map(CanonicalForm::of).collect(Collectors.toSet());
        assertThat(Cell.all())
                .allMatch(cell -> withheld.cells().contains(cell) == functions.contains(CanonicalForm.of(cell)));
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
        WithheldCells many = WithheldCells.top(table, FASHION, 2_000);
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
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Cell.COUNT})
    void a_number_of_cells_out_of_range_is_named(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WithheldCells.top(table, FASHION, count))
                .withMessage("without the top " + count + ": expected 1 to 15624 cells");
    }
}
