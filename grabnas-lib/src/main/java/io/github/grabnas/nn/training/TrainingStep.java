package io.github.grabnas.nn.training;

import java.util.SplittableRandom;

/**
 * A step of a training: its number, and the random numbers that it draws. These depend on the training's seed and the
 * step's number alone, so that a resumed training draws what it would have drawn without the interruption.
 */
public final class TrainingStep {

    private static final long SEED_FACTOR = 1_000_003L;

    private final long seed;
    private final long number;
    private final SplittableRandom random;

    /**
     * A step.
     *
     * @param seed of the training
     * @param number counted from 0
     */
    public TrainingStep(long seed, long number) {
        this.seed = seed;
        this.number = number;
        this.random = new SplittableRandom(seed * SEED_FACTOR + number);
    }

    /** The number, counted from 0. */
    public long number() {
        return number;
    }

    /** The source of all random numbers of this step; every draw advances it. */
    public SplittableRandom random() {
        return random;
    }

    /** The source of the random numbers that all steps of an epoch share; a new one at every call. */
    SplittableRandom randomOfEpoch(long epoch) {
        // Negative numbers, which no step has.
        return new SplittableRandom(seed * SEED_FACTOR - 1 - epoch);
    }
}
