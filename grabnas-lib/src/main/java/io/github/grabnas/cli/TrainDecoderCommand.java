package io.github.grabnas.cli;

import io.github.grabnas.experiment.prepare.AutoencoderTraining;
import io.github.grabnas.nn.training.TrainingStateFile;
import io.github.grabnas.surrogate.DecoderTraining;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.surrogate.MetaCheckpoint;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code grabnas train-decoder}: trains the graph decoder that belongs to a meta-trained surrogate. */
@Command(
        name = "train-decoder",
        mixinStandardHelpOptions = true,
        footer = "%nMemory: a heap of 2 GiB is enough; the process takes up to 2.3 GB.",
        description =
                "Train a graph decoder for the graph encoder of a meta-trained surrogate, and measure what it decodes "
                        + "latent vectors to. Killed and started again, it goes on from the last epoch.")
final class TrainDecoderCommand implements Callable<Integer> {

    @CommandLine.Parameters(paramLabel = "CHECKPOINT.safetensors", description = "What meta-train wrote.")
    private Path checkpoint;

    @Mixin
    private TrainingOptions options;

    @Mixin
    private DecoderTrainingOptions decoding;

    @Override
    public Integer call() throws IOException {
        Path out = options.out();
        decoding.check();
        DecoderTraining training = decoding.withEpochs(DecoderTraining.forSearch());
        MetaCheckpoint surrogate = MetaCheckpoint.read(checkpoint);
        TrainingStateFile states = options.states("decoder for an encoder with weights "
                + surrogate.parameters().checksum() + ", vertex ids " + decoding.vertexIds() + ", " + training);
        GraphAutoencoder autoencoder = AutoencoderTraining.decoder(
                surrogate, decoding.vertexIds(), training, options.seed(), states, options::printEpoch);
        autoencoder.write(out);
        states.delete();
        decoding.report(autoencoder, options.seed(), List.of());
        return CommandLine.ExitCode.OK;
    }
}
