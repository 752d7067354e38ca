package io.github.grabnas.evaluate;

/** Thrown when an evaluator with a budget is asked for one architecture too many. */
public final class BudgetExhaustedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    BudgetExhaustedException(int limit, String architecture) {
        super("the budget of " + limit + " evaluations is used up; cannot evaluate '" + architecture
                + "'; ask remaining() first, or allow a larger budget");
    }
}
