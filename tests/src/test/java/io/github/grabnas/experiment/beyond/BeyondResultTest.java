package io.github.grabnas.experiment.beyond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.nn.convolution.NetworkCost;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;

import java.util.List;

class BeyondResultTest {

    private static final Skeleton SKELETON = new Skeleton(1, 8, 10, 4, 2);
    private static final Finalist WINNER = new Finalist(
            ArchitectureGraph.parse(
                    "input nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 output; " + "0>1 1>2 2>3 3>4 4>5"),
            80,
            79);

    private static BeyondResult result(List<Double> winner, List<Double> best, List<Double> widened) {
        Cell cell = Cell.ofIndex(4242);
        return new BeyondResult(
                "proxy-fashion",
                List.of(),
                List.of(WINNER),
                cell,
                WidenedCell.toCost(cell, NetworkCost.of(WINNER.graph(), SKELETON), SKELETON),
                SKELETON,
                winner,
                best,
                widened);
    }

    @Test
    void it_is_better_only_if_it_beats_the_best_cell_and_the_widened_one() {
        List<Double> low = List.of(70.0, 71.0, 70.5, 70.2);
        List<Double> high = List.of(75.0, 76.1, 75.4, 75.3);
        List<Double> mixed = List.of(60.0, 90.0, 75.0, 75.0);
        assertThat(result(high, low, low).verdict()).isEqualTo("yes");
        assertThat(result(high, low, mixed).verdict()).isEqualTo("not told apart");
        assertThat(result(low, low, high).verdict()).isEqualTo("no");
        assertThat(result(high, low, low).toBest().mean()).isBetween(4.9, 5.2);
    }

    @Test
    void without_a_novel_graph_there_is_no_result() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BeyondResult(
                        "proxy-fashion",
                        List.of(),
                        List.of(),
                        Cell.ofIndex(0),
                        result(List.of(1.0, 2.0), List.of(1.0, 2.0), List.of(1.0, 2.0))
                                .widened(),
                        SKELETON,
                        List.of(),
                        List.of(),
                        List.of()))
                .withMessageContaining("proxy-fashion")
                .withMessageContaining("novel graph");
    }
}
