package io.github.grabnas.search.oneshot;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Cell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** How a cell is derived from a trained supernet. */
public interface Derivation {

    /** The most probable cell of the space; in the whole space each edge's most probable operation, none included. */
    Derivation MOST_PROBABLE = new Derivation() {

        @Override
        public Cell derive(
                List<Cell> space, Matrix probabilities, ToDoubleFunction<Cell> sharedWeights, Random random) {
            return mostProbable(space, probabilities, 1).get(0);
        }

        @Override
        public Optional<Cell> soFar(List<Cell> space, Matrix probabilities) {
            return Optional.of(mostProbable(space, probabilities, 1).get(0));
        }
    };

    /**
     * The cell that is derived at the end.
     *
     * @param space the cells to choose from
     * @param probabilities of the operations, edges x operations
     * @param sharedWeights a cell's accuracy with the supernet's weights, in percent
     * @param random for what is drawn
     */
    Cell derive(List<Cell> space, Matrix probabilities, ToDoubleFunction<Cell> sharedWeights, Random random);

    /** The cell that would be derived now, where that takes no evaluation with shared weights. */
    default Optional<Cell> soFar(List<Cell> space, Matrix probabilities) {
        return Optional.empty();
    }

    /** The best by shared weights of so many cells drawn evenly from the space, none twice (RSPS). */
    static Derivation bestOfRandom(int count) {
        return (space, probabilities, sharedWeights, random) -> {
            List<Cell> cells = new ArrayList<>(space);
            Collections.shuffle(cells, random);
            return best(cells.subList(0, Math.min(count, cells.size())), sharedWeights);
        };
    }

    /** The best by shared weights of the most probable cells of the space, so many of them (SETN). */
    static Derivation bestOfMostProbable(int count) {
        return new Derivation() {

            @Override
            public Cell derive(
                    List<Cell> space, Matrix probabilities, ToDoubleFunction<Cell> sharedWeights, Random random) {
                return best(mostProbable(space, probabilities, count), sharedWeights);
            }

            @Override
            public Optional<Cell> soFar(List<Cell> space, Matrix probabilities) {
                return MOST_PROBABLE.soFar(space, probabilities);
            }
        };
    }

    private static Cell best(List<Cell> cells, ToDoubleFunction<Cell> sharedWeights) {
        Cell best = cells.get(0);
        double accuracy = Double.NEGATIVE_INFINITY;
        for (Cell cell : cells) {
            double now = sharedWeights.applyAsDouble(cell);
            if (now > accuracy) {
                best = cell;
                accuracy = now;
            }
        }
        return best;
    }

    /** The most probable cells, by the sum of {@code log p} over the edges; of equal ones the first of the space. */
    private static List<Cell> mostProbable(List<Cell> space, Matrix probabilities, int count) {
        ToDoubleFunction<Cell> logProbability = cell -> {
            double sum = 0;
            for (int e = 0; e < Cell.EDGES; e++) {
                sum += StrictMath.log(
                        probabilities.get(e, cell.operations().get(e).ordinal()));
            }
            return sum;
        };
        record Ranked(Cell cell, double logProbability) {}
        Comparator<Ranked> order =
                Comparator.comparingDouble(Ranked::logProbability).reversed();
        if (count == 1) {
            return List.of(space.stream()
                    .map(cell -> new Ranked(cell, logProbability.applyAsDouble(cell)))
                    .min(order)
                    .orElseThrow()
                    .cell());
        }
        return space.stream()
                .map(cell -> new Ranked(cell, logProbability.applyAsDouble(cell)))
                .sorted(order)
                .limit(count)
                .map(Ranked::cell)
                .toList();
    }
}
