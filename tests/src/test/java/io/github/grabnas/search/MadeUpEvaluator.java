package io.github.grabnas.search;

import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;

/**
 * A smooth landscape whose best cell is known: 3x3 convolutions are good, {@code none} is bad. It knows cells alone.
 */
public class MadeUpEvaluator implements ArchitectureEvaluator {

    /** How often it was asked. */
    public int evaluated;
    /** How often it had an answer. */
    public int answered;

    @Override
    public Evaluation evaluate(Architecture architecture) {
        evaluated++;
        answered += architecture instanceof Cell ? 1 : 0;
        return architecture instanceof Cell cell
                ? new Evaluation.Measured(60
                        + 5 * cell.count(Operation.NOR_CONV_3X3)
                        - 5 * cell.count(Operation.NONE)
                        + (cell.operation(0, 3) == Operation.SKIP_CONNECT ? 7 : 0))
                : new Evaluation.Unanswered("only cells");
    }

    @Override
    public String target() {
        return "made-up";
    }

    /** The accuracy of the best cell: five convolutions and a skip. */
    public static double best() {
        return 60 + 25 + 7;
    }
}
