package io.github.grabnas.surrogate;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;
import org.apache.commons.math3.util.MathArrays;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Pairs of cells that differ in one operation, whose distance in a latent space is its unit of length. */
final class NeighbouringCells {

    private static final int PAIRS = 501;

    private NeighbouringCells() {}

    /** The median distance over {@value #PAIRS} pairs, the same ones each time. */
    static double medianDistance(EmbeddingSurrogate surrogate) {
        SplittableRandom random = new SplittableRandom(0);
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            Cell cell = Cell.ofIndex(random.nextInt(Cell.COUNT));
            int edge = random.nextInt(Cell.EDGES);
            Operation old = cell.operations().get(edge);
            cells.add(cell);
            cells.add(cell.with(
                    edge, old.after(1 + random.nextInt(Operation.all().size() - 1))));
        }
        Matrix embeddings = surrogate.embed(cells);
        double[] distances = IntStream.range(0, PAIRS)
                .mapToDouble(i -> MathArrays.distance(embeddings.row(2 * i), embeddings.row(2 * i + 1)))
                .sorted()
                .toArray();
        return distances[PAIRS / 2];
    }
}
