package io.github.grabnas.experiment.beyond;

import io.github.grabnas.nn.convolution.NetworkCost;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.Cell;
import io.github.grabnas.statistics.MeanDifference;

import java.util.List;
import java.util.Objects;

/**
 * What came out on one target.
 *
 * @param target its label
 * @param searches with real training
 * @param finalists the best novel graphs, the winner first
 * @param best the cell with the highest validation accuracy of the target's table
 * @param widened that cell, as expensive as the winner
 * @param skeleton around winner and best cell
 * @param winnerAccuracies test accuracies of the winner, in percent, one for each drawing of training images
 * @param bestAccuracies those of the best cell, in the same order
 * @param widenedAccuracies those of the widened cell, in the same order
 */
public record BeyondResult(
        String target,
        List<BeyondSearch> searches,
        List<Finalist> finalists,
        Cell best,
        WidenedCell widened,
        Skeleton skeleton,
        List<Double> winnerAccuracies,
        List<Double> bestAccuracies,
        List<Double> widenedAccuracies) {

    /** Copies the lists. */
    public BeyondResult {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(best, "best");
        Objects.requireNonNull(widened, "widened");
        Objects.requireNonNull(skeleton, "skeleton");
        searches = List.copyOf(searches);
        finalists = List.copyOf(finalists);
        winnerAccuracies = List.copyOf(winnerAccuracies);
        bestAccuracies = List.copyOf(bestAccuracies);
        widenedAccuracies = List.copyOf(widenedAccuracies);
        if (finalists.isEmpty()) {
            throw new IllegalArgumentException(target + ": no search trained a novel graph; expected at least one");
        }
    }

    /** The novel graph that was chosen by validation. */
    public Finalist winner() {
        return finalists.get(0);
    }

    /** What it costs. */
    public NetworkCost winnerCost() {
        return NetworkCost.of(winner().graph(), skeleton);
    }

    /** What the best cell costs, without dead ends. */
    public NetworkCost bestCost() {
        return NetworkCost.of(best.graph().withoutDeadEnds(), skeleton);
    }

    /** Winner less best cell, with an interval of 95 % over the drawings. */
    public MeanDifference toBest() {
        return difference(bestAccuracies);
    }

    /** Winner less widened cell, likewise. */
    public MeanDifference toWidened() {
        return difference(widenedAccuracies);
    }

    private MeanDifference difference(List<Double> other) {
        return MeanDifference.of(array(winnerAccuracies), array(other));
    }

    static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(n -> n).toArray();
    }

    /** Whether the winner is better than both: yes or no where the intervals tell, otherwise that they do not. */
    public String verdict() {
        if (toBest().low() > 0 && toWidened().low() > 0) {
            return "yes";
        }
        return toBest().high() < 0 || toWidened().high() < 0 ? "no" : "not told apart";
    }
}
