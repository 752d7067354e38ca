package io.github.grabnas.surrogate;

import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.space.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * The lesson in what was not tried. Where the tuples' cells were chosen because they are strong, the
 * tuples alone say nothing of weak ones, and a model of them takes the whole space to be strong. So cells that
 * no tuple holds are drawn evenly from the space and taken as observations too: weak ones, by a fixed
 * effect, with the noise of a tuple. It is the way in which presence-only data are used elsewhere, with the
 * background as pseudo-absences (S. Phillips et al., "Sample selection bias and presence-only
 * distribution models", 2009). Beyond the paper's text.
 *
 * <p>Where the tuples' cells were drawn from the whole space, there is nothing to be had: {@link #none()}.
 *
 * @param perBatch so many of a batch's observations of meta-training, 0 or more
 * @param priorObservations so many when the surrogate is conditioned, 0 or more
 * @param effect of such a cell, in standard deviations of the tuples' targets
 */
public record PseudoNegatives(int perBatch, int priorObservations, double effect) {

    /** The same for all trainings, so that they differ in what they learnt only. */
    static final long SEED = 0;

    /** Checks the counts. */
    public PseudoNegatives {
        if (perBatch < 0 || priorObservations < 0 || perBatch > 0 && priorObservations == 0 || !Double.isFinite(effect)) {
            throw new IllegalArgumentException("contrast of " + perBatch + " cells a batch and " + priorObservations + " lessons with effect "
                    + effect + ": expected counts of 0 or more, lessons from which a batch can draw, and a number");
        }
    }

    /** No such cells. */
    public static PseudoNegatives none() {
        return new PseudoNegatives(0, 0, 0);
    }

    /** For tuples of strong cells. */
    public static PseudoNegatives standard() {
        return new PseudoNegatives(64, 500, -2);
    }

    /** Cells that no tuple holds, drawn evenly, each once. */
    static List<Cell> draw(List<MetaTrainingTuple> tuples, int count, SplittableRandom random) {
        Set<Cell> tried = tuples.stream().map(MetaTrainingTuple::cell).collect(Collectors.toSet());
        List<Cell> drawn = new ArrayList<>();
        int most = Math.min(count, Cell.COUNT - tried.size());
        while (drawn.size() < most) {
            Cell cell = Cell.ofIndex(random.nextInt(Cell.COUNT));
            if (tried.add(cell)) {
                drawn.add(cell);
            }
        }
        return drawn;
    }
}
