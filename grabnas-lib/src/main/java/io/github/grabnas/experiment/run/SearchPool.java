package io.github.grabnas.experiment.run;

import io.github.grabnas.search.Trial;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Runs whole searches, several at a time: {@link ThreadSearchPool} here, {@link ClusterSearchPool} on a cluster. */
public interface SearchPool {

    /** Receives finished searches, from several threads. */
    @FunctionalInterface
    interface Results {

        /**
         * Takes one.
         *
         * @param sideBySide how many searches could run at the same time, which its seconds depend on
         */
        void accept(PlannedSearch search, SearchRun run, int sideBySide) throws IOException;
    }

    /**
     * Runs searches. The seeds alone decide what a search finds, not where and beside which others it runs.
     *
     * @param searches different ones
     * @param trials is told of every trial, from several threads
     * @param results receives each search as it is done
     * @throws IOException if a file that a search needs cannot be read, {@code results} throws it, or the thread is
     *     interrupted
     */
    void run(List<PlannedSearch> searches, Consumer<Trial> trials, Results results) throws IOException;
}
