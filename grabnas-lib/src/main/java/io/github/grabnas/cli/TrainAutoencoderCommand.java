package io.github.grabnas.cli;

import io.github.grabnas.experiment.prepare.AutoencoderTraining;
import io.github.grabnas.surrogate.DecoderTraining;
import io.github.grabnas.surrogate.DecodingQuality;
import io.github.grabnas.surrogate.GraphAutoencoder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code grabnas train-autoencoder}: trains a graph autoencoder of cells. */
@Command(name = "train-autoencoder", mixinStandardHelpOptions = true,
        description = "Train the graph autoencoder that comes with the checkout (data/autoencoder) anew and measure what "
                + "its decoder makes of latent vectors.")
final class TrainAutoencoderCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--out", required = true, paramLabel = "FILE.safetensors", description = "Where to write the weights.")
    private Path out;

    @Option(names = "--report", paramLabel = "FILE.csv", description = "Where to write what was measured.")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--seed", description = "Decides weights, order and noise (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the cells in each of the two stages (default: 40).")
    private Optional<Integer> epochs = Optional.empty();

    @Option(names = "--without-vertex-ids", description = "Nodes do not know their numbers.")
    private boolean withoutVertexIds;

    @Override
    public Integer call() throws IOException {
        OutputFile.check(spec, "--out", out);
        report.ifPresent(file -> OutputFile.check(spec, "--report", file));
        GraphAutoencoder autoencoder = AutoencoderTraining.train(!withoutVertexIds, withEpochs(DecoderTraining.jointly()),
                withEpochs(DecoderTraining.frozenEncoder()), seed, (stage, p) -> spec.commandLine().getErr().printf(Locale.ROOT,
                        "%s, epoch %d of %d: loss %.4f, %.0f s%n", stage, p.epoch(), p.epochs(), p.loss(), p.seconds()));
        autoencoder.write(out);
        List<DecodingQuality> rows = AutoencoderTraining.measure(autoencoder, seed);
        if (report.isPresent()) {
            AutoencoderTraining.write(report.get(), rows);
        }
        spec.commandLine().getOut().printf("%-45s %8s %8s %8s %8s %8s %8s%n", "latents", "same", "cells", "novel", "invalid",
                "types", "unique");
        rows.forEach(r -> spec.commandLine().getOut().printf(Locale.ROOT, "%-45s %8.2f %8.2f %8.2f %8.2f %8.2f %8.2f%n",
                r.latents(), r.same(), r.cells(), r.novel(), r.invalid(), r.typeSequence(), r.unique()));
        return CommandLine.ExitCode.OK;
    }

    private DecoderTraining withEpochs(DecoderTraining training) {
        return epochs.map(n -> new DecoderTraining(n, training.batchSize(), training.learningRate(), training.weightDecay(),
                training.gradientLimit(), training.latentNoise())).orElse(training);
    }
}
