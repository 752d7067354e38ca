package io.github.grabnas.cli;

import io.github.grabnas.evaluate.training.CandidatePool;
import io.github.grabnas.evaluate.training.ClusterPool;
import io.github.grabnas.evaluate.training.TrainingCluster;
import io.github.grabnas.evaluate.training.TrainingPool;
import io.github.grabnas.nn.convolution.TrainingEngine;
import io.github.grabnas.nn.convolution.VectorEngine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.util.Optional;

/** On which Apache Spark cluster work is done, as an option of the command line. */
final class SparkOption {

    @Option(
            names = "--spark",
            paramLabel = "MASTER",
            description = "Train the candidates on Apache Spark, and run searches on tables there: local[2,4], "
                    + "spark://HOST:PORT, or another master of Spark's (yarn and k8s://... are untried). For a library "
                    + "built with -Pspark.")
    private Optional<String> master = Optional.empty();

    /** Refuses an engine that tasks cannot use. */
    void check(CommandSpec spec, TrainingEngine engine) {
        if (master.isPresent() && !engine.label().equals(VectorEngine.LABEL)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--spark trains with the engine " + VectorEngine.LABEL + ", not with " + engine.label());
        }
    }

    /** Whether a cluster was named. */
    boolean isGiven() {
        return master.isPresent();
    }

    /** Connects to the cluster, if one was named. */
    Optional<TrainingCluster> connect() throws IOException {
        return master.isPresent() ? Optional.of(TrainingCluster.connect(master.get())) : Optional.empty();
    }

    /** A pool on the cluster, or on so many threads where there is none. */
    static TrainingPool pool(Optional<TrainingCluster> cluster, int threads) {
        return cluster.<TrainingPool>map(ClusterPool::new).orElseGet(() -> new CandidatePool(threads));
    }
}
