package io.github.grabnas.experiment.run;

import java.util.Objects;

/**
 * A finished search, with the circumstances in which it was run; its trials do not depend on them.
 *
 * @param run its trials; the method is named with its settings
 * @param commit of the checkout that ran it; empty outside one
 * @param sideBySide how many searches could run at the same time, which its seconds depend on
 */
public record StoredRun(SearchRun run, String commit, int sideBySide) {

    /** Checks that nothing is missing. */
    public StoredRun {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(commit, "commit");
    }
}
