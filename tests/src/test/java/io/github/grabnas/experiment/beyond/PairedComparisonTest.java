package io.github.grabnas.experiment.beyond;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.nn.convolution.NetworkCost;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;

import java.util.List;

class PairedComparisonTest {

    private static final Skeleton SKELETON = new Skeleton(1, 8, 10, 4, 2);
    private static final Cell CELL = Cell.ofIndex(4242);

    private static PairedComparison comparison(List<Double> winner, List<Double> best, List<Double> wide) {
        return new PairedComparison(
                CELL,
                WidenedCell.toCost(CELL, NetworkCost.of(CELL.graph().withoutDeadEnds(), SKELETON), SKELETON),
                new PairedAccuracies(winner, 0),
                new PairedAccuracies(best, 0),
                new PairedAccuracies(wide, 0));
    }

    @Test
    void the_winner_is_better_only_if_it_beats_the_best_cell_and_the_widened_one() {
        List<Double> low = List.of(70.0, 71.0, 70.5, 70.2);
        List<Double> high = List.of(75.0, 76.1, 75.4, 75.3);
        List<Double> mixed = List.of(60.0, 90.0, 75.0, 75.0);
        assertThat(comparison(high, low, low).verdict()).isEqualTo("yes");
        assertThat(comparison(high, low, mixed).verdict()).isEqualTo("not told apart");
        assertThat(comparison(high, mixed, low).verdict()).isEqualTo("not told apart");
        assertThat(comparison(low, low, high).verdict()).isEqualTo("no");
        assertThat(comparison(low, high, low).verdict()).isEqualTo("no");
    }

    @Test
    void differences_are_of_pairs() {
        List<Double> winner = List.of(60.5, 90.5, 75.5);
        PairedComparison comparison = comparison(winner, List.of(60.0, 90.0, 75.0), List.of(61.5, 91.5, 76.5));
        assertThat(comparison.toBest().low()).isEqualTo(0.5);
        assertThat(comparison.toBest().high()).isEqualTo(0.5);
        assertThat(comparison.toWidened().mean()).isEqualTo(-1);
    }
}
