package io.github.grabnas.experiment.run;

import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.search.Trial;

import java.util.function.Consumer;

/**
 * One search of an experiment that may be run anywhere.
 *
 * @param condition the method, the target and the space
 * @param seed of the search
 * @param budget evaluations
 * @param parallel how many evaluations at a time
 */
public record PlannedSearch(ExperimentCondition condition, long seed, int budget, int parallel) {

    /** What decides its result. */
    public RunKey key() {
        return RunKey.of(this);
    }

    /**
     * Runs it.
     *
     * @param listener is told of every trial as it is made
     * @return the search; the method is named with its settings
     */
    public SearchRun run(Consumer<Trial> listener) {
        MethodVariant variant = condition.variant();
        ExperimentTarget target = condition.target();
        SearchProblem problem = new SearchProblem(
                target.space(condition.pruned()),
                target.evaluator(),
                budget,
                seed,
                target.models(condition.pruned()),
                target.training(),
                target.slots(parallel));
        SearchRun run = SearchRun.of(variant.search(), variant.settings(), problem, condition.pruned(), listener);
        return new SearchRun(variant.name(), target.label(), run.pruned(), seed, run.trials(), run.seconds());
    }
}
