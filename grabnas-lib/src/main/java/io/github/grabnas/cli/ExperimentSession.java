package io.github.grabnas.cli;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.image.ImageDataset;
import io.github.grabnas.evaluate.training.TrainingCluster;
import io.github.grabnas.experiment.paper.AblationStudy;
import io.github.grabnas.experiment.paper.PaperExperiment;
import io.github.grabnas.experiment.paper.PaperTable1;
import io.github.grabnas.experiment.run.ClusterSearchPool;
import io.github.grabnas.experiment.run.ControlTarget;
import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.ExperimentRunner;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.OtherModelsTarget;
import io.github.grabnas.experiment.run.Provenance;
import io.github.grabnas.experiment.run.RecordedSeeds;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.RunKey;
import io.github.grabnas.experiment.run.RunStore;
import io.github.grabnas.experiment.run.SearchCluster;
import io.github.grabnas.experiment.run.SearchExperiment;
import io.github.grabnas.experiment.run.SearchPool;
import io.github.grabnas.experiment.run.TableTarget;
import io.github.grabnas.experiment.run.ThreadSearchPool;
import io.github.grabnas.experiment.run.TrainedTarget;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import tech.tablesaw.api.Table;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One experiment of the command line: finds its targets, runs its searches, and has its folder written. */
final class ExperimentSession {

    /** On so many targets settings are varied. */
    private static final int ABLATED = 3;

    private static final List<String> TRAINING = List.of("table3", "figure2", "figure4");
    /** A longer table is in its file only. */
    private static final int MOST_ROWS = 100;

    private final CommandSpec spec;
    private final String name;
    private final Path folder;
    private final ExperimentOptions options;
    private final ExperimentTables read;
    private final List<String> notes = new ArrayList<>();
    private final List<ExperimentTarget> found = new ArrayList<>();

    /**
     * A session.
     *
     * @param folder for {@code runs} and the experiment's own folder
     * @param read what this and other sessions of a command have read
     */
    ExperimentSession(CommandSpec spec, String name, Path folder, ExperimentOptions options, ExperimentTables read) {
        this.spec = spec;
        this.name = name;
        this.folder = folder;
        this.options = options;
        this.read = read;
    }

    /** The searches on tables that are not done yet. */
    Set<RunKey> missing() throws IOException {
        PaperExperiment experiment = experiment();
        List<ExperimentCondition> conditions = experiment.conditions(tables(experiment));
        ExperimentRunner runner = runner(new ThreadSearchPool(options.threads()));
        return WrongUsage.or(spec, () -> runner.missing(conditions));
    }

    private PaperExperiment experiment() {
        return WrongUsage.or(spec, () -> {
            PaperExperiment chosen = PaperExperiment.of(name, options.methods());
            chosen.methods().forEach(MethodVariant::usesOtherDatasets);
            return chosen;
        });
    }

    /** Runs what is not done yet and writes the results. */
    Provenance run() throws IOException {
        Instant started = Instant.now();
        PaperExperiment experiment = experiment();
        checkTraining();
        List<TrainedTarget> trained = new ArrayList<>();
        Optional<TrainingCluster> cluster = Optional.empty();
        try {
            List<ExperimentTarget> targets = new ArrayList<>(tables(experiment));
            for (String dataset : options.train()) {
                checkApart(dataset, targets);
                trained.add(trained(dataset));
            }
            options.methods().stream()
                    .filter(m -> !m.settings().isEmpty())
                    .forEach(m -> checkSettings(m, targets.get(0)));
            cluster = options.spark().connect();
            for (TrainedTarget target : trained) {
                targets.add(cluster.map(target::on).orElse(target));
            }
            return run(experiment, targets, started, pool(cluster));
        } finally {
            cluster.ifPresent(TrainingCluster::close);
            for (TrainedTarget target : trained) {
                target.close();
            }
        }
    }

    private SearchPool pool(Optional<TrainingCluster> cluster) throws IOException {
        ThreadSearchPool here = new ThreadSearchPool(options.threads());
        return cluster.isEmpty() ? here : new ClusterSearchPool(SearchCluster.on(cluster.get(), options.data()), here);
    }

    /** Refuses unknown settings before anything is searched. */
    private void checkSettings(MethodVariant method, ExperimentTarget target) {
        WrongUsage.or(
                spec,
                () -> new SearchExperiment(
                        method.search(),
                        method.settings(),
                        target.space(0),
                        target.evaluator(),
                        options.budget(),
                        options.firstSeed(),
                        1,
                        target.models(),
                        target.training()));
    }

    private void checkTraining() {
        if (!options.train().isEmpty()
                && (!TRAINING.contains(name) || options.images().isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(), "--train goes with --images FOLDER and one of " + String.join(", ", TRAINING));
        }
        if (!options.train().isEmpty()) {
            options.spark().check(spec, options.engine());
            return;
        }
        for (String option : List.of("--images", "--recipe", "--engine")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(
                        spec.commandLine(), option + " goes with --train DATASET, which trains what it searches");
            }
        }
    }

    /** Searches on a table and searches that train have to differ in their target, which tables and figures name. */
    private void checkApart(String dataset, List<ExperimentTarget> targets) {
        if (targets.stream().anyMatch(t -> t.label().equals(dataset))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--train " + dataset + ": the table of " + dataset + " is searched too; name other tables with "
                            + "--target, such as --target proxy-fashion");
        }
    }

    /** The targets asked for; if none are, all that can be searched on. */
    private List<ExperimentTarget> tables(PaperExperiment experiment) throws IOException {
        if (!found.isEmpty()) {
            return found;
        }
        if (!options.own().isEmpty() && options.targets().isEmpty()) {
            if (options.control().isPresent() || !options.models().isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), "--control and --models go with --target, not with --table alone");
            }
            found.addAll(options.own().read(spec));
            return found;
        }
        Chosen chosen = WrongUsage.or(spec, () -> chosen(experiment));
        chosen.note().ifPresent(note -> {
            notes.add(note);
            spec.commandLine().getErr().println("grabnas: " + note);
        });
        for (Target target : chosen.targets()) {
            TableTarget known = read.of(target);
            found.add(known);
            found.addAll(otherModels(known, target));
        }
        found.addAll(controls(chosen.targets()));
        found.addAll(options.own().read(spec));
        return found;
    }

    /** The target once more for each folder of models, if some are named. */
    private List<ExperimentTarget> otherModels(TableTarget known, Target target) throws IOException {
        List<ExperimentTarget> other = new ArrayList<>();
        for (Map.Entry<String, Path> one : options.models().entrySet()) {
            String[] words = one.getKey().split(":", 2);
            if (!name.equals(AblationStudy.NAME) || words.length < 2) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--models " + one.getKey() + ": expected GROUP:VALUE=FOLDER, with ablations, not with " + name);
            }
            other.add(OtherModelsTarget.read(known, target, words[0], words[1], one.getValue()));
        }
        return other;
    }

    /** The targets once more, with models that were trained without the removed cells, if that is asked for. */
    private List<ExperimentTarget> controls(List<Target> targets) throws IOException {
        List<ExperimentTarget> controls = new ArrayList<>();
        if (options.control().isPresent()) {
            if (!name.equals("table1")) {
                throw new ParameterException(spec.commandLine(), "--control goes with table1, not with " + name);
            }
            Path place = options.control().orElseThrow();
            for (Target target : targets) {
                List<Integer> there = PaperTable1.PRUNED.stream()
                        .filter(pruned -> Files.isDirectory(ControlTarget.folder(place, target, pruned)))
                        .toList();
                TableTarget known = read.of(target);
                controls.add(ControlTarget.read(known, target, place, there.isEmpty() ? PaperTable1.PRUNED : there));
            }
        }
        return controls;
    }

    /**
     * On what is searched.
     *
     * @param note why it is not on the paper's tables
     */
    private record Chosen(List<Target> targets, Optional<String> note) {}

    private Chosen chosen(PaperExperiment experiment) {
        if (!options.targets().isEmpty()) {
            return new Chosen(
                    options.targets().stream().distinct().map(Target::of).toList(), Optional.empty());
        }
        DataFolder data = options.dataFolder();
        String missing = data.file(DataFolder.NATS_BENCH).isEmpty()
                ? data.howToGet(DataFolder.NATS_BENCH)
                : experiment.methods().stream().anyMatch(MethodVariant::usesOtherDatasets)
                                && !BenchmarkSuite.PAPER.isPresent()
                        ? "images of CIFAR-10, CIFAR-100 or ImageNet, which methods read as a sample of the dataset, "
                                + "are missing; data/README.md says where they come from"
                        : "";
        if (name.equals(AblationStudy.NAME)) {
            return new Chosen(
                    BenchmarkSuite.PROXY.targets().stream().limit(ABLATED).toList(), Optional.empty());
        }
        if (missing.isEmpty()) {
            return new Chosen(Target.withTable(), Optional.empty());
        }
        return new Chosen(
                BenchmarkSuite.PROXY.targets(),
                Optional.of("Measured at proxy scale alone, not on the paper's own tables: " + missing));
    }

    private TrainedTarget trained(String dataset) throws IOException {
        ImageDataset images = WrongUsage.or(spec, () -> ImageDataset.of(dataset));
        TrainedTarget.Training training = WrongUsage.or(spec, options::training);
        Path journal = Files.createDirectories(folder.resolve("trainings")).resolve(dataset + ".journal");
        int threads = Math.max(1, options.threads() / options.parallel());
        TrainedTarget target = TrainedTarget.open(
                images, options.images().orElseThrow(), training, journal, threads, options.engine());
        target.warning().ifPresent(w -> spec.commandLine().getErr().println("grabnas: " + w));
        return target;
    }

    private ExperimentRunner runner(SearchPool pool) throws IOException {
        RunStore store = new RunStore(
                folder.resolve("runs"), w -> spec.commandLine().getErr().println("grabnas: " + w));
        return WrongUsage.or(
                spec,
                () -> new ExperimentRunner(
                        store, options.budget(), options.firstSeed(), options.seeds(), options.parallel(), pool));
    }

    private Provenance run(PaperExperiment experiment, List<ExperimentTarget> targets, Instant started, SearchPool pool)
            throws IOException {
        ExperimentRunner runner = runner(pool);
        if (options.parallel() > 1) {
            notes.add("Each search evaluates " + options.parallel() + " architectures at a time; on tables with "
                    + "simulated durations, in proportion to a network's multiply-adds.");
        }
        List<ExperimentCondition> conditions = experiment.conditions(targets);
        ExperimentRuns runs;
        int run;
        int searches = WrongUsage.or(spec, () -> runner.searches(conditions));
        notes.addAll(RecordedSeeds.notes(conditions, options.firstSeed(), options.seeds()));
        try (ExperimentProgress progress = new ExperimentProgress(
                name, searches, options.budget(), spec.commandLine().getErr())) {
            runs = runner.run(conditions, progress);
            run = progress.run();
        }
        List<ResultTable> tables =
                experiment.tables(runs).stream().map(t -> t.with(notes)).toList();
        Provenance provenance = Provenance.of(
                name,
                runs,
                runner,
                tables,
                options.arguments(
                        name,
                        targets.stream()
                                .filter(t -> t instanceof TableTarget)
                                .map(ExperimentTarget::label)
                                .toList()),
                started,
                run);
        Path page = new ExperimentFolder(folder.resolve(name)).write(experiment, runs, tables, provenance);
        print(tables.get(0).table(), experiment.title() + ": " + page);
        return provenance;
    }

    private void print(Table table, String last) {
        PrintWriter out = spec.commandLine().getOut();
        if (table.rowCount() <= MOST_ROWS) {
            out.println(table.printAll());
        }
        notes.forEach(out::println);
        out.println(last);
    }
}
