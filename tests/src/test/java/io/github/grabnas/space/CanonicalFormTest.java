package io.github.grabnas.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

class CanonicalFormTest {

    private static CanonicalForm form(String graph) {
        return CanonicalForm.of(ArchitectureGraph.parse(graph));
    }

    @Test
    void the_form_lists_operations_and_the_output() {
        assertThat(form("input nor_conv_3x3 avg_pool_3x3 output; 0>1 0>2 1>2 1>3 2>3")
                        .text())
                .isEqualTo("1=nor_conv_3x3(0) 2=avg_pool_3x3(0+1) out=1+2");
    }

    @Test
    void a_skip_connection_is_the_identity() {
        assertThat(form("input skip_connect output; 0>1 1>2").text()).isEqualTo("out=0");
        assertThat(form("input skip_connect nor_conv_3x3 output; 0>1 1>2 2>3"))
                .isEqualTo(form("input nor_conv_3x3 output; 0>1 1>2"));
    }

    @Test
    void none_nodes_and_dead_ends_drop_out() {
        CanonicalForm plain = form("input nor_conv_1x1 output; 0>1 1>2");
        assertThat(form("input nor_conv_1x1 none output; 0>1 1>3 0>2 2>3")).isEqualTo(plain);
        assertThat(form("input nor_conv_1x1 output avg_pool_3x3; 0>1 1>2 0>3")).isEqualTo(plain);
        assertThat(form("input nor_conv_1x1 output avg_pool_3x3; 0>1 1>2 3>2")).isEqualTo(plain);
        assertThat(form("input none nor_conv_1x1 output; 0>1 1>2 2>3")).isEqualTo(CanonicalForm.ZERO);
    }

    @Test
    void how_often_a_term_stands_in_a_sum_counts() {
        assertThat(form("input skip_connect output; 0>1 1>2 0>2").text()).isEqualTo("out=2*0");
        assertThat(form("input nor_conv_3x3 nor_conv_3x3 output; 0>1 0>2 1>3 2>3")
                        .text())
                .isEqualTo("1=nor_conv_3x3(0) out=2*1");
    }

    @Test
    void sixty_four_nodes_that_double_at_every_step_are_read_at_once() {
        StringBuilder text = new StringBuilder("input" + " skip_connect".repeat(62) + " output;");
        for (int to = 1; to < 64; to++) {
            text.append(" 0>").append(to);
            for (int from = 1; from < to; from++) {
                text.append(' ').append(from).append('>').append(to);
            }
        }
        assertThat(form(text.toString()).text()).isEqualTo("out=" + (1L << 62) + "*0");
    }

    @Test
    void the_space_has_4930_functions_and_6466_unique_strings_that_refine_them() {
        Set<CanonicalForm> functions = new HashSet<>();
        Map<String, CanonicalForm> functionOfString = new HashMap<>();
        for (Cell cell : Cell.all()) {
            CanonicalForm form = CanonicalForm.of(cell);
            functions.add(form);
            assertThat(functionOfString.merge(UniqueString.of(cell), form, (a, b) -> a))
                    .isEqualTo(form);
        }
        assertThat(functions).hasSize(4_930);
        assertThat(FunctionClasses.count()).isEqualTo(4_930);
        assertThat(functionOfString).hasSize(6_466);
    }

    @Test
    void graphs_that_compute_nothing_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> form("input skip_connect; 0>1"))
                .withMessageContaining("has no output node");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> form("input skip_connect skip_connect output; 0>1 1>2 2>1 2>3"))
                .withMessageContaining("has a cycle");
    }
}
