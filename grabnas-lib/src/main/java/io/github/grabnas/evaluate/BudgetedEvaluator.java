package io.github.grabnas.evaluate;

import io.github.grabnas.space.Architecture;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts the evaluations of another evaluator. The unit of the budget is one distinct architecture that was evaluated:
 * evaluating it again is free and gives the same result, and an architecture for which the evaluator has no number
 * costs nothing.
 *
 * <p>A graph that is a cell's graph counts as that cell.
 */
public final class BudgetedEvaluator implements ArchitectureEvaluator {

    private final ArchitectureEvaluator evaluator;
    private final int limit;
    private final Map<Architecture, Evaluation> answers = new HashMap<>();
    private int spent;

    /**
     * Allows a number of evaluations.
     *
     * @param evaluator the one that is counted
     * @param limit how many distinct architectures it may evaluate, at least 1
     */
    public BudgetedEvaluator(ArchitectureEvaluator evaluator, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("budget " + limit + ": expected at least 1 evaluation");
        }
        this.evaluator = evaluator;
        this.limit = limit;
    }

    @Override
    public String target() {
        return evaluator.target();
    }

    @Override
    public Quantity quantity() {
        return evaluator.quantity();
    }

    /**
     * {@inheritDoc}
     *
     * @throws BudgetExhaustedException if the architecture is a new one and nothing is left
     */
    @Override
    public Evaluation evaluate(Architecture architecture) {
        Architecture key = architecture.canonical();
        Evaluation known = answers.get(key);
        if (known != null) {
            return known;
        }
        if (remaining() == 0) {
            throw new BudgetExhaustedException(limit, architecture.text());
        }
        Evaluation answer = evaluator.evaluate(architecture);
        count(architecture, answer);
        return answer;
    }

    /**
     * Counts an answer of the evaluator that was not asked for here, such as one that came from another thread.
     *
     * @throws IllegalStateException if the architecture was evaluated before
     */
    public void count(Architecture architecture, Evaluation answer) {
        if (answers.putIfAbsent(architecture.canonical(), answer) != null) {
            throw new IllegalStateException("'" + architecture.text() + "' was evaluated before; expected a new one");
        }
        if (answer instanceof Evaluation.Measured) {
            spent++;
        }
    }

    /** Whether the architecture was given to the evaluator before, whatever the result. */
    public boolean evaluated(Architecture architecture) {
        return answers.containsKey(architecture.canonical());
    }

    /** How many distinct architectures were evaluated. */
    public int spent() {
        return spent;
    }

    /** How many more may be evaluated. */
    public int remaining() {
        return limit - spent;
    }

    /** The number of evaluations allowed in all. */
    public int limit() {
        return limit;
    }
}
