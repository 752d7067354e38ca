package io.github.grabnas.evaluate.training;

import java.util.Optional;

/** Where the state of one candidate's training is kept, so that it goes on after a kill. */
public interface CandidateStates {

    /** The state with which the training begins, saved last by an earlier one; empty where there is none. */
    Optional<CandidateState> find();

    /**
     * Saves a state in place of an earlier one.
     *
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    void save(CandidateState state);

    /** Whether a state is worth being made: it is a copy of all weights. */
    default boolean keeps() {
        return true;
    }

    /** Keeps nothing. */
    static CandidateStates none() {
        return new CandidateStates() {

            @Override
            public Optional<CandidateState> find() {
                return Optional.empty();
            }

            @Override
            public void save(CandidateState state) {
                // Nothing is kept.
            }

            @Override
            public boolean keeps() {
                return false;
            }
        };
    }
}
