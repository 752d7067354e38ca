package io.github.grabnas.cli;

import io.github.grabnas.experiment.prepare.AutoencoderTraining;
import io.github.grabnas.experiment.prepare.TrainingGraphs;
import io.github.grabnas.nn.training.TrainingStateFile;
import io.github.grabnas.surrogate.DecoderTraining;
import io.github.grabnas.surrogate.GraphAutoencoder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code grabnas train-autoencoder}: trains a graph autoencoder of cells. */
@Command(
        name = "train-autoencoder",
        mixinStandardHelpOptions = true,
        footer = "%nMemory: a heap of 2 GiB is enough; the process takes up to 2.3 GB.",
        description =
                "Train the graph autoencoder that comes with the checkout (data/autoencoder) anew, and measure what "
                        + "its decoder decodes latent vectors to. Killed and started again, it goes on from the last "
                        + "epoch.")
final class TrainAutoencoderCommand implements Callable<Integer> {

    @Mixin
    private TrainingOptions options;

    @Mixin
    private DecoderTrainingOptions decoding;

    @Mixin
    private WithheldCellsOptions withheld;

    @Override
    public Integer call() throws IOException {
        Path out = options.out();
        decoding.check();
        DecoderTraining jointly = decoding.withEpochs(decoding.family().jointly());
        Optional<DecoderTraining> frozen = decoding.family().frozenEncoder().map(decoding::withEpochs);
        TrainingGraphs graphs = new TrainingGraphs(decoding.family(), withheld.cells(), Optional.empty());
        TrainingStateFile states = options.states(
                "autoencoder of " + graphs + ", vertex ids " + decoding.vertexIds() + ", " + jointly + ", " + frozen);
        GraphAutoencoder autoencoder = AutoencoderTraining.train(
                graphs, decoding.vertexIds(), jointly, frozen, options.seed(), states, options::printEpoch);
        autoencoder.write(out);
        states.delete();
        decoding.report(
                autoencoder, options.seed(), AutoencoderTraining.measureHeldOut(autoencoder, decoding.family()));
        return CommandLine.ExitCode.OK;
    }
}
