package io.github.grabnas.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.OneHotOperations;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

class NeighbouringCellsTest {

    /**
     * A latent space in which an operation on an edge has a direction and a length of its own.
     *
     * @param asked the cells that were embedded
     */
    private record OwnLengths(List<Cell> asked) implements EmbeddingSurrogate {

        static double length(Cell cell, int edge) {
            return 1 + (5 * edge + cell.operations().get(edge).ordinal()) / 10.0;
        }

        @Override
        public String name() {
            return "own lengths";
        }

        @Override
        public Matrix embed(List<? extends Architecture> architectures) {
            architectures.forEach(a -> asked.add((Cell) a));
            return Matrix.ofRows(architectures.stream()
                    .map(a -> {
                        double[] vector = new OneHotOperations().encode(a);
                        Arrays.setAll(vector, i -> vector[i] * length((Cell) a, i / 5));
                        return vector;
                    })
                    .toArray(double[][]::new));
        }

        @Override
        public EmbeddingPosterior condition(List<Observation> observations) {
            throw new UnsupportedOperationException("a unit of length needs no observations");
        }
    }

    @Test
    void the_unit_of_length_is_the_median_distance_of_cells_that_differ_in_one_operation() {
        List<Cell> asked = new ArrayList<>();
        double unit = NeighbouringCells.medianDistance(new OwnLengths(asked));
        assertThat(asked).hasSize(2 * 501);
        List<Double> distances = new ArrayList<>();
        for (int i = 0; i < asked.size(); i += 2) {
            Cell one = asked.get(i);
            Cell other = asked.get(i + 1);
            int[] differing = IntStream.range(0, Cell.EDGES)
                    .filter(e -> one.operations().get(e) != other.operations().get(e))
                    .toArray();
            assertThat(differing).as("%s and %s", one, other).hasSize(1);
            distances.add(Math.hypot(OwnLengths.length(one, differing[0]), OwnLengths.length(other, differing[0])));
        }
        double median = distances.stream().sorted().toList().get(250);
        assertThat(unit).isCloseTo(median, within(1e-12));
        assertThat(distances.stream().distinct())
                .as("all edges and operations are among the pairs")
                .hasSizeGreaterThan(50);
    }
}
