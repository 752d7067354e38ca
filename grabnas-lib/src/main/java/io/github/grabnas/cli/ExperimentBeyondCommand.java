package io.github.grabnas.cli;

import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.data.WholeFile;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.experiment.beyond.BeyondProvenance;
import io.github.grabnas.experiment.beyond.BeyondResult;
import io.github.grabnas.experiment.beyond.BeyondStudy;
import io.github.grabnas.experiment.beyond.BeyondTables;
import io.github.grabnas.experiment.beyond.NovelSelection;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.pretrained.PretrainedModels;
import io.github.grabnas.report.ArchitectureDrawing;
import io.github.grabnas.report.ExperimentPage;
import io.github.grabnas.search.SearchMethod;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** {@code grabnas experiment beyond}: is a novel graph better than every cell? */
@Command(
        name = "beyond",
        mixinStandardHelpOptions = true,
        footer =
                "%nHow long: with the defaults some 900 trainings a target, with --novel 1,360, half a second to three "
                        + "seconds of one thread each.%nMemory: a heap of 2 GiB is enough.",
        description = "Search with real training, novel graphs among what is trained; then train the best novel graph "
                + "by validation many times on training images drawn anew, against the target's best cell and against "
                + "that cell widened until it costs as much. Trainings are kept in DIR/trainings, so that the same "
                + "command goes on.")
final class ExperimentBeyondCommand implements Callable<Integer> {

    private static final String NAME = "beyond";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--decoders",
            paramLabel = "FOLDER",
            description =
                    "Decoders in place of those that come with the checkout: FOLDER/proxy-SEED-decoder.safetensors "
                            + "of train-decoder for seeds 0, 1 and 2, such as those of --graphs wider.")
    private Optional<Path> decoders = Optional.empty();

    @Option(
            names = "--novel",
            converter = WholeNumber.Count.class,
            paramLabel = "N",
            description = "Search a second time with N novel graphs in the space that the decoder samples.")
    private Optional<Integer> novel = Optional.empty();

    @Option(
            names = "--budget",
            converter = WholeNumber.Count.class,
            defaultValue = "150",
            paramLabel = "N",
            description = "How many architectures a search trains (default: ${DEFAULT-VALUE}).")
    private int budget;

    @Option(
            names = "--seeds",
            converter = WholeNumber.Count.class,
            defaultValue = "3",
            description = "How many searches of each space (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--seed",
            converter = WholeNumber.Seed.class,
            defaultValue = "0",
            description = "The first search's seed, and that of its trainings; the others count on from it (default: "
                    + "${DEFAULT-VALUE}).")
    private long firstSeed;

    @Option(
            names = "--set",
            paramLabel = "name=value",
            description = "A setting of the searches by grabnas; may be repeated; see search --help-settings.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--finalists",
            converter = WholeNumber.Count.class,
            defaultValue = "20",
            paramLabel = "N",
            description = "How many novel graphs are trained eight times more, to choose the best by validation "
                    + "(default: ${DEFAULT-VALUE}).")
    private int finalists;

    @Option(
            names = "--trainings",
            converter = WholeNumber.Count.class,
            defaultValue = "100",
            paramLabel = "N",
            description = "How often winner and cells are trained in the end, at least 2 (default: ${DEFAULT-VALUE}).")
    private int trainings;

    @Mixin
    private FreshTrainingOptions training = new FreshTrainingOptions();

    @Override
    public Integer call() throws IOException {
        if (trainings < 2) {
            throw new ParameterException(
                    spec.commandLine(), "--trainings " + trainings + ": expected at least 2, for an interval");
        }
        Instant started = Instant.now();
        WrongUsage.or(spec, () -> SearchMethod.GRABNAS.values(settings));
        List<Path> decoderFiles = decoderFiles();
        Map<ProxyDataset, CandidateTrainer> trainers = training.trainers();
        BeyondStudy study = WrongUsage.or(
                spec,
                () -> new BeyondStudy(
                        budget,
                        firstSeed,
                        seeds,
                        settings,
                        novel,
                        new NovelSelection(finalists, BeyondStudy.SELECTING),
                        trainings,
                        training.threads()));
        training.makeFolder();
        Path folder = Files.createDirectories(training.out().resolve(NAME));
        Path journals = Files.createDirectories(training.out().resolve("trainings"));
        Map<ProxyDataset, CandidateTrainer> done = new LinkedHashMap<>();
        List<BeyondResult> results = new ArrayList<>();
        Map<String, BenchmarkTable> tables = new TreeMap<>();
        for (Map.Entry<ProxyDataset, CandidateTrainer> entry : trainers.entrySet()) {
            ProxyDataset dataset = entry.getKey();
            BenchmarkTable table = BenchmarkTable.find(dataset.target(), training.data());
            PretrainedModels shipped = PretrainedModels.of(dataset.target());
            PretrainedModels models = decoders.map(shipped::withDecodersIn).orElse(shipped);
            results.add(study.run(dataset, entry.getValue(), table, models, training.data(), journals, this::print));
            tables.put(dataset.target().label(), table);
            done.put(dataset, entry.getValue());
            BeyondProvenance.of(MadeBy.arguments(spec), study, done, training.data(), decoderFiles, journals, started)
                    .write(folder.resolve("provenance.json"));
            write(folder, results, new BeyondTables(results, tables).all());
        }
        ResultTable answers = new BeyondTables(results, tables).all().get(0);
        spec.commandLine().getOut().println(answers.table().printAll());
        spec.commandLine().getOut().println(answers.title() + ": " + folder.resolve(NAME + ".html"));
        return CommandLine.ExitCode.OK;
    }

    private void print(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }

    /** Those of --decoders, which are all there. */
    private List<Path> decoderFiles() {
        List<Path> files = decoders.stream()
                .flatMap(folder -> IntStream.range(0, PretrainedModels.TRAININGS)
                        .mapToObj(seed -> folder.resolve("proxy-" + seed + "-decoder.safetensors")))
                .toList();
        files.stream().filter(file -> !Files.isRegularFile(file)).findFirst().ifPresent(missing -> {
            throw new ParameterException(
                    spec.commandLine(), "--decoders: " + missing + " is missing; make it with train-decoder");
        });
        return files;
    }

    private void write(Path folder, List<BeyondResult> results, List<ResultTable> tables) throws IOException {
        List<String> pictures = new ArrayList<>();
        for (BeyondResult result : results) {
            if (result.winner().isPresent()) {
                String name = "winner-" + result.target() + ".svg";
                ArchitectureDrawing.svg(result.winner().orElseThrow(), "the winner on " + result.target())
                        .write(folder.resolve(name));
                pictures.add(name);
            }
        }
        for (ResultTable table : tables) {
            table.write(folder);
        }
        String page = ExperimentPage.of(
                "Beyond the space: the best novel graph against the best cell", tables, pictures, MadeBy.text(spec));
        WholeFile.write(folder.resolve(NAME + ".html"), o -> o.write(page.getBytes(StandardCharsets.UTF_8)));
    }
}
