package io.github.grabnas.report;

import io.github.grabnas.experiment.run.ExperimentRunner;
import io.github.grabnas.experiment.run.StoredRun;
import io.github.grabnas.search.Trial;

import java.util.Objects;

/**
 * Shows in a notebook how many searches of an experiment are done.
 *
 * <pre>{@code
 * ExperimentRuns runs = runner.run(conditions, new NotebookProgress("table 1", runner.searches(conditions)));
 * }</pre>
 */
public final class NotebookProgress implements ExperimentRunner.Listener {

    private final String what;
    private final int searches;
    private int finished;

    /**
     * None is done yet.
     *
     * @param what is searched for
     * @param searches how many there will be, at least 1
     */
    public NotebookProgress(String what, int searches) {
        if (searches < 1) {
            throw new IllegalArgumentException(searches + " searches of " + what + ": expected at least 1");
        }
        this.what = Objects.requireNonNull(what, "what");
        this.searches = searches;
    }

    @Override
    public void evaluated(Trial trial) {
        // A search takes seconds; counting searches is fine enough.
    }

    @Override
    public synchronized void finished(StoredRun run, boolean found) {
        finished++;
        Notebook.progress(what, Math.min(finished, searches), searches);
    }
}
