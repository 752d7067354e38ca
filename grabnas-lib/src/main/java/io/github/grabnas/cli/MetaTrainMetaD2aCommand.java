package io.github.grabnas.cli;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.nn.training.TrainingStateFile;
import io.github.grabnas.surrogate.ArchitectureGenerator;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.surrogate.MetaD2aTraining;
import io.github.grabnas.surrogate.PerformancePredictor;
import io.github.grabnas.surrogate.RegressionTarget;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code grabnas meta-train-metad2a}: meta-trains the baseline MetaD2A. */
@Command(
        name = "meta-train-metad2a",
        mixinStandardHelpOptions = true,
        footer = "%nMemory: a heap of 2 GiB is enough; the process takes up to 0.8 GB.",
        description =
                "Meta-train MetaD2A's generator and predictor on one suite's tuples and write a checkpoint. Killed and "
                        + "started again, it goes on from the last validation.")
final class MetaTrainMetaD2aCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private MetaTrainingOptions data;

    @Mixin
    private TrainingOptions options;

    @Option(
            names = "--regression-target",
            paramLabel = "TARGET",
            description =
                    "What the predictor is trained on, " + "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private RegressionTarget target = RegressionTarget.ACCURACY;

    @Override
    public Integer call() throws IOException {
        Path out = options.out();
        BenchmarkSuite suite = data.suite();
        MetaD2aTraining standard = MetaD2aTraining.standard().withTarget(target);
        MetaD2aTraining training = data.steps().map(standard::withSteps).orElse(standard);
        MetaTrainingData tuples = suite.metaTraining().withCellsOnly();
        ArchitectureGenerator generator = ArchitectureGenerator.of(tuples.featureCount());
        PerformancePredictor predictor = PerformancePredictor.of(tuples.featureCount());
        TrainingStateFile states =
                options.states(suite.label() + ", " + generator + ", " + predictor + ", " + training);
        training.train(
                        generator,
                        predictor,
                        predictor.initialize(options.seed(), GraphAutoencoder.cells()),
                        tuples,
                        options.seed(),
                        states,
                        options::printValidation)
                .withNotes(Map.of("tier", suite.label()))
                .withNotes(Map.of("features", suite.features().identity()))
                .write(out);
        states.delete();
        spec.commandLine().getOut().println("the checkpoint is " + out);
        return CommandLine.ExitCode.OK;
    }
}
