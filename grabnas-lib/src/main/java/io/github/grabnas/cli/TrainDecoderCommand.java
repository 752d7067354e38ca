package io.github.grabnas.cli;

import io.github.grabnas.experiment.prepare.AutoencoderTraining;
import io.github.grabnas.surrogate.DecoderTraining;
import io.github.grabnas.surrogate.DecodingQuality;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.surrogate.MetaCheckpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code grabnas train-decoder}: trains the graph decoder that belongs to a meta-trained surrogate. */
@Command(name = "train-decoder", mixinStandardHelpOptions = true,
        description = "Train a graph decoder for the graph encoder of a meta-trained surrogate and measure what it makes of latent vectors.")
final class TrainDecoderCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @CommandLine.Parameters(paramLabel = "CHECKPOINT.safetensors", description = "What meta-train wrote.")
    private Path checkpoint;

    @Option(names = "--out", required = true, paramLabel = "FILE.safetensors", description = "Where to write encoder and decoder.")
    private Path out;

    @Option(names = "--report", paramLabel = "FILE.csv", description = "Where to write what was measured.")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--seed", description = "Decides weights, order and noise (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the cells (default: 20).")
    private Optional<Integer> epochs = Optional.empty();

    @Option(names = "--without-vertex-ids", description = "The decoder's nodes do not know their numbers, as published; it leaves the "
            + "search space far more often.")
    private boolean withoutVertexIds;

    @Override
    public Integer call() throws IOException {
        OutputFile.check(spec, "--out", out);
        report.ifPresent(file -> OutputFile.check(spec, "--report", file));
        DecoderTraining standard = DecoderTraining.forSearch();
        DecoderTraining training = new DecoderTraining(epochs.orElse(standard.epochs()), standard.batchSize(), standard.learningRate(),
                standard.weightDecay(), standard.gradientLimit(), standard.latentNoise());
        GraphAutoencoder autoencoder = AutoencoderTraining.decoder(MetaCheckpoint.read(checkpoint), !withoutVertexIds, training, seed,
                p -> spec.commandLine().getErr().printf(Locale.ROOT, "epoch %d of %d: loss %.4f, %.0f s%n", p.epoch(), p.epochs(),
                        p.loss(), p.seconds()));
        autoencoder.write(out);
        List<DecodingQuality> rows = AutoencoderTraining.measure(autoencoder, seed);
        if (report.isPresent()) {
            AutoencoderTraining.write(report.get(), rows);
        }
        rows.forEach(r -> spec.commandLine().getOut().printf(Locale.ROOT, "%-45s same %6.2f  cells %6.2f  novel %6.2f  invalid %6.2f%n",
                r.latents(), r.same(), r.cells(), r.novel(), r.invalid()));
        return CommandLine.ExitCode.OK;
    }
}
