package io.github.grabnas.surrogate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.benchmark.MetaTrainingTuple.Split;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Two good cells among twelve that were tried on each of four tasks: one was tried on the first task alone, the other
 * on the three others.
 */
class InitialCellsTest {

    private static final Cell ONCE = Cell.ofIndex(15_624);
    private static final Cell THRICE = Cell.ofIndex(11_718);

    private static MetaTrainingData data(double accuracyOfOnce) {
        List<MetaTrainingTuple> tuples = new ArrayList<>();
        for (int task = 0; task < 4; task++) {
            for (int other = 0; other < 12; other++) {
                tuples.add(new MetaTrainingTuple(task, Cell.ofIndex(1_000 * other + 7), 50, Split.TRAIN));
            }
            tuples.add(new MetaTrainingTuple(
                    task, task == 0 ? ONCE : THRICE, task == 0 ? accuracyOfOnce : 54, Split.TRAIN));
        }
        return new MetaTrainingData(
                tuples,
                Collections.nCopies(4, List.<Integer>of()),
                List.of(),
                IntStream.range(0, 4).mapToObj(task -> List.of(task)).toList(),
                4);
    }

    /** By how many times the cell that was tried once is the better one, without the tasks' parts. */
    private static double ratio(MetaTrainingData data) {
        return residual(data, ONCE) / residual(data, THRICE);
    }

    private static double residual(MetaTrainingData data, Cell cell) {
        TaskEffects effects = TaskEffects.of(data, data.tuples());
        return data.tuples().stream()
                .filter(tuple -> tuple.cell().equals(Optional.of(cell)))
                .mapToDouble(effects::residual)
                .average()
                .orElseThrow();
    }

    @Test
    void a_cell_tried_once_does_not_lead_over_one_that_is_nearly_as_good_on_three_tasks() {
        MetaTrainingData data = data(54.2);
        assertThat(ratio(data)).isGreaterThan(1);
        assertThat(InitialCells.byRawAverage(data, 1)).containsExactly(ONCE);
        assertThat(InitialCells.byCellEffect(data, 1)).containsExactly(THRICE);
    }

    /** Once r counts r / (1 + 3), three times s counts 3 s / (3 + 3): r leads from 2 s on. */
    @Test
    void a_cell_tried_once_leads_where_it_is_more_than_twice_as_good() {
        MetaTrainingData less = data(55.4);
        assertThat(ratio(less))
                .as("with two tasks instead of three, 1.8 is enough")
                .isBetween(1.8, 2.0);
        assertThat(InitialCells.byCellEffect(less, 1)).containsExactly(THRICE);
        MetaTrainingData more = data(55.65);
        assertThat(ratio(more)).as("with four, 15/7 is needed").isBetween(2.0, 15.0 / 7);
        assertThat(InitialCells.byCellEffect(more, 2)).containsExactly(ONCE, THRICE);
    }
}
