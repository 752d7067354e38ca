package io.github.grabnas.search;

import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.parallel.EvaluationSlots;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.surrogate.MetaLearnedModels;

import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * What every search is given.
 *
 * @param space the architectures to choose from
 * @param evaluator measures them
 * @param budget how many distinct architectures may be evaluated, at least 1; a space with fewer ends a search earlier
 * @param seed decides every random choice: the same problem gives the same search, unless slots are threads
 * @param models what was learnt on other datasets; {@link MetaLearnedModels#none()} for methods that use none
 * @param training the target's images and the network around the cells, for methods that train by themselves;
 *     {@link TrainerSource#NONE} where there are none
 * @param slots how many architectures are evaluated at a time, and where; mostly {@link EvaluationSlots#one()}
 */
public record SearchProblem(
        SearchSpace space,
        ArchitectureEvaluator evaluator,
        int budget,
        long seed,
        MetaLearnedModels models,
        TrainerSource training,
        EvaluationSlots slots) {

    /** A problem whose architectures are evaluated one at a time. */
    public SearchProblem(
            SearchSpace space,
            ArchitectureEvaluator evaluator,
            int budget,
            long seed,
            MetaLearnedModels models,
            TrainerSource training) {
        this(space, evaluator, budget, seed, models, training, EvaluationSlots.one());
    }

    /** A problem for methods that train nothing. */
    public SearchProblem(
            SearchSpace space, ArchitectureEvaluator evaluator, int budget, long seed, MetaLearnedModels models) {
        this(space, evaluator, budget, seed, models, TrainerSource.NONE);
    }

    /** A problem for methods that use no other datasets. */
    public SearchProblem(SearchSpace space, ArchitectureEvaluator evaluator, int budget, long seed) {
        this(space, evaluator, budget, seed, MetaLearnedModels.none());
    }

    /** Checks the budget. */
    public SearchProblem {
        Objects.requireNonNull(training, "training");
        Objects.requireNonNull(slots, "slots");
        if (budget < 1) {
            throw new IllegalArgumentException("budget " + budget + ": expected at least 1 evaluation");
        }
    }

    /** The same with images. */
    public SearchProblem withTraining(TrainerSource other) {
        return new SearchProblem(space, evaluator, budget, seed, models, other, slots);
    }

    /**
     * The same with several evaluations at a time. A search then proposes an architecture while others are running; a
     * step's trials are those whose answers came during the step, and the last step waits for all. A one-shot search
     * makes one evaluation and is the same with any slots.
     */
    public SearchProblem in(EvaluationSlots other) {
        return new SearchProblem(space, evaluator, budget, seed, models, training, other);
    }

    /**
     * A fresh generator for the seed. The seed is scattered first, because generators of {@link Random} with
     * neighbouring seeds begin alike.
     */
    Random random() {
        return new Random(new SplittableRandom(seed).nextLong());
    }
}
