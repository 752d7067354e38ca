package io.github.grabnas.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashSet;
import java.util.List;

class CellTest {

    private static final String TEXT =
            "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|none~0|skip_connect~1|nor_conv_3x3~2|";

    @Test
    void a_cell_is_read_edge_by_edge() {
        Cell cell = Cell.parse(TEXT);
        assertThat(cell.operation(0, 1)).isEqualTo(Operation.AVG_POOL_3X3);
        assertThat(cell.operation(0, 2)).isEqualTo(Operation.NOR_CONV_1X1);
        assertThat(cell.operation(1, 2)).isEqualTo(Operation.SKIP_CONNECT);
        assertThat(cell.operation(0, 3)).isEqualTo(Operation.NONE);
        assertThat(cell.operation(1, 3)).isEqualTo(Operation.SKIP_CONNECT);
        assertThat(cell.operation(2, 3)).isEqualTo(Operation.NOR_CONV_3X3);
        assertThat(cell.count(Operation.SKIP_CONNECT)).isEqualTo(2);
    }

    @Test
    void text_and_index_lead_back_to_the_cell_for_all_15625() {
        List<Cell> cells = Cell.all();
        assertThat(cells).hasSize(15_625);
        assertThat(new HashSet<>(cells)).hasSize(15_625);
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            assertThat(cell.index()).isEqualTo(i);
            assertThat(Cell.parse(cell.text())).isEqualTo(cell);
            assertThat(Architecture.parse(cell.text())).isEqualTo(cell);
        }
    }

    @Test
    void indices_count_in_base_five_with_the_first_edge_foremost() {
        assertThat(Cell.ofIndex(0).operations()).containsOnly(Operation.NONE);
        assertThat(Cell.ofIndex(15_624).operations()).containsOnly(Operation.AVG_POOL_3X3);
        assertThat(Cell.ofIndex(3125).operation(0, 1)).isEqualTo(Operation.SKIP_CONNECT);
        assertThat(Cell.ofIndex(1).operation(2, 3)).isEqualTo(Operation.SKIP_CONNECT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "|foo~0|+|none~0|none~1|+|none~0|none~1|none~2|; unknown operation 'foo'; expected one of none, "
                        + "skip_connect",
                "|none~0|+|none~0|none~1|; it has 2 node(s) between '+'; expected 3",
                "|none~0|+|none~0|+|none~0|none~1|none~2|; node 2 has 1 edge(s); expected 2",
                "|none~0|+|none~0|none~0|+|none~0|none~1|none~2|; edge 'none~0' into node 2: expected it to end in "
                        + "'~1'",
                "|none~0|+|none~0|none|+|none~0|none~1|none~2|; edge 'none' into node 2: expected it to end in '~1'",
                "none~0+|none~0|none~1|+|none~0|none~1|none~2|; node 1 is 'none~0'; expected it between two '|'",
                "''; it has 1 node(s)"
            })
    void malformed_text_is_refused_with_the_text_and_the_place(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cell.parse(text))
                .withMessageContaining("architecture '" + text + "'")
                .withMessageContaining(reason.substring(0, reason.length()));
    }

    @Test
    void indices_and_edges_that_do_not_exist_are_refused() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Cell.ofIndex(15_625))
                .withMessage("cell index 15625: expected 0 to 15624");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> Cell.ofIndex(-1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Cell.ofIndex(0).operation(2, 1))
                .withMessageContaining("2 -> 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cell.of(Operation.NONE))
                .withMessageContaining("a cell has 6 operations, got 1");
    }

    @Test
    void the_one_hot_encoding_has_one_one_an_edge() {
        OneHotOperations encoding = new OneHotOperations();
        double[] vector = encoding.encode(Cell.parse(TEXT));
        assertThat(vector).hasSize(30).containsOnly(0.0, 1.0);
        for (int edge = 0; edge < Cell.EDGES; edge++) {
            double sum = 0;
            for (int o = 0; o < 5; o++) {
                sum += vector[5 * edge + o];
            }
            assertThat(sum).isEqualTo(1);
        }
        assertThat(vector[4]).as("avg_pool_3x3 on the first edge").isEqualTo(1);
        assertThat(vector[28]).as("nor_conv_3x3 on the last edge").isEqualTo(1);
    }
}
