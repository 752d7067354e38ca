package io.github.grabnas.experiment.run;

/**
 * A finished search, with the circumstances in which it was run; its trials do not depend on them.
 *
 * @param run its trials; the method is named with its settings
 * @param commit of the checkout that ran it; empty outside one
 * @param sideBySide how many searches could run at the same time, which its seconds depend on
 */
public record StoredRun(SearchRun run, String commit, int sideBySide) {}
