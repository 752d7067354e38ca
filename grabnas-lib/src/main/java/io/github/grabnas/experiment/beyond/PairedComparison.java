package io.github.grabnas.experiment.beyond;

import io.github.grabnas.space.Cell;
import io.github.grabnas.statistics.MeanDifference;

import java.util.Objects;

/**
 * The best novel graph of a target against its best cell, and against that cell made as expensive.
 *
 * @param cell the cell with the highest validation accuracy of the target's table
 * @param widened that cell, as expensive as the winner
 * @param winner what the novel graph reached
 * @param best what the cell reached, in the same order of drawings
 * @param wide what the widened cell reached, likewise
 */
public record PairedComparison(
        Cell cell, WidenedCell widened, PairedAccuracies winner, PairedAccuracies best, PairedAccuracies wide) {

    /** Checks that nothing is missing. */
    public PairedComparison {
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(widened, "widened");
        Objects.requireNonNull(winner, "winner");
        Objects.requireNonNull(best, "best");
        Objects.requireNonNull(wide, "wide");
    }

    /** Winner less best cell, with an interval of 95 % over drawings and seeds, for the test images at hand. */
    public MeanDifference toBest() {
        return MeanDifference.of(winner.array(), best.array());
    }

    /** Winner less widened cell, likewise. */
    public MeanDifference toWidened() {
        return MeanDifference.of(winner.array(), wide.array());
    }

    /** Whether the winner is better than both: yes or no where the intervals tell, otherwise that they do not. */
    public String verdict() {
        if (toBest().low() > 0 && toWidened().low() > 0) {
            return "yes";
        }
        return toBest().high() < 0 || toWidened().high() < 0 ? "no" : "not told apart";
    }
}
