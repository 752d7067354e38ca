package io.github.grabnas.cli;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.FolderLock;
import io.github.grabnas.data.WholeFile;
import io.github.grabnas.evaluate.training.EngineChoice;
import io.github.grabnas.experiment.images.ComparedRun;
import io.github.grabnas.experiment.images.ComparedRunFile;
import io.github.grabnas.experiment.images.ComparisonProvenance;
import io.github.grabnas.experiment.images.ComparisonTable;
import io.github.grabnas.experiment.images.ImageComparison;
import io.github.grabnas.experiment.images.SearchFolder;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.report.ExperimentPage;
import io.github.grabnas.search.SearchMethod;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/** {@code grabnas experiment images}: searches on images by several methods in the same time. */
@Command(
        name = "images",
        mixinStandardHelpOptions = true,
        footer = "%nHow long: with the defaults 4 datasets x 3 seeds x 5 runs of 5 minutes, and 12 short ones: 5.3 "
                + "hours on a machine that does nothing else, which the numbers need.%nMemory: a heap of "
                + "2 GiB is enough.",
        description = "Compare searches on images: test accuracy by several methods in the same wall-clock time, final "
                + "training included, beside a cell of 3x3 convolutions trained for as long and for the time of the "
                + "final training. images.csv gets a line when a run ends, so that the same command goes on; "
                + "images-table.csv and images.html have the means, runs the trials, and provenance.json where they "
                + "come from.")
final class ExperimentImagesCommand implements Callable<Integer> {

    private static final Map<String, String> USUAL = usual();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The folder for the results, such as data/experiments/images; made if it is missing.")
    private Path out;

    @Option(
            names = "--images",
            paramLabel = "NAME=PATH",
            description = "A dataset, as search --images reads it; may be repeated. Default: traffic-signs, textures, "
                    + "pets and cifar10 of the public data files.")
    private Map<String, Path> images = new LinkedHashMap<>();

    @Option(
            names = "--method",
            split = ",",
            defaultValue = "grabnas,tnas,random,evolution",
            paramLabel = "METHOD",
            description = "Which methods; the final training of the first one's network gives a plain line its time "
                    + "(default: ${DEFAULT-VALUE}).")
    private List<String> methods = List.of();

    @Option(
            names = "--minutes",
            converter = ImageSearchOptions.Positive.class,
            defaultValue = "5",
            paramLabel = "M",
            description = "Wall-clock time of each run (default: ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--seeds",
            converter = WholeNumber.Count.class,
            defaultValue = "3",
            description = "How many runs of each kind (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--seed",
            converter = WholeNumber.Seed.class,
            defaultValue = "0",
            description = "The first run's seed; the others count on from it (default: ${DEFAULT-VALUE}).")
    private long firstSeed;

    @Option(
            names = "--set",
            paramLabel = "name=value",
            description = "A setting of searches on images; may be repeated; see search --images PATH --help-settings.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private EngineOption engine;

    private static Map<String, String> usual() {
        Map<String, String> usual = new LinkedHashMap<>();
        usual.put("traffic-signs", "images/gtsrb.zip");
        usual.put("textures", "images/dtd-10textures.zip");
        usual.put("pets", "images/oxford-pets-37.zip");
        usual.put("cifar10", "images/cifar10.zip");
        return usual;
    }

    @Override
    public Integer call() throws IOException {
        Instant started = Instant.now();
        EngineChoice choice = engine.choice();
        ImageComparison comparison = comparison(choice);
        OutputFile.checkFolder(spec, "--out", out);
        Files.createDirectories(out);
        try (FolderLock lock = FolderLock.of(out)) {
            return compare(lock.folder().resolve("images.csv"), comparison, started);
        }
    }

    private int compare(Path results, ImageComparison comparison, Instant started) throws IOException {
        ComparedRunFile file = new ComparedRunFile(results);
        Map<ComparedRun.Key, ComparedRun> done = file.read(minutes, comparison.settingsText());
        int before = done.size();
        PrintWriter lines = spec.commandLine().getErr();
        try (Interruption stop = new Interruption(
                lines, "grabnas: ends after the training at hand; the same command begins this run anew")) {
            List<ComparedRun.Key> keys = comparison.keys();
            for (ComparedRun.Key key : keys) {
                if (done.containsKey(key)) {
                    continue;
                }
                announce(comparison, keys, key, done);
                Optional<ComparedRun> run = stop.getAsBoolean() ? Optional.empty() : run(comparison, key, done, stop);
                if (run.isEmpty()) {
                    lines.println("grabnas: stopped; the runs that are done are in " + file.path());
                    return Interruption.EXIT_STATUS;
                }
                checkImages(run.get(), done);
                done.put(key, run.get());
                file.write(done.values());
                write(done, file, done.size() - before, started);
            }
        }
        if (done.size() == before) {
            // They may be missing or old, where a process was killed after its last run.
            write(done, file, 0, started);
        }
        spec.commandLine().getOut().println("the tables are in " + out);
        return CommandLine.ExitCode.OK;
    }

    private ImageComparison comparison(EngineChoice choice) throws IOException {
        Map<String, Path> datasets = new LinkedHashMap<>(images);
        if (datasets.isEmpty()) {
            DataFolder folder = data.folder();
            for (Map.Entry<String, String> usual : USUAL.entrySet()) {
                datasets.put(usual.getKey(), folder.require(usual.getValue()));
            }
        }
        try {
            return new ImageComparison(
                    datasets,
                    methods.stream().map(SearchMethod::of).toList(),
                    seeds,
                    firstSeed,
                    minutes,
                    settings,
                    choice);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** A search's own files are in a folder of its own, of which the trials are kept when it is over. */
    private Optional<ComparedRun> run(
            ImageComparison comparison, ComparedRun.Key key, Map<ComparedRun.Key, ComparedRun> done, Interruption stop)
            throws IOException {
        Path folder = Files.createTempDirectory("grabnas-images");
        try {
            Optional<ComparedRun> run = comparison.run(key, folder, done, stop);
            Path trials = new SearchFolder(folder).trials();
            if (run.isPresent() && Files.exists(trials)) {
                Path runs = Files.createDirectories(out.resolve("runs"));
                WholeFile.write(runs.resolve(fileName(key)), file -> Files.copy(trials, file));
            }
            return run;
        } catch (CancellationException e) {
            if (stop.getAsBoolean()) {
                return Optional.empty();
            }
            throw e;
        } finally {
            delete(folder);
        }
    }

    /** Runs on a dataset's name belong into one table if the images are the same. */
    private void checkImages(ComparedRun run, Map<ComparedRun.Key, ComparedRun> done) {
        for (ComparedRun other : done.values()) {
            if (other.key().dataset().equals(run.key().dataset())
                    && !other.imagesSha256().equals(run.imagesSha256())) {
                throw new ParameterException(
                        spec.commandLine(),
                        "the images of " + run.key().dataset() + " are not those of the runs that are in " + out
                                + "; give them another name, or choose another folder");
            }
        }
    }

    private static String fileName(ComparedRun.Key key) {
        return plainName(key.dataset()) + "-" + key.line() + "-" + key.seed() + ".csv";
    }

    /**
     * A name for files. Names that differ in other characters alone are different datasets, so these end in a number.
     */
    static String plainName(String dataset) {
        String plain = dataset.replaceAll("[^\\w.-]", "_");
        return plain.equals(dataset) ? plain : plain + "-" + Integer.toHexString(dataset.hashCode());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void announce(
            ImageComparison comparison,
            List<ComparedRun.Key> keys,
            ComparedRun.Key key,
            Map<ComparedRun.Key, ComparedRun> done) {
        double left = keys.stream()
                .filter(k -> !done.containsKey(k))
                .mapToDouble(comparison::seconds)
                .sum();
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "run %d of %d: %s; about %.1f %s left%n",
                        keys.indexOf(key) + 1,
                        keys.size(),
                        key,
                        left < 3600 ? left / 60 : left / 3600,
                        left < 3600 ? "minutes" : "hours");
        spec.commandLine().getErr().flush();
    }

    /** The words that repeat the command. */
    private List<String> command() {
        List<String> words = new ArrayList<>(List.of("kernel-setup/grabnas"));
        words.addAll(MadeBy.arguments(spec));
        return words;
    }

    private void write(Map<ComparedRun.Key, ComparedRun> done, ComparedRunFile file, int ranNow, Instant started)
            throws IOException {
        ResultTable table = ComparisonTable.of(done.values(), minutes);
        table.write(out);
        String page = ExperimentPage.of(table.title(), List.of(table), List.of(), MadeBy.text(spec));
        WholeFile.write(out.resolve("images.html"), o -> o.write(page.getBytes(StandardCharsets.UTF_8)));
        ComparisonProvenance.of(command(), done.values(), file, ranNow, started).write(out.resolve("provenance.json"));
    }
}
