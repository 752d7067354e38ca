package io.github.grabnas.cli;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.surrogate.ArchitectureGenerator;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.surrogate.MetaD2aTraining;
import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.surrogate.PerformancePredictor;
import io.github.grabnas.surrogate.RegressionTarget;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code grabnas meta-train-metad2a}: meta-trains the baseline MetaD2A. */
@Command(name = "meta-train-metad2a", mixinStandardHelpOptions = true,
        description = "Meta-train MetaD2A's generator and predictor on one tier's tuples and write a checkpoint.")
final class MetaTrainMetaD2aCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @CommandLine.Parameters(paramLabel = "TIER", description = "embedded (MicroBench's tuples) or paper (MetaD2A's).")
    private BenchmarkSuite tier;

    @Option(names = "--out", required = true, paramLabel = "FILE.safetensors", description = "Where to write the checkpoint.")
    private Path out;

    @Option(names = "--seed", description = "Decides weights, batches, instances and noise (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--steps", paramLabel = "N", description = "At most so many steps of each network.")
    private Optional<Integer> steps = Optional.empty();

    @Option(names = "--predict", paramLabel = "QUANTITY", description = "What the predictor learns, ${COMPLETION-CANDIDATES} "
            + "(default: ${DEFAULT-VALUE}).")
    private RegressionTarget quantity = RegressionTarget.ACCURACY;

    @Override
    public Integer call() throws IOException {
        OutputFile.check(spec, "--out", out);
        if (steps.isPresent() && steps.get() < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--steps " + steps.get() + ": expected 1 or more");
        }
        MetaTrainingData data = tier.metaTraining();
        MetaD2aTraining standard = MetaD2aTraining.standard().predicting(quantity);
        MetaD2aTraining training = steps.map(standard::withSteps).orElse(standard);
        PerformancePredictor predictor = PerformancePredictor.of(data.featureCount());
        training.train(ArchitectureGenerator.of(data.featureCount()), predictor, predictor.initialize(seed, GraphAutoencoder.cells()),
                data, seed, Map.of("tier", tier.label(), "features", tier.features().identity()),
                (network, p) -> spec.commandLine().getErr().printf(Locale.ROOT,
                        "%s, step %d of %d: loss %.4f, held-out tasks %.4f%s, %.0f s%n", network, p.step(), p.steps(), p.loss(),
                        p.heldOut(), p.best() ? " (best)" : "", p.seconds())).write(out);
        spec.commandLine().getOut().printf("the checkpoint is %s%n", out);
        return CommandLine.ExitCode.OK;
    }
}
