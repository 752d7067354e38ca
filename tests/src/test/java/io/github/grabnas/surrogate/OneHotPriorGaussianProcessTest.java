package io.github.grabnas.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;
import io.github.grabnas.surrogate.MetaCheckpoint.PriorObservation;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Against the two equations that two prior observations come to. */
class OneHotPriorGaussianProcessTest {

    private static final Cell GOOD = Cell.of(Collections.nCopies(Cell.EDGES, Operation.NOR_CONV_3X3));
    private static final Cell BAD = Cell.of(Collections.nCopies(Cell.EDGES, Operation.NONE));
    private static final double VARIANCE = 0.6;
    private static final double NOISE = 0.6;
    private static final double LENGTH_SCALE = 2;

    /** Matérn-5/2 on one-hot operations, where r² is twice the number of edges that differ. */
    private static double kernel(Cell a, Cell b) {
        long differing = IntStream.range(0, Cell.EDGES)
                .filter(e -> a.operations().get(e) != b.operations().get(e))
                .count();
        double scaled = Math.sqrt(5 * 2.0 * differing) / LENGTH_SCALE;
        return VARIANCE * (1 + scaled + scaled * scaled / 3) * Math.exp(-scaled);
    }

    @Test
    void after_one_observation_it_ranks_as_the_tuples_do() throws IOException {
        // Four tuples with effect 1 on average, and one with -0.5.
        MetaCheckpoint checkpoint = MetaCheckpoint.find("proxy", 0)
                .withPriorObservations(List.of(new PriorObservation(GOOD, 1, 4), new PriorObservation(BAD, -0.5, 1)));
        double ofFour = VARIANCE + NOISE / 4;
        double ofOne = VARIANCE + NOISE;
        double between = kernel(GOOD, BAD);
        double determinant = ofFour * ofOne - between * between;
        double good = (ofOne + 0.5 * between) / determinant;
        double bad = (-0.5 * ofFour - between) / determinant;
        Cell observed = Cell.ofIndex(4_321);
        List<Cell> cells = IntStream.range(0, Cell.COUNT / 97)
                .mapToObj(i -> Cell.ofIndex(97 * i))
                .toList();
        double[] expected = cells.stream()
                .mapToDouble(cell -> 83
                        + 0.5
                                * checkpoint.scale()
                                * (good * (kernel(cell, GOOD) - kernel(observed, GOOD))
                                        + bad * (kernel(cell, BAD) - kernel(observed, BAD))))
                .toArray();
        OneHotPriorGaussianProcess surrogate = new OneHotPriorGaussianProcess(checkpoint);
        double[] means = surrogate
                .condition(List.of(Observation.of(observed, 83)))
                .predict(surrogate.encode(cells))
                .means();
        assertThat(means).containsExactly(expected, within(1e-9));
    }
}
