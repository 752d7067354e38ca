package io.github.grabnas.cli;

import io.github.grabnas.benchmark.ArchitectureTable;
import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.evaluate.Quantity.Direction;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.EngineChoice;
import io.github.grabnas.evaluate.training.TrainingEvaluator;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.TableFileTarget;
import io.github.grabnas.experiment.run.TableTarget;
import io.github.grabnas.pretrained.PretrainedModels;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * On what a search is: a target that the library has a table of, or anybody's table; as options of the command line.
 */
final class SearchTargetOptions {

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            description = "cifar10, cifar100, imagenet16-120, or a dataset at proxy scale such as proxy-fashion.")
    private Optional<String> target = Optional.empty();

    @Option(
            names = "--table",
            paramLabel = "FILE.csv",
            description = "Instead of --target: a table of your own, CSV (also gzip) with "
                    + "the columns 'architecture' and that of --column.")
    private Optional<Path> table = Optional.empty();

    @Option(names = "--column", paramLabel = "NAME", description = "With --table: the column to be maximised.")
    private Optional<String> column = Optional.empty();

    @Option(
            names = "--test-column",
            paramLabel = "NAME",
            description = "With --table: the column that is reported of what the search takes for the best, and which "
                    + "it does not see.")
    private Optional<String> testColumn = Optional.empty();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "With --table: how the results name the dataset (default: that of the column).")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description = "With --table: what the column is measured in: %% for accuracies in percent, or any other, "
                    + "such as ms (default: %% where it is maximised, and its values lie from 0 to 100, some above 1).")
    private Optional<String> unit = Optional.empty();

    @Option(names = "--minimise", description = "With --table: minimise the column, such as a loss or a latency.")
    private boolean minimise;

    @Option(
            names = "--images",
            paramLabel = "PATH",
            description = "Alone: your own images, on which candidates are trained and of which a classifier comes "
                    + "out (a folder or zip with a folder for each class, with or without train, validation and test; "
                    + "IDX; CIFAR's binary form; a dataset's name). With --table: pictures of the dataset, a folder or "
                    + "zip with a folder for each class, for methods that read a dataset. Without, they take the mean "
                    + "dataset embedding of the meta-training tasks.")
    private Optional<Path> images = Optional.empty();

    @Option(
            names = "--checkpoint",
            paramLabel = "NAME|FILE",
            description = "What meta-trained methods were taught: proxy, paper, or "
                    + "a FILE.safetensors of meta-train (default: that of the target; paper for --table). With a NAME "
                    + "that is not the target's own, they take the mean dataset embedding, not the target's images.")
    private Optional<String> checkpoint = Optional.empty();

    @Option(
            names = "--decoder",
            paramLabel = "FILE.safetensors",
            description = "A graph decoder for all seeds instead of the one that "
                    + "comes with each meta-training; it must have been trained for the graph encoder of the "
                    + "checkpoint that a seed takes; see train-decoder.")
    private Optional<Path> decoder = Optional.empty();

    @Option(
            names = "--train",
            description = "Train every candidate instead of looking it up (targets at proxy scale). Each is noted in "
                    + "FILE.csv.journal; started again, the search goes on from there.")
    private boolean train;

    @Mixin
    private EngineOption engine;

    @Mixin
    private DataOption data = new DataOption();

    /**
     * A target with the journal that it writes to, if there is one.
     *
     * @param target what is searched
     * @param journal where trainings are noted
     */
    record Opened(ExperimentTarget target, Optional<TrainingJournal> journal) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            if (journal.isPresent()) {
                journal.get().close();
            }
        }
    }

    /** Somebody's own images, if a search on them is asked for: {@code --images} without a target or a table. */
    Optional<Path> ownImages() {
        return target.isEmpty() && table.isEmpty() ? images : Optional.empty();
    }

    /**
     * What trains candidates in a search on images.
     *
     * @throws ParameterException if an option was given that such a search does not have
     */
    EngineChoice engineForImages(CommandSpec spec) {
        ParseResult given = spec.commandLine().getParseResult();
        for (String other : List.of(
                "--column",
                "--test-column",
                "--name",
                "--unit",
                "--minimise",
                "--checkpoint",
                "--decoder",
                "--train",
                "--data")) {
            if (given.hasMatchedOption(other)) {
                throw new ParameterException(
                        spec.commandLine(), other + " goes with --target or --table, not with --images alone");
            }
        }
        return engine.choice();
    }

    /** Whether the caller chose tables, images or checkpoints, so that it is worth saying which are used. */
    boolean isOwn() {
        return table.isPresent() || checkpoint.isPresent() || images.isPresent();
    }

    /**
     * Reads what was asked for.
     *
     * @param out where the search's trials will be written; a journal stands beside it
     */
    Opened open(CommandSpec spec, Path out) throws IOException {
        check(spec);
        if (table.isPresent()) {
            return new Opened(own(spec, table.get()), Optional.empty());
        }
        Target known = usage(spec, target.orElseThrow());
        if (train && !Target.proxy().contains(known)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--train is for the targets at proxy scale, "
                            + Target.proxy().stream().map(Target::label).toList() + "; '" + known.label()
                            + "' has a table only");
        }
        TableTarget looked = TableTarget.read(known, data.folder(), models(spec));
        return train ? trained(spec, known, looked, out) : new Opened(looked, Optional.empty());
    }

    private TableFileTarget own(CommandSpec spec, Path file) throws IOException {
        TableFileTarget own = TableFileTarget.read(
                file, column.orElseThrow(), minimise ? Direction.MINIMIZE : Direction.MAXIMIZE, models(spec));
        own = name.map(own::named).orElse(own);
        own = unit.map(own::measuring).orElse(own);
        if (testColumn.isEmpty()) {
            return own;
        }
        ArchitectureTable reported = ArchitectureTable.read(file, testColumn.get());
        TableFileTarget seen = own;
        return WrongUsage.or(spec, () -> seen.reporting(reported));
    }

    private Opened trained(CommandSpec spec, Target known, TableTarget looked, Path out) throws IOException {
        CandidateTrainer trainer = CandidateTrainer.proxy(ProxyDataset.of(known.label()), data.folder())
                .on(engine.engine());
        TrainingJournal journal = TrainingJournal.open(Path.of(out + ".journal"), trainer.settings());
        journal.warning().ifPresent(w -> spec.commandLine().getErr().println("grabnas: " + w));
        return new Opened(looked.evaluatedBy(new TrainingEvaluator(trainer, 0, 1, journal)), Optional.of(journal));
    }

    private void check(CommandSpec spec) {
        if (target.isPresent() == table.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    target.isPresent()
                            ? "--target and --table exclude each other; take one"
                            : "Missing required option: '--target=TARGET' or '--table=FILE.csv'");
        }
        if (table.isPresent() != column.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    table.isPresent() ? "--table goes with --column NAME" : "--column goes with --table FILE.csv");
        }
        for (String option : List.of("--minimise", "--images", "--test-column", "--name", "--unit")) {
            if (table.isEmpty() && spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(spec.commandLine(), option + " goes with --table FILE.csv");
            }
        }
        if (table.isPresent() && train) {
            throw new ParameterException(spec.commandLine(), "--train goes with --target");
        }
    }

    private PretrainedModels models(CommandSpec spec) throws IOException {
        Optional<BenchmarkSuite> named = checkpoint.flatMap(name -> Arrays.stream(BenchmarkSuite.values())
                .filter(s -> s.label().equals(name))
                .findFirst());
        PretrainedModels models;
        Optional<Target> known = target.map(label -> usage(spec, label));
        if (known.isPresent()
                && named.map(BenchmarkSuite.of(known.get())::equals).orElse(true)) {
            models = PretrainedModels.of(known.get());
        } else if (known.isPresent()) {
            models = PretrainedModels.ofOtherSuite(named.get());
        } else {
            BenchmarkSuite suite = named.orElse(BenchmarkSuite.PAPER);
            Optional<LabelledImages> pictures =
                    images.isPresent() ? Optional.of(suite.readImages(images.get())) : Optional.empty();
            models = pictures.map(p -> PretrainedModels.of(suite, p))
                    .orElseGet(() -> PretrainedModels.withoutImages(suite));
        }
        if (checkpoint.isPresent() && named.isEmpty()) {
            Path file = Path.of(checkpoint.get());
            if (!Files.isRegularFile(file)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--checkpoint " + file + ": expected proxy, paper, or a file that meta-train wrote");
            }
            models = models.withCheckpoint(file);
        }
        return decoder.isPresent() ? models.withDecoder(decoder.get()) : models;
    }

    private static Target usage(CommandSpec spec, String label) {
        try {
            return Target.of(label);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    e.getMessage() + "; or a table of your own with --table FILE.csv --column " + "NAME",
                    e);
        }
    }
}
