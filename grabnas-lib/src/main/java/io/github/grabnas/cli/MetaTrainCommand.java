package io.github.grabnas.cli;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.benchmark.ProxyFeatures;
import io.github.grabnas.benchmark.ProxyTask;
import io.github.grabnas.benchmark.WithheldCells;
import io.github.grabnas.nn.training.TrainingState;
import io.github.grabnas.nn.training.TrainingStateFile;
import io.github.grabnas.surrogate.DeepKernel;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.surrogate.KernelKind;
import io.github.grabnas.surrogate.MetaCheckpoint;
import io.github.grabnas.surrogate.MetaTraining;
import io.github.grabnas.surrogate.MetaTrainingTask;
import io.github.grabnas.surrogate.PseudoNegatives;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code grabnas meta-train}: meta-trains a surrogate. */
@Command(
        name = "meta-train",
        mixinStandardHelpOptions = true,
        footer = "%nMemory: a heap of 2 GiB is enough; the process takes up to 1.9 GB.",
        description =
                "Meta-train the surrogate on one suite's tuples and write a checkpoint. Killed and started again, it "
                        + "goes on from the last validation.")
final class MetaTrainCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private MetaTrainingOptions data;

    @Mixin
    private TrainingOptions options;

    @Option(names = "--kernel", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private KernelKind kernel = KernelKind.MATERN52;

    @Option(names = "--without-dataset", description = "The surrogate does not read the dataset (an ablation).")
    private boolean withoutDataset;

    @Option(
            names = "--without-letters",
            description = "With proxy: learn from photographs alone, to see how well letters are predicted then.")
    private boolean withoutLetters;

    @Option(names = "--without-pseudo-negatives", description = "Train on the tuples alone (an ablation).")
    private boolean withoutPseudoNegatives;

    @Mixin
    private WithheldCellsOptions withheld;

    @Option(
            names = "--autoencoder",
            paramLabel = "FILE.safetensors",
            description = "Whose graph encoder the training begins with; see train-autoencoder (default: the one of "
                    + "the suite that comes with the checkout). Needed with --without-top.")
    private Optional<Path> autoencoderFile = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Path out = options.out();
        WithheldCells without = withheld.cells();
        BenchmarkSuite suite = data.suite();
        MetaTraining standard =
                MetaTraining.standard(withoutPseudoNegatives ? PseudoNegatives.none() : PseudoNegatives.of(suite));
        MetaTraining training = data.steps().map(standard::withSteps).orElse(standard);
        GraphAutoencoder autoencoder = autoencoder(suite, without);
        MetaTrainingData all = tuples(suite).without(without);
        DeepKernel model = DeepKernel.of(all.featureCount(), kernel, !withoutDataset, autoencoder.encoder());
        MetaTrainingData tuples = all.withGraphsOfAtMost(model.graphs().maxNodes());
        TrainingStateFile states = options.states(suite.label() + ", " + model + ", " + training
                + (withoutLetters ? ", photographs alone" : "")
                + (without.isEmpty() ? "" : ", without " + without.name())
                + (autoencoderFile.isEmpty()
                        ? ""
                        : ", from an autoencoder with weights "
                                + autoencoder.parameters().checksum()));
        MetaTrainingTask task = training.task(model, tuples);
        TrainingState state = states.complete(
                MetaTraining.STAGE,
                training.settings().loop(),
                task,
                options.seed(),
                () -> model.initialize(options.seed(), autoencoder),
                options::printValidation);
        double heldOut = task.validationLoss(state.best()).orElseThrow();
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("tier", suite.label());
        notes.put("seed", Long.toString(options.seed()));
        notes.put("training", state.step() == 0 ? "none" : training.toString());
        if (withoutLetters) {
            notes.put("tasks", "photographs alone");
        }
        if (!without.isEmpty()) {
            notes.put(WithheldCells.NOTE, without.name());
        }
        notes.put("features", suite.features().identity());
        notes.put("steps", Long.toString(state.step()));
        notes.put("loss on held-out tasks", String.format(Locale.ROOT, "%.4f", heldOut));
        MetaCheckpoint.of(model, training, tuples, state, notes).write(out);
        states.delete();
        spec.commandLine()
                .getOut()
                .printf(Locale.ROOT, "the checkpoint is %s; its loss on held-out tasks is %.4f%n", out, heldOut);
        return CommandLine.ExitCode.OK;
    }

    private GraphAutoencoder autoencoder(BenchmarkSuite suite, WithheldCells without) throws IOException {
        if (autoencoderFile.isPresent()) {
            GraphAutoencoder own = GraphAutoencoder.read(autoencoderFile.get());
            withheld.require(without, autoencoderFile.get(), own.notes());
            return own;
        }
        if (!without.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--without-top needs --autoencoder FILE, trained by train-autoencoder with the same options: the "
                            + "one that comes with the checkout has seen all cells");
        }
        return suite == BenchmarkSuite.PROXY ? GraphAutoencoder.wider() : GraphAutoencoder.cells();
    }

    private MetaTrainingData tuples(BenchmarkSuite suite) throws IOException {
        if (withoutLetters && suite != BenchmarkSuite.PROXY) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--without-letters goes with proxy, not with " + suite.label());
        }
        String photographs = ProxyTask.Domain.TINY_IMAGENET.label();
        return withoutLetters
                ? MetaTrainingData.proxy(ProxyFeatures.find(), task -> task.startsWith(photographs))
                : suite.metaTraining();
    }
}
