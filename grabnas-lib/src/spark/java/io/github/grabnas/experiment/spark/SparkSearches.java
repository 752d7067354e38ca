package io.github.grabnas.experiment.spark;

import io.github.grabnas.evaluate.spark.SparkCluster;
import io.github.grabnas.evaluate.training.TrainingCluster;
import io.github.grabnas.experiment.run.PlannedSearch;
import io.github.grabnas.experiment.run.SearchCluster;
import io.github.grabnas.experiment.run.SearchPool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs searches on a {@link SparkCluster}. */
public final class SparkSearches implements SearchCluster {

    private final SparkCluster cluster;
    private final Optional<Path> data;

    /** Finds Spark as a service. */
    public static final class Spark implements Provider {

        /** For the service loader. */
        public Spark() {}

        @Override
        public Optional<SearchCluster> on(TrainingCluster cluster, Optional<Path> data) {
            return cluster instanceof SparkCluster spark
                    ? Optional.of(new SparkSearches(spark, data))
                    : Optional.empty();
        }
    }

    /**
     * Searches on a cluster.
     *
     * @param data the folder of the public data files, the same on all machines; empty for the usual places
     */
    public SparkSearches(SparkCluster cluster, Optional<Path> data) {
        this.cluster = cluster;
        this.data = data.map(Path::toAbsolutePath);
    }

    @Override
    public void run(List<PlannedSearch> searches, SearchPool.Results results) throws IOException {
        if (!cluster.hasDependencies()) {
            throw new IOException("searches on executors need the library's dependencies, which trainings do not; "
                    + "start this command by spark-submit with the jar that 'mvn -Pspark,spark-submit -DskipTests "
                    + "package' makes, as grabnas-lib/docs/scale-out.md shows");
        }
        List<SearchTask> tasks =
                searches.stream().map(search -> SearchTask.of(search, data)).toList();
        int sideBySide = cluster.cores();
        cluster.run(
                tasks,
                SearchTask::run,
                (position, result) -> {
                    PlannedSearch search = searches.get(position);
                    results.accept(search, result.run(search), sideBySide);
                },
                (position, reason, cause) -> new IOException(
                        "the search " + tasks.get(position) + " failed again and again: " + reason
                                + "; finished searches are kept",
                        cause));
    }
}
