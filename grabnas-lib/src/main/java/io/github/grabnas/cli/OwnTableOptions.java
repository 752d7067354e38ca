package io.github.grabnas.cli;

import io.github.grabnas.benchmark.ArchitectureTable;
import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.data.image.ImageDataset;
import io.github.grabnas.evaluate.Quantity.Direction;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.Scale;
import io.github.grabnas.experiment.run.TableFileTarget;
import io.github.grabnas.pretrained.PretrainedModels;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Datasets of one's own in an experiment, as tables of accuracies; options of the command line. */
final class OwnTableOptions {

    @Option(
            names = "--table",
            paramLabel = "NAME=FILE.csv",
            description = "Search on a dataset of your own, by a table of accuracies in percent: CSV (also gzip) with "
                    + "the columns 'architecture' and that of --column. Without --target, on such tables alone. May "
                    + "be repeated.")
    private Map<String, Path> tables = new LinkedHashMap<>();

    @Option(names = "--column", paramLabel = "COLUMN", description = "With --table: the accuracies that searches see.")
    private Optional<String> column = Optional.empty();

    @Option(
            names = "--test-column",
            paramLabel = "COLUMN",
            description = "With --table: the accuracies that are reported of what searches find (default: those that "
                    + "they see).")
    private Optional<String> testColumn = Optional.empty();

    @Option(
            names = "--pictures",
            paramLabel = "NAME=PATH",
            description = "With --table: pictures of the dataset, a folder or zip with a folder for each class, for "
                    + "methods that read a dataset. Without, they take the mean dataset embedding of the "
                    + "meta-training tasks. May be repeated.")
    private Map<String, Path> pictures = new LinkedHashMap<>();

    /** Whether there are any. */
    boolean isEmpty() {
        return tables.isEmpty();
    }

    /**
     * Reads them.
     *
     * @throws ParameterException if the options do not go together, or a column holds no accuracies in percent
     */
    List<ExperimentTarget> read(CommandSpec spec) throws IOException {
        check(spec);
        List<ExperimentTarget> targets = new ArrayList<>();
        for (Map.Entry<String, Path> table : tables.entrySet()) {
            targets.add(read(spec, table.getKey(), table.getValue()));
        }
        return targets;
    }

    private void check(CommandSpec spec) {
        if (tables.isEmpty() && (column.isPresent() || testColumn.isPresent() || !pictures.isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(), "--column, --test-column and --pictures go with --table NAME=FILE.csv");
        }
        if (!tables.isEmpty() && column.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--table goes with --column COLUMN");
        }
        for (String name : tables.keySet()) {
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*") || isKnown(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--table " + name + ": expected a name of letters, digits and . _ - that is no dataset of the "
                                + "library, such as mine");
            }
        }
        pictures.keySet().stream()
                .filter(name -> !tables.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ParameterException(
                            spec.commandLine(),
                            "--pictures " + name + ": no --table has this name; expected one of " + tables.keySet());
                });
    }

    private static boolean isKnown(String name) {
        return Stream.of(Scale.values()).anyMatch(scale -> scale.targets().contains(name))
                || Stream.of(ImageDataset.values())
                        .anyMatch(dataset -> dataset.label().equals(name));
    }

    private ExperimentTarget read(CommandSpec spec, String name, Path file) throws IOException {
        BenchmarkSuite suite = BenchmarkSuite.PAPER;
        Optional<Path> own = Optional.ofNullable(pictures.get(name));
        PretrainedModels models = own.isPresent()
                ? PretrainedModels.of(suite, suite.readImages(own.get()))
                : PretrainedModels.withoutImages(suite);
        TableFileTarget target = TableFileTarget.read(file, column.orElseThrow(), Direction.MAXIMIZE, models)
                .named(name);
        if (!target.quantity().isPercent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--table " + name + "=" + file + ": column '" + column.get() + "' holds no accuracies in percent "
                            + "(some from 1 to 100, none outside 0 to 100), which experiments compare; 'grabnas "
                            + "search --table' takes any number");
        }
        if (testColumn.isEmpty()) {
            return target;
        }
        ArchitectureTable reported = ArchitectureTable.read(file, testColumn.get());
        return WrongUsage.or(spec, () -> target.reporting(reported));
    }

    /** The arguments that read the same. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        tables.forEach((name, file) -> arguments.addAll(List.of("--table", name + "=" + file.toAbsolutePath())));
        column.ifPresent(name -> arguments.addAll(List.of("--column", name)));
        testColumn.ifPresent(name -> arguments.addAll(List.of("--test-column", name)));
        pictures.forEach((name, place) -> arguments.addAll(List.of("--pictures", name + "=" + place.toAbsolutePath())));
        return arguments;
    }
}
