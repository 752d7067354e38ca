package io.github.grabnas.evaluate.training;

import io.github.grabnas.evaluate.training.TrainingJournal.Entry;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Other machines that train candidates, one thread each. Apache Spark is one, where the library was built with it;
 * another is found if it is declared as a service of {@link Provider}.
 *
 * <pre>{@code
 * try (TrainingCluster cluster = TrainingCluster.connect("spark://head:7077")) {
 *     new ClusterPool(cluster).train(candidates, journal, entry -> { });
 * }
 * }</pre>
 */
public interface TrainingCluster extends AutoCloseable {

    /** Connects to a cluster. */
    interface Provider {

        /**
         * Connects.
         *
         * @param master the cluster's address in Spark's form, such as {@code spark://head:7077} or {@code local[2,4]}
         * @throws IOException if there is no such cluster, or it does not answer
         */
        TrainingCluster connect(String master) throws IOException;
    }

    /**
     * Trains candidates. What a failure ends was not trained in vain: results were handed over as they came.
     *
     * @param candidates different ones, in any number
     * @param results receives each result as it comes, on the calling thread
     * @throws CandidateFailedException if a candidate failed again and again
     * @throws IOException if the cluster is lost, or {@code results} throws it
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    void train(List<Candidate> candidates, Results results) throws IOException;

    /** Receives results. */
    @FunctionalInterface
    interface Results {

        /** Takes one. */
        void accept(Entry entry) throws IOException;
    }

    @Override
    void close();

    /**
     * Connects with the first provider there is.
     *
     * @throws IOException if there is none; the message says how to get Spark. Or if the cluster does not answer
     */
    static TrainingCluster connect(String master) throws IOException {
        try {
            Optional<Provider> provider = ServiceLoader.load(Provider.class).findFirst();
            if (provider.isPresent()) {
                return provider.get().connect(master);
            }
        } catch (NoClassDefFoundError | ServiceConfigurationError e) {
            // What an earlier build left behind; Spark itself is not there.
            throw new IOException(withoutSpark(master), e);
        }
        throw new IOException(withoutSpark(master));
    }

    private static String withoutSpark(String master) {
        return "--spark " + master + ": the library was built without Apache Spark; build it with "
                + "'mvn -Pspark -DskipTests package', or start it by spark-submit, as grabnas-lib/docs/scale-out.md "
                + "shows";
    }
}
