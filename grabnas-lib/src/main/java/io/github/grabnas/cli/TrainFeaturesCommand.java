package io.github.grabnas.cli;

import io.github.grabnas.evaluate.training.TrainingOutcome;
import io.github.grabnas.experiment.prepare.FeatureTraining;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code grabnas train-features}: trains a feature extractor for images. */
@Command(
        name = "train-features",
        mixinStandardHelpOptions = true,
        footer = "%nMemory: a heap of 2 GiB is enough; the process takes up to 0.9 GB.",
        description = "Train one of the feature extractors that come with the checkout (data/features) anew.")
final class TrainFeaturesCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(
            paramLabel = "SUITE",
            description = "paper (Tiny-ImageNet, 32x32) or proxy (photographs and letters, " + "16x16).")
    private FeatureTraining suite;

    @Mixin
    private TrainingOptions options;

    @Option(
            names = "--threads",
            converter = WholeNumber.Threads.class,
            description = "How many work on one batch (default: one a processor).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws IOException {
        Path out = options.out();
        TrainingOutcome outcome = suite.train(
                options.seed(),
                threads,
                out,
                epoch -> spec.commandLine()
                        .getErr()
                        .printf(
                                Locale.ROOT,
                                "epoch %d of %d: loss %.3f, training accuracy %.2f %%, %.0f s%n",
                                epoch.number(),
                                suite.epochs(),
                                epoch.loss(),
                                epoch.trainingAccuracy(),
                                epoch.seconds()));
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%.2f %% of the images held out are classified rightly; the weights are %s%n",
                        outcome.accuracy(),
                        out);
        return CommandLine.ExitCode.OK;
    }
}
