package io.github.grabnas.cli;

import io.github.grabnas.classifier.Predictions;
import io.github.grabnas.classifier.onnx.OnnxClassifier;
import io.github.grabnas.data.image.PictureBatch;
import io.github.grabnas.data.image.TransparentPictures;
import io.github.grabnas.data.image.UnlabelledPictures;
import io.github.grabnas.data.image.UnreadablePicture;
import io.github.grabnas.experiment.run.CsvFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code grabnas classify}: classifies pictures with a network that a search or a training left. */
@Command(
        name = "classify",
        mixinStandardHelpOptions = true,
        footer = "%nMemory: a heap of 2 GiB is enough.",
        description = "Classify pictures (PNG, JPEG, GIF; of any size) with a model.onnx of 'train' or "
                + "'search --images'. Pictures that cannot be read are named, the others classified; the exit status "
                + "is then 1.")
final class ClassifyCommand implements Callable<Integer> {

    private static final int BATCH = 64;

    private static final List<String> HEADER = List.of("file", "class", "probability");

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--model", required = true, paramLabel = "MODEL.onnx", description = "The network.")
    private Path model;

    @Parameters(arity = "1..*", paramLabel = "PICTURES", description = "Pictures, or folders or zip files of them.")
    private List<Path> sources = List.of();

    @Option(
            names = "--out",
            paramLabel = "FILE.csv",
            description = "Where to write file, class and probability of each picture (default: print them).")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws IOException {
        out.ifPresent(file -> OutputFile.check(spec, "--out", file));
        List<List<String>> rows = new ArrayList<>();
        List<String> transparent = new ArrayList<>();
        List<UnreadablePicture> unreadable;
        try (OnnxClassifier classifier = OnnxClassifier.read(model)) {
            unreadable = new UnlabelledPictures(classifier.metadata().readSize(), BATCH).read(sources, batch -> {
                rows.addAll(rows(batch, classifier.predict(batch.images())));
                transparent.addAll(batch.transparent());
            });
        }
        if (out.isPresent()) {
            CsvFile.write(out.get(), HEADER, rows.stream());
            spec.commandLine().getOut().println(rows.size() + " pictures classified; " + out.get());
        } else {
            PrintWriter console = spec.commandLine().getOut();
            console.print(CsvFile.text(HEADER, rows.stream()));
            console.flush();
        }
        PrintWriter err = spec.commandLine().getErr();
        new TransparentPictures(transparent, rows.size()).warning().ifPresent(w -> err.println("grabnas: " + w));
        unreadable.forEach(p -> err.println("grabnas: " + p.reason()));
        return unreadable.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static List<List<String>> rows(PictureBatch batch, Predictions predictions) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < predictions.count(); i++) {
            rows.add(List.of(
                    batch.files().get(i),
                    predictions.className(i),
                    String.format(Locale.ROOT, "%.4f", predictions.probability(i))));
        }
        return rows;
    }
}
