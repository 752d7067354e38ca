package io.github.grabnas.cli;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.evaluate.training.TrainingRecipe;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.TrainedTarget.Training;
import io.github.grabnas.nn.convolution.TrainingEngine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options that decide an experiment's numbers; {@link #arguments} writes them down for a run that repeats them. */
final class ExperimentOptions {

    private static final int SEEDS = 10;
    private static final int QUICK_SEEDS = 3;
    private static final int BUDGET = 100;
    private static final int QUICK_BUDGET = 40;
    private static final List<String> RECIPE = List.of("epochs", "batch", "channels", "cells");

    @Option(
            names = "--seeds",
            converter = WholeNumber.Count.class,
            paramLabel = "N",
            description = "How many searches of each kind (default: 10; the paper has 3).")
    private Optional<Integer> seeds = Optional.empty();

    @Option(
            names = "--quick",
            description = "Three seeds of 40 evaluations, unless --seeds and --budget say otherwise: minutes instead "
                    + "of an hour.")
    private boolean quick;

    @Option(
            names = "--seed",
            converter = WholeNumber.Seed.class,
            defaultValue = "0",
            description = "The first search's seed; the others count on from it (default: ${DEFAULT-VALUE}).")
    private long firstSeed;

    @Option(
            names = "--budget",
            converter = WholeNumber.Count.class,
            paramLabel = "N",
            description = "Distinct architectures that one search evaluates (default: 100).")
    private Optional<Integer> budget = Optional.empty();

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--target",
            split = ",",
            paramLabel = "TARGET",
            description = "Search on these targets instead of all that have a table (ablations: three at proxy scale); "
                    + "may be repeated.")
    private List<String> targets = List.of();

    @Option(
            names = "--method",
            split = ",",
            paramLabel = "METHOD",
            description =
                    "Compare these methods instead of the usual ones; with settings: 'bo-onehot init=meta'; may be "
                            + "repeated.")
    private List<String> methods = List.of();

    @Option(
            names = "--threads",
            converter = WholeNumber.Threads.class,
            paramLabel = "N",
            description =
                    "How many searches run in parallel (default: one a processor). It changes how long they take, not "
                            + "what they find.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--parallel",
            converter = WholeNumber.Count.class,
            defaultValue = "1",
            paramLabel = "Q",
            description = "Evaluate Q architectures of a search at a time. On a table with simulated durations, in "
                    + "proportion to the multiply-adds of a network; with --train, which training ends first has a "
                    + "part in what is found (default: ${DEFAULT-VALUE}).")
    private int parallel;

    @Option(
            names = "--train",
            split = ",",
            paramLabel = "DATASET",
            description =
                    "With table3, figure2 and figure4: search on this dataset too, and train every candidate by the "
                            + "published recipe: mnist, svhn, aircraft or pets (or cifar10, cifar100). A candidate "
                            + "takes hours; each "
                            + "finished one is recorded, and a search that was stopped continues from there.")
    private List<String> train = List.of();

    @Option(
            names = "--images",
            paramLabel = "FOLDER",
            description =
                    "Where the images of --train are: a data folder as data/fetch.sh fills it, or a folder or zip with "
                            + "train/CLASS and test/CLASS.")
    private Optional<Path> images = Optional.empty();

    @Option(
            names = "--recipe",
            split = ",",
            paramLabel = "name=value",
            description =
                    "With --train, to try it out: epochs, batch, channels or cells other than the published 200, 256, "
                            + "16 and 5. The tables show it.")
    private Map<String, String> recipe = new LinkedHashMap<>();

    @Option(
            names = "--control",
            paramLabel = "FOLDER",
            description = "With table1: search pruned spaces a second time, with models that were trained "
                    + "without the removed cells, as further rows. Of each space FOLDER/TARGET-without-M holds "
                    + "SUITE-SEED.safetensors of meta-train and SUITE-SEED-decoder.safetensors of train-decoder, both "
                    + "with --without-top M --of TARGET, for seeds 0, 1 and 2.")
    private Optional<Path> control = Optional.empty();

    @Option(
            names = "--models",
            paramLabel = "GROUP:VALUE=FOLDER",
            description = "With ablations: search with models that were trained in another way too, such as "
                    + "kernel:rbf=FOLDER or decoder:wider=FOLDER. FOLDER holds SUITE-SEED.safetensors of meta-train "
                    + "and SUITE-SEED-decoder.safetensors of train-decoder, or the latter alone, for seeds 0, 1 and "
                    + "2. May be repeated.")
    private Map<String, Path> models = new LinkedHashMap<>();

    @Mixin
    private OwnTableOptions own = new OwnTableOptions();

    @Mixin
    private EngineOption engine;

    @Mixin
    private SparkOption spark;

    int seeds() {
        return seeds.orElse(quick ? QUICK_SEEDS : SEEDS);
    }

    long firstSeed() {
        return firstSeed;
    }

    int budget() {
        return budget.orElse(quick ? QUICK_BUDGET : BUDGET);
    }

    int threads() {
        return threads;
    }

    int parallel() {
        return parallel;
    }

    /** Where searches and trainings run, if not here. */
    SparkOption spark() {
        return spark;
    }

    Optional<Path> data() {
        return data.path();
    }

    DataFolder dataFolder() {
        return data.folder();
    }

    List<String> targets() {
        return targets;
    }

    List<MethodVariant> methods() {
        return methods.stream().map(MethodVariant::parse).toList();
    }

    List<String> train() {
        return train;
    }

    /** Datasets of one's own. */
    OwnTableOptions own() {
        return own;
    }

    Optional<Path> control() {
        return control;
    }

    Map<String, Path> models() {
        return models;
    }

    Optional<Path> images() {
        return images;
    }

    /**
     * The network and its training.
     *
     * @throws IllegalArgumentException if a name is unknown or a number out of its range
     */
    Training training() {
        recipe.forEach((name, value) -> {
            if (!RECIPE.contains(name)) {
                throw new IllegalArgumentException(
                        "--recipe " + name + "=" + value + ": expected one of " + String.join(", ", RECIPE));
            }
        });
        TrainingRecipe published = TrainingRecipe.nasBench201();
        return new Training(
                recipe("channels", Training.published().channels()),
                recipe("cells", Training.published().cells()),
                new TrainingRecipe(
                        recipe("epochs", published.epochs()),
                        recipe("batch", published.batchSize()),
                        published.learningRate(),
                        published.momentum(),
                        published.weightDecay(),
                        published.padding(),
                        published.mirrored()));
    }

    private int recipe(String name, int usual) {
        String text = recipe.get(name);
        try {
            return text == null ? usual : new WholeNumber.Count().convert(text);
        } catch (TypeConversionException e) {
            throw new IllegalArgumentException("--recipe " + name + "=" + e.getMessage(), e);
        }
    }

    /** What trains the candidates of --train. */
    TrainingEngine engine() {
        return engine.engine();
    }

    /** The same with another data folder, if one is named. */
    ExperimentOptions withData(Optional<Path> other) {
        if (other.isPresent()) {
            data.set(other);
        }
        return this;
    }

    /**
     * The arguments that give the same numbers.
     *
     * @param searched the targets with a table that were searched on
     */
    List<String> arguments(String experiment, List<String> searched) {
        List<String> arguments = new ArrayList<>(List.of(
                experiment,
                "--seeds",
                "" + seeds(),
                "--seed",
                "" + firstSeed,
                "--budget",
                "" + budget(),
                "--threads",
                "" + threads));
        if (parallel != 1) {
            arguments.addAll(List.of("--parallel", "" + parallel));
        }
        searched.forEach(target -> arguments.addAll(List.of("--target", target)));
        arguments.addAll(own.arguments());
        methods.forEach(method -> arguments.addAll(List.of("--method", method)));
        data.path()
                .ifPresent(folder -> arguments.addAll(
                        List.of("--data", folder.toAbsolutePath().toString())));
        train.forEach(dataset -> arguments.addAll(List.of("--train", dataset)));
        images.ifPresent(folder ->
                arguments.addAll(List.of("--images", folder.toAbsolutePath().toString())));
        control.ifPresent(folder ->
                arguments.addAll(List.of("--control", folder.toAbsolutePath().toString())));
        models.forEach((key, folder) -> arguments.addAll(List.of("--models", key + "=" + folder.toAbsolutePath())));
        if (!train.isEmpty()) {
            arguments.addAll(List.of("--engine", engine().label()));
        }
        recipe.keySet().forEach(key -> arguments.addAll(List.of("--recipe", key + "=" + recipe(key, 1))));
        return arguments;
    }
}
