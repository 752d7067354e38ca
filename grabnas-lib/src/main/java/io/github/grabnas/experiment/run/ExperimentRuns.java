package io.github.grabnas.experiment.run;

import java.util.List;
import java.util.Optional;

/**
 * All searches of an experiment.
 *
 * @param arms each with its searches
 * @param budget evaluations of each search
 */
public record ExperimentRuns(List<ConditionRuns> arms, int budget) {

    /** Makes the list immutable. */
    public ExperimentRuns {
        arms = List.copyOf(arms);
    }

    /** All searches, arm by arm. */
    public List<SearchRun> all() {
        return arms.stream().flatMap(arm -> arm.runs().stream()).toList();
    }

    /** The targets, in the order in which they come. */
    public List<ExperimentTarget> targets() {
        return arms.stream().map(a -> a.arm().target()).distinct().toList();
    }

    /** The target with a label, if it is among those searched. */
    public Optional<ExperimentTarget> target(String label) {
        return targets().stream().filter(t -> t.label().equals(label)).findFirst();
    }

    /** The searches of one arm; empty if it was not among those repeated. */
    public Optional<ConditionRuns> find(MethodVariant variant, String target, int pruned) {
        return arms.stream().filter(a -> a.arm().variant().equals(variant) && a.arm().target().label().equals(target)
                && a.arm().pruned() == pruned).findFirst();
    }

    /** What one arm found; empty if it was not among those repeated. */
    public Optional<SearchSummary> summary(MethodVariant variant, String target, int pruned) {
        return find(variant, target, pruned).map(a -> SearchSummary.of(a.runs(), budget));
    }
}
