package io.github.grabnas.surrogate;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.benchmark.WithheldCells;
import io.github.grabnas.space.Cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Pseudo-negatives: cells that no tuple holds, drawn evenly from the space and labelled as weak. Where the tuples'
 * cells were chosen because they are strong, the tuples say nothing about weak cells, and a model of them alone
 * predicts the whole space to be strong. Every pseudo-negative is an observation of one fixed, low effect with the
 * noise of a tuple. A single label may be wrong; on average they are right. Presence-only data are treated in the same
 * way elsewhere, with the background as pseudo-absences (S. Phillips et al., "Sample selection bias and presence-only
 * distribution models", 2009). Beyond the paper's text.
 *
 * <p>Where the tuples' cells were drawn evenly from the whole space, none are needed: {@link #none()}.
 *
 * @param perBatch how many there are in a batch of meta-training, 0 or more
 * @param priorObservations how many there are among the prior observations of the surrogate, 0 or more
 * @param effect the label, in standard deviations of the tuples' targets
 */
public record PseudoNegatives(int perBatch, int priorObservations, double effect) {

    /** The same cells for all trainings, so that these differ in their random draws only. */
    static final long SEED = 0;

    /** Checks the counts. */
    public PseudoNegatives {
        if (perBatch < 0
                || priorObservations < 0
                || perBatch > 0 && priorObservations == 0
                || !Double.isFinite(effect)) {
            throw new IllegalArgumentException("pseudo-negatives: " + perBatch + " in a batch and " + priorObservations
                    + " prior observations with effect " + effect
                    + ": expected counts of 0 or more, prior observations from which a batch can draw, and a "
                    + "finite effect");
        }
    }

    /** No pseudo-negatives. */
    public static PseudoNegatives none() {
        return new PseudoNegatives(0, 0, 0);
    }

    /** 64 in a batch, 500 prior observations, two standard deviations below the mean: for tuples of strong cells. */
    public static PseudoNegatives standard() {
        return new PseudoNegatives(64, 500, -2);
    }

    /** Those for the tuples of a suite: MetaD2A's tuples are of chosen cells, those of others of cells drawn evenly. */
    public static PseudoNegatives of(BenchmarkSuite suite) {
        return suite == BenchmarkSuite.PAPER ? standard() : none();
    }

    /**
     * Cells that no tuple holds, drawn evenly without repetition; all of them where fewer are left than the count.
     *
     * @param withheld cells that are not drawn either
     */
    static List<Cell> draw(List<MetaTrainingTuple> tuples, WithheldCells withheld, int count, SplittableRandom random) {
        Set<Cell> taken =
                tuples.stream().flatMap(tuple -> tuple.cell().stream()).collect(Collectors.toSet());
        taken.addAll(withheld.cells());
        List<Cell> drawn = new ArrayList<>();
        int most = Math.min(count, Cell.COUNT - taken.size());
        while (drawn.size() < most) {
            Cell cell = Cell.ofIndex(random.nextInt(Cell.COUNT));
            if (taken.add(cell)) {
                drawn.add(cell);
            }
        }
        return drawn;
    }
}
