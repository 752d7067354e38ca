package io.github.grabnas.evaluate;

/** Thrown when an evaluator with a budget is given one architecture too many. */
public final class BudgetExhaustedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** For a budget of {@code limit} evaluations and the architecture that was one too many. */
    public BudgetExhaustedException(int limit, String architecture) {
        super("the budget of " + limit + " evaluations is used up; cannot evaluate '" + architecture
                + "'; check remaining() first, or allow a larger budget");
    }
}
