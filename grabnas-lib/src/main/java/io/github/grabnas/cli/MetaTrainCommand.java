package io.github.grabnas.cli;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.surrogate.PseudoNegatives;
import io.github.grabnas.surrogate.DeepKernel;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.surrogate.KernelKind;
import io.github.grabnas.surrogate.MetaCheckpoint;
import io.github.grabnas.surrogate.MetaTraining;
import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.surrogate.TrainingStateFile;
import io.github.grabnas.nn.autodiff.Parameters;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code grabnas meta-train}: meta-trains a surrogate. */
@Command(name = "meta-train", mixinStandardHelpOptions = true,
        description = "Meta-train the surrogate on one tier's tuples and write a checkpoint. Killed and started again, it goes "
                + "on from the last validation.")
final class MetaTrainCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @CommandLine.Parameters(paramLabel = "TIER", description = "embedded (MicroBench's tuples) or paper (MetaD2A's).")
    private BenchmarkSuite tier;

    @Option(names = "--out", required = true, paramLabel = "FILE.safetensors", description = "Where to write the checkpoint.")
    private Path out;

    @Option(names = "--seed", description = "Decides weights, batches and instances (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--kernel", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private KernelKind kernel = KernelKind.MATERN52;

    @Option(names = "--without-dataset", description = "The surrogate does not read the dataset (an ablation).")
    private boolean withoutDataset;

    @Option(names = "--without-pseudo-negatives", description = "Train on the tuples alone (an ablation).")
    private boolean withoutPseudoNegatives;

    @Option(names = "--steps", paramLabel = "N", description = "At most so many steps; 0 leaves the networks as they begin "
            + "(an ablation).")
    private Optional<Integer> steps = Optional.empty();

    @Override
    public Integer call() throws IOException {
        OutputFile.check(spec, "--out", out);
        if (steps.isPresent() && steps.get() < 0) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--steps " + steps.get() + ": expected 0 or more");
        }
        MetaTrainingData data = tier.metaTraining();
        DeepKernel model = DeepKernel.of(data.featureCount(), kernel, !withoutDataset);
        MetaTraining standard = MetaTraining.standard(PseudoNegatives.of(tier));
        int most = steps.orElse(standard.steps());
        MetaTraining training = new MetaTraining(Math.max(1, most), standard.batchSize(), standard.learningRate(),
                standard.weightDecay(), standard.instances(), standard.validateEvery(), standard.patience(),
                withoutPseudoNegatives ? PseudoNegatives.none() : standard.pseudoNegatives());
        Path stateFile = Path.of(out + ".state");
        String settings = tier.label() + ", " + model + ", " + training + ", seed " + seed;
        Parameters start = model.initialize(seed, GraphAutoencoder.cells());
        MetaTraining.Run run = Files.exists(stateFile)
                ? training.resume(model, data, seed, TrainingStateFile.read(stateFile, settings)) : training.start(model, start, data, seed);
        if (most > 0) {
            complete(training, run, stateFile, settings);
        }
        double heldOut = run.validate();
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("tier", tier.label());
        notes.put("seed", Long.toString(seed));
        notes.put("training", most == 0 ? "none" : training.toString());
        notes.put("features", tier.features().identity());
        notes.put("steps", Long.toString(run.state().adam().step()));
        notes.put("loss on held-out tasks", String.format(Locale.ROOT, "%.4f", heldOut));
        MetaCheckpoint.of(model, run, data, notes).write(out);
        Files.deleteIfExists(stateFile);
        spec.commandLine().getOut().printf(Locale.ROOT, "the checkpoint is %s; its loss on held-out tasks is %.4f%n", out,
                heldOut);
        return CommandLine.ExitCode.OK;
    }

    private void complete(MetaTraining training, MetaTraining.Run run, Path stateFile, String settings) {
        training.complete(run, progress -> {
            spec.commandLine().getErr().printf(Locale.ROOT, "step %d of %d: loss %.4f, held-out tasks %.4f%s, %.0f s, about %.0f s left%n",
                    progress.step(), progress.steps(), progress.loss(), progress.validation(), progress.best() ? " (best)" : "",
                    progress.seconds(), progress.left());
            try {
                TrainingStateFile.write(stateFile, run.state(), settings);
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        });
    }
}
