package io.github.grabnas.cli;

import io.github.grabnas.experiment.prepare.AutoencoderTraining;
import io.github.grabnas.experiment.prepare.TrainingGraphs;
import io.github.grabnas.nn.training.TrainingStateFile;
import io.github.grabnas.surrogate.DecoderTraining;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.surrogate.MetaCheckpoint;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
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

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @CommandLine.Parameters(paramLabel = "CHECKPOINT.safetensors", description = "What meta-train wrote.")
    private Path checkpoint;

    @Mixin
    private TrainingOptions options;

    @Mixin
    private DecoderTrainingOptions decoding;

    @Mixin
    private WithheldCellsOptions withheld;

    @Option(
            names = "--subset",
            converter = WholeNumber.Count.class,
            paramLabel = "N",
            description = "Learn from N of the graphs alone, drawn evenly (an ablation; an epoch is a pass over them, "
                    + "so give more --epochs for as many steps).")
    private Optional<Integer> subset = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Path out = options.out();
        decoding.check();
        DecoderTraining training = decoding.withEpochs(DecoderTraining.forSearch());
        MetaCheckpoint surrogate = MetaCheckpoint.read(checkpoint);
        TrainingGraphs graphs = new TrainingGraphs(decoding.family(), withheld.cells(), subset);
        withheld.require(graphs.withheld(), checkpoint, surrogate.notes());
        if (subset.isPresent()) {
            requireEnough(graphs);
        }
        if (surrogate.model().graphs().maxNodes() < decoding.family().maxNodes()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--graphs " + decoding.family() + " has graphs of "
                            + decoding.family().maxNodes()
                            + " nodes; the graph encoder of " + checkpoint + " reads up to "
                            + surrogate.model().graphs().maxNodes());
        }
        TrainingStateFile states = options.states("decoder of " + graphs + " for an encoder with weights "
                + surrogate.parameters().checksum() + ", vertex ids " + decoding.vertexIds() + ", " + training);
        GraphAutoencoder autoencoder = AutoencoderTraining.decoder(
                surrogate, graphs, decoding.vertexIds(), training, options.seed(), states, options::printEpoch);
        autoencoder.write(out);
        states.delete();
        decoding.report(
                autoencoder, options.seed(), AutoencoderTraining.measureHeldOut(autoencoder, decoding.family()));
        return CommandLine.ExitCode.OK;
    }

    private void requireEnough(TrainingGraphs graphs) {
        try {
            graphs.graphs();
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--subset: " + e.getMessage());
        }
    }
}
