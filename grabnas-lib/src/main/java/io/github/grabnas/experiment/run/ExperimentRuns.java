package io.github.grabnas.experiment.run;

import java.util.List;
import java.util.Optional;

/**
 * All searches of an experiment.
 *
 * @param conditions each with its searches
 * @param budget evaluations of each search
 * @param parallel how many of them at a time
 */
public record ExperimentRuns(List<ConditionRuns> conditions, int budget, int parallel) {

    /** Makes the list immutable. */
    public ExperimentRuns {
        conditions = List.copyOf(conditions);
    }

    /** Searches that evaluate one architecture at a time. */
    public ExperimentRuns(List<ConditionRuns> conditions, int budget) {
        this(conditions, budget, 1);
    }

    /** All searches, condition by condition. */
    public List<SearchRun> all() {
        return conditions.stream().flatMap(c -> c.runs().stream()).toList();
    }

    /** The targets, in the order in which they come. */
    public List<ExperimentTarget> targets() {
        return conditions.stream().map(c -> c.condition().target()).distinct().toList();
    }

    /** The target with a label, if it is among those searched. */
    public Optional<ExperimentTarget> target(String label) {
        return targets().stream().filter(t -> t.label().equals(label)).findFirst();
    }

    /** The searches on a target, a list for each condition. */
    public List<List<SearchRun>> on(ExperimentTarget target) {
        return conditions.stream()
                .filter(c -> c.condition().target().equals(target))
                .map(ConditionRuns::runs)
                .toList();
    }

    /** The searches of one condition; empty if it was not among those repeated. */
    public Optional<ConditionRuns> find(MethodVariant variant, String target, int pruned) {
        return conditions.stream()
                .filter(c -> c.condition().variant().equals(variant)
                        && c.condition().target().label().equals(target)
                        && c.condition().pruned() == pruned)
                .findFirst();
    }

    /** What the searches of one condition found; empty if it was not among those repeated. */
    public Optional<SearchSummary> summary(MethodVariant variant, String target, int pruned) {
        return find(variant, target, pruned).map(c -> SearchSummary.of(c.runs(), budget));
    }
}
