package io.github.grabnas.evaluate.training;

import java.io.IOException;

/** Thrown when a candidate's training failed as often as a cluster tries. */
public final class CandidateFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param reason the last attempt's
     */
    public CandidateFailedException(Candidate.Key key, String reason, Throwable cause) {
        super(
                "training " + key.architecture() + " on " + key.task() + " with seed " + key.seed()
                        + " failed again and again: " + reason
                        + "; all that was trained before is in the journal",
                cause);
    }
}
