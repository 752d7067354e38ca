package io.github.grabnas.cli;

import io.github.grabnas.classifier.ClassifierSettings;
import io.github.grabnas.classifier.ClassifierTraining;
import io.github.grabnas.classifier.RetriedTraining;
import io.github.grabnas.data.FolderLock;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.evaluate.training.CandidateStateFile;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;

/** {@code grabnas train}: trains one given architecture on somebody's pictures. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        footer = "%nMemory: a heap of 2 GiB is enough for 100,000 pictures of 32 pixels.",
        description = "Train a cell or graph that you chose on your own pictures, and write model.onnx, model.zip "
                + "(Deeplearning4j), report.html, epochs.csv, split.csv and provenance.json. Ctrl-C ends it after the "
                + "epoch at hand; the same command goes on from the last epoch.")
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
        try (FolderLock lock = FolderLock.making(out);
                Interruption stop = new Interruption(
                        spec.commandLine().getErr(),
                        "grabnas: ends after the epoch at hand; the same command goes on from there")) {
            Optional<TrainingResult> result = train(architecture, new TrainingFolder(lock.folder()), started, stop);
            if (result.isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println("grabnas: stopped before the last epoch; the same command goes on from there");
                return Interruption.EXIT_STATUS;
            }
            print(result.get());
            return CommandLine.ExitCode.OK;
        }
    }

    /** Reads the pictures and trains; empty if it was stopped before the end. */
    private Optional<TrainingResult> train(
            Architecture architecture, TrainingFolder folder, Instant started, Interruption stop) throws IOException {
        OwnPictures pictures;
        try {
            pictures = OwnPictures.read(images, out, options.imageSize(), options.seed(), stop);
        } catch (CancellationException e) {
            if (stop.getAsBoolean()) {
                return Optional.empty();
            }
            throw e;
        }
        pictures.warnings().forEach(w -> spec.commandLine().getErr().println("Note: " + w));
        String described = options.described(architecture, pictures);
        folder.requireOwn(described);
        return train(architecture, pictures, folder, described, started, stop);
    }

    /** Trains, and writes the results; empty if it was stopped before. */
    private Optional<TrainingResult> train(
            Architecture architecture,
            OwnPictures pictures,
            TrainingFolder folder,
            String described,
            Instant started,
            Interruption stop)
            throws IOException {
        CandidateStateFile states = folder.open(folder.currentState(), described);
        ClassifierOptions.Plan plan = plan(architecture, pictures.task(), states);
        announce(pictures, plan, states);
        RetriedTraining training =
                new RetriedTraining(plan.settings().recipe(), folder.state(), folder.lowerRateState());
        List<String> notes = new ArrayList<>();
        Optional<TrainingResult> result = training.run(
                (recipe, state) -> {
                    ClassifierSettings settings = plan.settings().withRecipe(recipe);
                    CandidateStateFile own = folder.open(state, described);
                    return new ClassifierTraining(settings)
                            .train(architecture, pictures.task(), own, epoch -> print(settings, epoch), stop)
                            .map(trained -> new TrainingResult(pictures, images, settings, trained, started, notes));
                },
                note -> {
                    notes.add(note);
                    spec.commandLine().getErr().println("Note: " + note);
                });
        if (result.isPresent()) {
            String repeated = ClassifierOptions.described(architecture, pictures, plan.settings());
            result.get().write(folder, described, repeated, options.command(text, images, out, plan.settings()));
            training.deleteStates();
        }
        return result;
    }

    private ClassifierOptions.Plan plan(Architecture architecture, ImageTask task, CandidateStateFile states) {
        try {
            return states.find()
                    .map(begun -> options.plan(begun, task))
                    .orElseGet(() -> options.plan(architecture, task));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void print(TrainingResult result) {
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s of the test pictures are classified rightly; %s%n",
                        result.quality().accuracy(),
                        out.resolve("report.html"));
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

    private void announce(OwnPictures pictures, ClassifierOptions.Plan plan, CandidateStateFile states) {
        ClassifierSettings settings = plan.settings();
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s; %d to test on; C=%d, N=%d, %d epochs, %sabout %.0f s; classes: %s%n",
                        pictures.task().training(),
                        pictures.task().test().count(),
                        settings.channels(),
                        settings.cells(),
                        settings.recipe().epochs(),
                        states.find()
                                .map(begun -> begun.epochs().size() + " of them done before, ")
                                .orElse(""),
                        plan.seconds(),
                        pictures.classes());
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
