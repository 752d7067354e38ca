package io.github.grabnas.search;

import java.util.ArrayList;
import java.util.List;

/** Trials that came and that no step has returned yet: of the step at hand, and of those before it that failed. */
final class UndeliveredTrials {

    private final List<Trial> trials = new ArrayList<>();

    void add(List<Trial> more) {
        trials.addAll(more);
    }

    /** All of them, for the step that returns them. */
    List<Trial> deliver() {
        List<Trial> delivered = List.copyOf(trials);
        trials.clear();
        return delivered;
    }
}
