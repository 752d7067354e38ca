package io.github.grabnas.experiment.run;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.evaluate.training.TrainingCluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Other machines that run whole searches on tables, each on one thread. They read tables and weights from the same
 * files as this machine, in the same places.
 */
public interface SearchCluster {

    /** Knows how searches run on a kind of cluster. */
    interface Provider {

        /**
         * Searches on the machines of a cluster; empty if it is of another kind.
         *
         * @param data the folder of the public data files; empty for the usual places
         */
        Optional<SearchCluster> on(TrainingCluster cluster, Optional<Path> data) throws IOException;
    }

    /**
     * Whether a search can run there: one on a {@link TableTarget} that needs no images, which a machine of the cluster
     * might not have.
     *
     * @param search one of an experiment
     */
    static boolean takes(PlannedSearch search) {
        return search.condition().target() instanceof TableTarget
                && search.condition().variant().own().isEmpty()
                && !search.condition().variant().search().needsImages();
    }

    /**
     * Runs searches. What a failure ends was not run in vain: results were handed over as they came.
     *
     * @param searches different ones that the cluster takes
     * @param results receives each search as it is done, on the calling thread
     * @throws IOException if the files of another machine are not those of this one, a search fails again and again,
     *     the cluster is lost, or {@code results} throws it
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    void run(List<PlannedSearch> searches, SearchPool.Results results) throws IOException;

    /**
     * Searches on the machines of a cluster that trains candidates.
     *
     * @param data the folder of the public data files; empty for the places that {@link DataFolder#find} looks in
     * @throws IOException if no provider knows the cluster, or something is missing for searches there
     */
    static SearchCluster on(TrainingCluster cluster, Optional<Path> data) throws IOException {
        for (Provider provider : ServiceLoader.load(Provider.class)) {
            Optional<SearchCluster> found = provider.on(cluster, data);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new IOException("searches cannot run on " + cluster + ": no provider of search clusters knows it");
    }
}
