package io.github.grabnas.experiment.beyond;

import io.github.grabnas.search.ArchitectureSearch;
import io.github.grabnas.search.GrabNas;
import io.github.grabnas.search.GradientExploration;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.search.SearchStep;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.CanonicalForm;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.GraphClassification;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One search by GraB-NAS for which architectures are trained, those beyond its space as any other.
 *
 * @param space what Bayesian optimisation chose from, in a word
 * @param seed of the search
 * @param novelInSpace how many of the graphs that it chose from are no cells
 * @param proposed how many functions that no cell computes were among what explorations decoded, each counted once
 * @param trials what was trained, in order
 */
public record BeyondSearch(String space, long seed, int novelInSpace, int proposed, List<Trial> trials) {

    /** Copies the list. */
    public BeyondSearch {
        Objects.requireNonNull(space, "space");
        trials = List.copyOf(trials);
    }

    /**
     * Runs a search to its end.
     *
     * @param settings of the method, by name
     */
    public static BeyondSearch run(String space, SearchProblem problem, Map<String, String> settings) {
        ArchitectureSearch search = SearchMethod.GRABNAS.start(problem, settings);
        Set<CanonicalForm> proposed = new HashSet<>();
        while (!search.finished()) {
            add(search.step(), proposed);
        }
        int novelInSpace = (int) problem.space().architectures().stream()
                .filter(a -> !(a instanceof Cell))
                .count();
        return new BeyondSearch(space, problem.seed(), novelInSpace, proposed.size(), search.trials());
    }

    private static void add(SearchStep step, Set<CanonicalForm> proposed) {
        if (step instanceof GrabNas.Iteration iteration) {
            for (GradientExploration.Result exploration : iteration.gradientExplorations()) {
                exploration.candidates().forEach(candidate -> {
                    if (candidate.classification() instanceof GraphClassification.Novel novel) {
                        proposed.add(novel.form());
                    }
                });
            }
        }
    }

    /** The trials of graphs that no cell equals. */
    public List<Trial> novel() {
        return trials.stream().filter(t -> !(t.architecture() instanceof Cell)).toList();
    }

    /** The trials of cells. */
    public List<Trial> cells() {
        return trials.stream().filter(t -> t.architecture() instanceof Cell).toList();
    }
}
