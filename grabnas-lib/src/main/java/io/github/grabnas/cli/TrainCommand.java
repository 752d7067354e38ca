package io.github.grabnas.cli;

import io.github.grabnas.classifier.ClassifierSettings;
import io.github.grabnas.classifier.ClassifierTraining;
import io.github.grabnas.classifier.TrainedClassifier;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.evaluate.training.TrainingOutcome.Epoch;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.GraphClassifier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code grabnas train}: trains one given architecture on somebody's pictures. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        footer = "%nMemory: a heap of 2 GiB is enough for 100,000 pictures of 32 pixels.",
        description = "Train a cell or graph that you chose on your own pictures, and write model.onnx, model.zip "
                + "(Deeplearning4j), report.html, epochs.csv and provenance.json.")
final class TrainCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--architecture",
            required = true,
            paramLabel = "TEXT",
            description = "A cell, such as '|nor_conv_3x3~0|+|none~0|skip_connect~1|+|...|', or a graph, such as "
                    + "'input nor_conv_3x3 output; 0>1 1>2'.")
    private String text;

    @Option(
            names = "--images",
            required = true,
            paramLabel = "PATH",
            description = "A folder or zip file with a folder of pictures for each class, or with folders 'train' "
                    + "and 'test' (and perhaps 'validation') of such; IDX or CIFAR's binary files; without a test "
                    + "part a fifth of each class is drawn for it.")
    private Path images;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder for the results.")
    private Path out;

    @Mixin
    private ClassifierOptions options;

    @Override
    public Integer call() throws IOException {
        Instant started = Instant.now();
        Architecture architecture = architecture();
        options.check();
        OutputFile.checkFolder(spec, "--out", out);
        OwnPictures pictures;
        ClassifierSettings settings;
        TrainedClassifier trained;
        try {
            pictures = OwnPictures.read(images, options.imageSize(), options.seed());
            ImageTask task = pictures.task();
            pictures.warnings().forEach(w -> spec.commandLine().getErr().println("Note: " + w));
            ClassifierOptions.Plan plan = options.plan(architecture, task);
            settings = plan.settings();
            announce(task, plan);
            trained = new ClassifierTraining(settings).train(architecture, task, epoch -> print(settings, epoch));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        TrainingResult result = new TrainingResult(pictures, images, settings, trained, started);
        result.write(out, options.command(text, images, out, settings));
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s of the test pictures are classified rightly; %s%n",
                        result.quality().accuracy(),
                        out.resolve("report.html"));
        return CommandLine.ExitCode.OK;
    }

    private Architecture architecture() {
        try {
            Architecture parsed = Architecture.parse(text);
            GraphClassifier.requireValid(parsed.graph());
            return parsed;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--architecture: " + e.getMessage(), e);
        }
    }

    private void announce(ImageTask task, ClassifierOptions.Plan plan) {
        ClassifierSettings settings = plan.settings();
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s; %d to test on; C=%d, N=%d, %d epochs, about %.0f s%n",
                        task.training(),
                        task.test().count(),
                        settings.channels(),
                        settings.cells(),
                        settings.recipe().epochs(),
                        plan.seconds());
        spec.commandLine().getOut().flush();
    }

    private void print(ClassifierSettings settings, Epoch epoch) {
        double left = epoch.seconds() / epoch.number() * (settings.recipe().epochs() - epoch.number());
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "epoch %d of %d: loss %.3f, training accuracy %.2f %%, %.0f s, about %.0f s left%n",
                        epoch.number(),
                        settings.recipe().epochs(),
                        epoch.loss(),
                        epoch.trainingAccuracy(),
                        epoch.seconds(),
                        left);
    }
}
