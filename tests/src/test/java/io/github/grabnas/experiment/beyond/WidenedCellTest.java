package io.github.grabnas.experiment.beyond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.nn.convolution.NetworkCost;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;

class WidenedCellTest {

    private static final Skeleton NARROW = new Skeleton(1, 8, 10, 4, 2);
    private static final Cell CHEAP =
            Cell.parse("|nor_conv_3x3~0|+|none~0|skip_connect~1|+|skip_connect~0|none~1|nor_conv_1x1~2|");
    private static final NetworkCost LARGE = NetworkCost.of(
            ArchitectureGraph.parse(
                    "input nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 output; " + "0>1 1>2 2>3 3>4 4>5"),
            NARROW);

    @Test
    void it_has_the_fewest_channels_at_which_both_costs_are_reached() {
        WidenedCell widened = WidenedCell.toCost(CHEAP, LARGE, NARROW);
        assertThat(widened.skeleton().channels()).isGreaterThan(4);
        assertThat(widened.cost().parameters()).isGreaterThanOrEqualTo(LARGE.parameters());
        assertThat(widened.cost().flops()).isGreaterThanOrEqualTo(LARGE.flops());
        NetworkCost narrower = NetworkCost.of(
                CHEAP.graph().withoutDeadEnds(),
                new Skeleton(1, 8, 10, widened.skeleton().channels() - 1, 2));
        assertThat(narrower.parameters() < LARGE.parameters() || narrower.flops() < LARGE.flops())
                .isTrue();
        assertThat(widened.skeleton().cells()).isEqualTo(2);
    }

    @Test
    void a_cell_that_costs_as_much_already_stays_as_it_is() {
        NetworkCost own = NetworkCost.of(CHEAP.graph().withoutDeadEnds(), NARROW);
        assertThat(WidenedCell.toCost(CHEAP, own, NARROW).skeleton()).isEqualTo(NARROW);
    }

    @Test
    void operations_that_lead_nowhere_do_not_count() {
        Cell dead = Cell.parse("|nor_conv_3x3~0|+|nor_conv_3x3~0|none~1|+|skip_connect~0|none~1|none~2|");
        NetworkCost all = NetworkCost.of(dead.graph(), NARROW);
        assertThat(WidenedCell.toCost(dead, all, NARROW).skeleton().channels()).isGreaterThan(4);
    }

    @Test
    void what_no_width_reaches_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WidenedCell.toCost(
                        CHEAP, new NetworkCost(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE), NARROW))
                .withMessageContaining(CHEAP.text())
                .withMessageContaining("1024 channels");
    }
}
