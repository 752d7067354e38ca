package io.github.grabnas.experiment.verdict;

/** What the results say of a claim. */
public enum Verdict {
    /** The claim's rule is met. */
    CONFIRMED,
    /** It is not met; the claim may still be true, where the searches are too few to show it. */
    NOT_CONFIRMED,
    /** Searches that the rule needs are missing. */
    NOT_TESTABLE;

    /** In words. */
    public String label() {
        return switch (this) {
            case CONFIRMED -> "confirmed";
            case NOT_CONFIRMED -> "not confirmed";
            case NOT_TESTABLE -> "not testable here";
        };
    }
}
