package io.github.grabnas.experiment.run;

import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.parallel.EvaluationSlots;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.search.TrainerSource;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.PrunedSearchSpace;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.surrogate.MetaLearnedModels;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * One method on one problem, repeated with consecutive seeds.
 *
 * <pre>{@code
 * List<SearchRun> runs = new SearchExperiment(SearchMethod.RANDOM, new NasBench201(), evaluator, 100, 10).run();
 * SearchSummary.of(runs, 100).mean();
 * }</pre>
 *
 * @param method the method
 * @param settings of the method, by name; what is not named has its default
 * @param space the cells to choose from
 * @param evaluator whom to ask; it is asked by one search at a time
 * @param budget evaluations of each search
 * @param firstSeed the seed of the first search
 * @param seeds how many searches
 * @param models what was learnt on other datasets; {@link MetaLearnedModels#none()} for methods that need none
 * @param training the target's images, for methods that train by themselves; {@link TrainerSource#NONE} without
 * @param slots how many architectures a search evaluates at a time, and where
 */
public record SearchExperiment(
        SearchMethod method,
        Map<String, String> settings,
        SearchSpace space,
        ArchitectureEvaluator evaluator,
        int budget,
        long firstSeed,
        int seeds,
        MetaLearnedModels models,
        TrainerSource training,
        EvaluationSlots slots) {

    /** Checks the number of seeds, and that the method knows the settings. */
    public SearchExperiment {
        settings = Map.copyOf(settings);
        if (seeds < 1) {
            throw new IllegalArgumentException("seeds " + seeds + ": expected at least 1");
        }
        method.start(new SearchProblem(space, evaluator, budget, firstSeed, models, training), settings);
    }

    /** Searches that evaluate one architecture at a time. */
    public SearchExperiment(
            SearchMethod method,
            Map<String, String> settings,
            SearchSpace space,
            ArchitectureEvaluator evaluator,
            int budget,
            long firstSeed,
            int seeds,
            MetaLearnedModels models,
            TrainerSource training) {
        this(method, settings, space, evaluator, budget, firstSeed, seeds, models, training, EvaluationSlots.one());
    }

    /** For methods that train nothing. */
    public SearchExperiment(
            SearchMethod method,
            Map<String, String> settings,
            SearchSpace space,
            ArchitectureEvaluator evaluator,
            int budget,
            long firstSeed,
            int seeds,
            MetaLearnedModels models) {
        this(method, settings, space, evaluator, budget, firstSeed, seeds, models, TrainerSource.NONE);
    }

    /** The same with several evaluations of a search at a time. */
    public SearchExperiment in(EvaluationSlots other) {
        return new SearchExperiment(
                method, settings, space, evaluator, budget, firstSeed, seeds, models, training, other);
    }

    /** The method with its default settings and seeds from 0. */
    public SearchExperiment(
            SearchMethod method, SearchSpace space, ArchitectureEvaluator evaluator, int budget, int seeds) {
        this(method, Map.of(), space, evaluator, budget, 0, seeds, MetaLearnedModels.none());
    }

    /** Runs all searches, one after the other. */
    public List<SearchRun> run() {
        return run(trial -> {});
    }

    /**
     * Runs all searches, one after the other.
     *
     * @param listener is told of every trial as it is made
     */
    public List<SearchRun> run(Consumer<Trial> listener) {
        return LongStream.range(firstSeed, firstSeed + seeds)
                .mapToObj(seed -> run(seed, listener))
                .toList();
    }

    private SearchRun run(long seed, Consumer<Trial> listener) {
        return SearchRun.of(
                method,
                settings,
                new SearchProblem(space, evaluator, budget, seed, models, training, slots),
                space instanceof PrunedSearchSpace less ? less.top() : 0,
                listener);
    }
}
