package io.github.grabnas.classifier;

/** A training whose loss became infinite or no number, so that there is no network. */
public final class TrainingDivergedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** With a message that says what diverged, where, and what to do. */
    public TrainingDivergedException(String message) {
        super(message);
    }
}
