package io.github.grabnas.experiment.verdict;

import io.github.grabnas.experiment.run.SearchResult;

import java.util.function.ToDoubleFunction;

/** What of a search is compared. */
enum Measure {
    FINAL("accuracy at the end (%)", SearchResult::reported),
    AFTER_10("accuracy after 10 evaluations (%)", SearchResult::after10),
    ANYTIME("accuracy so far, mean over all evaluations (%)", SearchResult::anytime),
    EVALUATED_MEAN("mean accuracy of what was evaluated (%)", SearchResult::evaluatedMean),
    EVALUATED_SPREAD("standard deviation of what was evaluated (points)", SearchResult::evaluatedStd),
    EVALUATED_MINIMUM("lowest accuracy of what was evaluated (%)", SearchResult::evaluatedMin);

    private final String label;
    private final ToDoubleFunction<SearchResult> value;

    Measure(String label, ToDoubleFunction<SearchResult> value) {
        this.label = label;
        this.value = value;
    }

    String label() {
        return label;
    }

    double of(SearchResult result) {
        return value.applyAsDouble(result);
    }
}
