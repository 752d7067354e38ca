package io.github.grabnas.cli;

import io.github.grabnas.classifier.ClassifierSettings;
import io.github.grabnas.classifier.ClassifierTraining;
import io.github.grabnas.data.DecimalNumber;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.evaluate.training.CandidateState;
import io.github.grabnas.evaluate.training.TrainingRecipe;
import io.github.grabnas.space.Architecture;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The options that decide at which size a classifier is trained, and how. */
final class ClassifierOptions {

    /** Of the minutes asked for, the share that epochs may take: reading, measuring and writing take the rest. */
    private static final double SHARE_OF_TRAINING = 0.9;

    private static final int USUAL_EPOCHS = 20;
    /** Images are shifted by up to this share of their size, as NAS-Bench-201 shifts 32 pixels by 4. */
    private static final int SHIFTS = 8;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--image-size",
            converter = WholeNumber.Count.class,
            defaultValue = "32",
            paramLabel = "PIXELS",
            description = "Height and width to which the pictures are resized, a multiple of 4 (default: "
                    + "${DEFAULT-VALUE}).")
    private int imageSize;

    @Option(
            names = "--channels",
            converter = WholeNumber.Count.class,
            defaultValue = "16",
            description = "C of the network (default: ${DEFAULT-VALUE}).")
    private int channels;

    @Option(
            names = "--cells",
            converter = WholeNumber.Count.class,
            defaultValue = "1",
            description = "N of the network, the cells in each of three stages (default: ${DEFAULT-VALUE}).")
    private int cells;

    @Option(
            names = "--epochs",
            converter = WholeNumber.Count.class,
            paramLabel = "N",
            description = "Passes over the training pictures (default: 20).")
    private Optional<Integer> epochs = Optional.empty();

    @Option(
            names = "--minutes",
            converter = Minutes.class,
            paramLabel = "M",
            description = "Instead of --epochs: as many as this machine does in so many minutes.")
    private Optional<Double> minutes = Optional.empty();

    @Option(names = "--mirror", description = "Show every other picture, by chance, as its mirror image.")
    private boolean mirror;

    @Option(
            names = "--seed",
            converter = WholeNumber.Seed.class,
            description = "Decides the split, the weights and the order of the pictures (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--threads",
            converter = WholeNumber.Threads.class,
            description = "How many work on one batch (default: one a processor).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private EngineOption engine;

    /** A number of minutes. */
    static final class Minutes implements ITypeConverter<Double> {

        private static final double MOST = 100_000;

        @Override
        public Double convert(String text) {
            double value;
            try {
                value = DecimalNumber.parse(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException(e.getMessage());
            }
            if (!(value > 0 && value <= MOST)) {
                throw new TypeConversionException(
                        "'" + text + "'; expected a number of minutes above 0, at most 100000");
            }
            return value;
        }
    }

    int imageSize() {
        return imageSize;
    }

    long seed() {
        return seed;
    }

    /** Refuses options that exclude each other, or that no network can have. */
    void check() {
        if (epochs.isPresent() && minutes.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--epochs and --minutes exclude each other; take one");
        }
        if (imageSize % 4 != 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--image-size " + imageSize + ": expected a multiple of 4, as the size is halved twice");
        }
        engine.choice();
    }

    /**
     * Settings, and how long they take here.
     *
     * @param settings as asked for; with as many epochs as fit into the minutes
     * @param seconds of what is left of the training: as measured on a few steps, or on the epochs that are done
     */
    record Plan(ClassifierSettings settings, double seconds) {}

    /** The settings that were asked for. */
    Plan plan(Architecture architecture, ImageTask task) {
        ClassifierSettings settings = settings(task);
        double anEpoch = new ClassifierTraining(settings).secondsAnEpoch(architecture, task);
        int fitting = minutes.map(m -> (int) Math.max(1, Math.floor(SHARE_OF_TRAINING * 60 * m / anEpoch)))
                .orElse(settings.recipe().epochs());
        return new Plan(settings.withRecipe(settings.recipe().withEpochs(fitting)), fitting * anEpoch);
    }

    /** The settings of a training that was begun before. */
    Plan plan(CandidateState begun, ImageTask task) {
        ClassifierSettings settings = settings(task);
        int done = begun.epochs().size();
        return new Plan(
                settings.withRecipe(settings.recipe().withEpochs(begun.ofEpochs())),
                begun.seconds() / done * (begun.ofEpochs() - done));
    }

    /** With the usual number of epochs where minutes are to decide. */
    private ClassifierSettings settings(ImageTask task) {
        int images = task.training().count();
        return ClassifierSettings.standard(images)
                .withChannels(channels)
                .withCells(cells)
                .withRecipe(TrainingRecipe.proxy(images, images, mirror)
                        .withPadding(imageSize / SHIFTS)
                        .withEpochs(epochs.orElse(USUAL_EPOCHS)))
                .withSeed(seed)
                .withThreads(threads)
                .withEngine(engine.choice());
    }

    /** All that decides a network, in one line: a training with another line is not gone on with. */
    String described(Architecture architecture, OwnPictures pictures) {
        return described(architecture, pictures, settings(pictures.task()))
                + minutes.map(m -> ", epochs of " + m + " minutes").orElse("");
    }

    /**
     * The same line of the training that {@link #command} asks for.
     *
     * @param settings with the number of epochs that was done
     */
    static String described(Architecture architecture, OwnPictures pictures, ClassifierSettings settings) {
        return new ClassifierTraining(settings)
                .described(architecture, pictures.task().training(), pictures.sha256());
    }

    /** The command that repeats a training, with the number of epochs that was done. */
    String command(String architecture, Path images, Path out, ClassifierSettings settings) {
        return String.join(
                        " ",
                        List.of(
                                "kernel-setup/grabnas train --architecture",
                                quoted(architecture),
                                "--images",
                                quoted(images.toString()),
                                "--out",
                                quoted(out.toString()),
                                "--image-size " + imageSize,
                                "--channels " + channels,
                                "--cells " + cells,
                                "--epochs " + settings.recipe().epochs(),
                                "--seed " + seed,
                                "--engine " + engine.choice().label()))
                + (mirror ? " --mirror" : "");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
