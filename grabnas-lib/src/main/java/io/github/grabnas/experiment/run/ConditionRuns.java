package io.github.grabnas.experiment.run;

import java.util.List;

/**
 * The searches of a condition, by seed.
 *
 * @param condition what was repeated
 * @param stored one search a seed
 */
public record ConditionRuns(ExperimentCondition condition, List<StoredRun> stored) {

    /** Makes the list immutable. */
    public ConditionRuns {
        stored = List.copyOf(stored);
    }

    /** The searches. */
    public List<SearchRun> runs() {
        return stored.stream().map(StoredRun::run).toList();
    }
}
