package io.github.grabnas.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.grabnas.classifier.ClassificationQuality;
import io.github.grabnas.classifier.ClassifierSettings;
import io.github.grabnas.classifier.ImageClassifier;
import io.github.grabnas.classifier.InferenceTimes;
import io.github.grabnas.classifier.TrainedClassifier;
import io.github.grabnas.data.WholeFile;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.experiment.run.CsvFile;
import io.github.grabnas.experiment.run.LibraryVersion;
import io.github.grabnas.experiment.run.Machine;
import io.github.grabnas.experiment.run.SourceCommit;
import io.github.grabnas.report.ImageResult;
import io.github.grabnas.report.ResultFolder;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code grabnas train} writes. */
final class TrainingResult {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final OwnPictures pictures;
    private final Path source;
    private final ClassifierSettings settings;
    private final TrainedClassifier trained;
    private final Instant started;
    private final List<String> warnings;
    private final ClassificationQuality quality;

    /**
     * The result of a training.
     *
     * @param settings by which the network was trained
     * @param notes what a reader of the page is to know, besides what is said of the pictures
     */
    TrainingResult(
            OwnPictures pictures,
            Path source,
            ClassifierSettings settings,
            TrainedClassifier trained,
            Instant started,
            List<String> notes) {
        this.pictures = pictures;
        this.source = source;
        this.settings = settings;
        this.trained = trained;
        this.started = started;
        this.warnings =
                Stream.concat(pictures.warnings().stream(), notes.stream()).toList();
        this.quality = ClassificationQuality.of(
                pictures.task().test(),
                trained.classifier().predict(pictures.task().test()));
    }

    /** Of the network on the test pictures. */
    ClassificationQuality quality() {
        return quality;
    }

    /**
     * Writes all files.
     *
     * @param training all that decides the network, in one line
     * @param repeated the same of the training that the command asks for
     * @param command that repeats it
     */
    void write(TrainingFolder folder, String training, String repeated, String command) throws IOException {
        ImageClassifier classifier = trained.classifier();
        Map<String, String> provenance = provenance();
        ImageResult result = ImageResult.of(
                        pictures.task().name(),
                        classifier.architecture(),
                        pictures.task().test(),
                        quality,
                        new InferenceTimes(classifier.skeleton()).cost(classifier.architecture()),
                        command)
                .withFacts(facts())
                .withWarnings(warnings)
                .withProvenance(provenance);
        ResultFolder.write(classifier, result, folder.path());
        CsvFile.write(
                folder.path().resolve("epochs.csv"),
                List.of("epoch", "loss", "training_accuracy", "seconds"),
                trained.epochs().stream()
                        .map(e -> List.of(
                                Integer.toString(e.number()),
                                String.format(Locale.ROOT, "%.5f", e.loss()),
                                String.format(Locale.ROOT, "%.3f", e.trainingAccuracy()),
                                String.format(Locale.ROOT, "%.2f", e.seconds()))));
        CsvFile.write(folder.split(), List.of("file", "class", "part"), pictures.rows().stream());
        Map<String, String> all = new LinkedHashMap<>(provenance);
        all.put("command", command);
        all.put(TrainingFolder.TRAINING, training);
        if (!repeated.equals(training)) {
            all.put(TrainingFolder.REPEATED, repeated);
        }
        all.put("architecture", classifier.architecture().text());
        all.put("settings", settings.toString());
        byte[] json = JSON.writeValueAsBytes(all);
        WholeFile.write(folder.provenance(), out -> out.write(json));
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        ImageTask task = pictures.task();
        facts.put("Pictures", source.toString());
        facts.put(
                "Parts",
                String.format(
                        Locale.ROOT,
                        "%,d to train on, %,d to test",
                        task.training().count(),
                        task.test().count()));
        facts.put(
                "Classes",
                task.training().classNames().size() + ", images of "
                        + task.training().channels() + " x " + task.training().height() + " x "
                        + task.training().width());
        facts.put(
                "Network",
                "C=" + settings.channels() + ", N=" + settings.cells() + ", "
                        + settings.recipe().epochs() + " epochs");
        facts.put("Training", String.format(Locale.ROOT, "%.0f s", trained.seconds()));
        return facts;
    }

    private Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>();
        Machine machine = Machine.current();
        provenance.put("library", "GraB-NAS for Java " + LibraryVersion.text());
        provenance.put("commit", SourceCommit.find());
        provenance.put("started", started.truncatedTo(ChronoUnit.SECONDS).toString());
        provenance.put(
                "machine", machine.processors() + " processors, " + machine.system() + ", Java " + machine.java());
        provenance.put("seed", Long.toString(settings.seed()));
        return provenance;
    }
}
