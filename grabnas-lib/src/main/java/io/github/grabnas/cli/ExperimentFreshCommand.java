package io.github.grabnas.cli;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.data.WholeFile;
import io.github.grabnas.evaluate.training.Candidate;
import io.github.grabnas.evaluate.training.CandidatePool;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.evaluate.training.TrainingPool;
import io.github.grabnas.experiment.paper.FreshTrainings;
import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.ExperimentRunner;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.Provenance;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.RunStore;
import io.github.grabnas.experiment.run.SearchResultFile;
import io.github.grabnas.experiment.run.TableTarget;
import io.github.grabnas.report.ExperimentPage;
import io.github.grabnas.space.Architecture;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** {@code grabnas experiment fresh}: what was found in pruned spaces, trained anew. */
@Command(
        name = "fresh",
        mixinStandardHelpOptions = true,
        footer = "%nHow long: half a second to three seconds of one thread a training; some hundred trainings a target."
                + "%nMemory: a heap of 2 GiB is enough.",
        description = "Train anew what searches of the pruned spaces found at proxy scale, and the best cell that "
                + "remains: is it better? Searches are those of table1 in the same folder; what is missing is "
                + "searched first. Trainings are kept in DIR/trainings, so that the same command goes on.")
final class ExperimentFreshCommand implements Callable<Integer> {

    private static final String NAME = "fresh";
    /** Trainings of a table have lower seeds. */
    private static final long FIRST_TRAINING = 1_000_000;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--method",
            split = ",",
            defaultValue = "grabnas",
            paramLabel = "METHOD",
            description = "Which methods, beside the baseline (default: ${DEFAULT-VALUE}).")
    private List<String> methods = List.of();

    @Option(
            names = "--baseline",
            defaultValue = "tnas",
            paramLabel = "METHOD",
            description = "Against which the others are tested (default: ${DEFAULT-VALUE}).")
    private String baseline;

    @Option(
            names = "--trainings",
            converter = WholeNumber.Count.class,
            defaultValue = "" + FreshTrainings.TRAININGS,
            paramLabel = "N",
            description = "How often each architecture is trained, at least 2 (default: ${DEFAULT-VALUE}).")
    private int trainings;

    @Mixin
    private RepetitionOptions repetitions;

    @Mixin
    private FreshTrainingOptions training = new FreshTrainingOptions();

    @Override
    public Integer call() throws IOException {
        Instant started = Instant.now();
        MethodVariant against = method(baseline);
        List<MethodVariant> compared = methods.stream().map(this::method).toList();
        if (trainings < 2) {
            throw new ParameterException(
                    spec.commandLine(), "--trainings " + trainings + ": expected at least 2, for an interval");
        }
        Map<ExperimentTarget, CandidateTrainer> trainers = trainers();
        training.makeFolder();
        RunStore store = new RunStore(
                training.out().resolve("runs"), w -> spec.commandLine().getErr().println("grabnas: " + w));
        ExperimentRunner runner = WrongUsage.or(
                spec,
                () -> new ExperimentRunner(
                        store, repetitions.budget(), repetitions.firstSeed(), repetitions.seeds(), training.threads()));
        List<ExperimentCondition> conditions =
                FreshTrainings.conditions(List.copyOf(trainers.keySet()), compared, against);
        ExperimentRuns runs;
        int run;
        try (ExperimentProgress progress = new ExperimentProgress(
                NAME,
                runner.searches(conditions),
                repetitions.budget(),
                spec.commandLine().getErr())) {
            runs = runner.run(conditions, progress);
            run = progress.run();
        }
        FreshTrainings fresh = new FreshTrainings(runs, against, trainings);
        Map<ExperimentTarget, Map<Architecture, double[]>> accuracies = new HashMap<>();
        for (ExperimentTarget target : trainers.keySet()) {
            accuracies.put(target, train(fresh.architectures(target), trainers.get(target)));
        }
        List<ResultTable> tables =
                fresh.tables((target, architecture) -> accuracies.get(target).get(architecture));
        write(runs, tables, Provenance.of(NAME, runs, runner, tables, MadeBy.arguments(spec), started, run));
        return CommandLine.ExitCode.OK;
    }

    /** A method that searches a space, with settings that it has. */
    private MethodVariant method(String name) {
        return WrongUsage.or(spec, () -> {
            MethodVariant variant = MethodVariant.parse(name);
            if (variant.search().needsImages()) {
                throw new IllegalArgumentException("method '" + name
                        + "' derives the same cell whatever is removed; expected one that searches a space, such as "
                        + "grabnas");
            }
            variant.search().values(variant.settings());
            return variant;
        });
    }

    /** By which the targets' tables were measured. */
    private Map<ExperimentTarget, CandidateTrainer> trainers() throws IOException {
        Map<ExperimentTarget, CandidateTrainer> trainers = new LinkedHashMap<>();
        for (Map.Entry<ProxyDataset, CandidateTrainer> entry :
                training.trainers().entrySet()) {
            trainers.put(TableTarget.read(entry.getKey().target(), training.data()), entry.getValue());
        }
        return trainers;
    }

    private Map<Architecture, double[]> train(List<Architecture> architectures, CandidateTrainer trainer)
            throws IOException {
        Path folder = Files.createDirectories(training.out().resolve("trainings"));
        String name = trainer.task().name();
        List<Candidate> candidates = architectures.stream()
                .flatMap(
                        a -> IntStream.range(0, trainings).mapToObj(i -> new Candidate(trainer, a, FIRST_TRAINING + i)))
                .toList();
        try (TrainingJournal journal =
                TrainingJournal.open(folder.resolve(NAME + "-" + name + ".journal"), trainer.settings())) {
            journal.warning().ifPresent(w -> spec.commandLine().getErr().println("grabnas: " + w));
            spec.commandLine()
                    .getErr()
                    .printf(
                            Locale.ROOT,
                            "%s: %d trainings of %d architectures, of which %d are done%n",
                            name,
                            candidates.size(),
                            architectures.size(),
                            candidates.size()
                                    - TrainingPool.open(candidates, journal).size());
            spec.commandLine().getErr().flush();
            double[] accuracies = new CandidatePool(training.threads())
                    .train(candidates, journal, entry -> {}).stream()
                            .mapToDouble(TrainingJournal.Entry::accuracy)
                            .toArray();
            Map<Architecture, double[]> all = new HashMap<>();
            for (int i = 0; i < architectures.size(); i++) {
                all.put(architectures.get(i), Arrays.copyOfRange(accuracies, i * trainings, (i + 1) * trainings));
            }
            return all;
        }
    }

    private void write(ExperimentRuns runs, List<ResultTable> tables, Provenance provenance) throws IOException {
        Path folder = Files.createDirectories(training.out().resolve(NAME));
        SearchResultFile.table(runs).write(folder);
        for (ResultTable table : tables) {
            table.write(folder);
        }
        provenance.write(folder.resolve("provenance.json"));
        String page = ExperimentPage.of("Found in pruned spaces, trained anew", tables, List.of(), MadeBy.text(spec));
        Path file = folder.resolve(NAME + ".html");
        WholeFile.write(file, o -> o.write(page.getBytes(StandardCharsets.UTF_8)));
        spec.commandLine().getOut().println(tables.get(0).table().printAll());
        spec.commandLine().getOut().println(tables.get(0).title() + ": " + file);
    }
}
