package io.github.grabnas.cli;

import io.github.grabnas.benchmark.MicroBench;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.evaluate.training.Candidate;
import io.github.grabnas.evaluate.training.CandidatePool;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.experiment.prepare.MicroBenchMeasurement;
import io.github.grabnas.experiment.prepare.MicroTableFile;
import io.github.grabnas.nn.convolution.TrainingEngine;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code grabnas measure}: trains the candidates of one of MicroBench's tables and writes the table. */
@Command(
        name = "measure",
        mixinStandardHelpOptions = true,
        footer = "%nMemory: a heap of 2 GiB is enough; the process takes up to 0.6 GB.",
        description =
                "Train the candidates of one of MicroBench's tables and write the table. Killed and started again, "
                        + "it goes on where it was.")
final class MeasureCommand implements Callable<Integer> {

    private static final String META_TRAINING = "meta-training";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "TABLE", description = "micro-digits, micro-fashion-shift or meta-training.")
    private String table;

    @Option(names = "--out", required = true, paramLabel = "FILE.csv", description = "Where to write the table.")
    private Path out;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "Where every finished candidate is noted (default: beside the table, ending in .journal).")
    private Optional<Path> journalFile = Optional.empty();

    @Option(
            names = "--threads",
            converter = WholeNumber.Threads.class,
            description = "How many candidates are trained side by side (default: one a processor).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--first",
            converter = WholeNumber.Count.class,
            paramLabel = "N",
            description = "Train only the first N candidates and write no table; the order is by chance.")
    private Optional<Integer> first = Optional.empty();

    @Mixin
    private EngineOption engine;

    @Override
    public Integer call() throws IOException {
        if (!table.equals(META_TRAINING)
                && !table.equals(Target.MICRO_DIGITS.label())
                && !table.equals(Target.MICRO_FASHION_SHIFT.label())) {
            throw usage("unknown table '" + table + "'; expected micro-digits, micro-fashion-shift or meta-training");
        }
        OutputFile.check(spec, "--out", out);
        TrainingEngine trainingEngine = engine.engine();
        MicroBench bench = MicroBench.find();
        boolean meta = table.equals(META_TRAINING);
        List<Candidate> candidates;
        CandidateTrainer trainer;
        if (meta) {
            candidates = MicroBenchMeasurement.metaTraining(bench, trainingEngine);
            trainer = candidates.get(0).trainer();
        } else {
            trainer = MicroBenchMeasurement.trainer(bench, Target.of(table)).on(trainingEngine);
            candidates = MicroBenchMeasurement.first(trainer, MicroBenchMeasurement.trainings(Target.of(table)));
        }
        Path notes = journalFile.orElse(Path.of(out + ".journal"));
        try (TrainingJournal journal = TrainingJournal.open(notes, trainer.settings())) {
            journal.warning().ifPresent(w -> spec.commandLine().getErr().println("grabnas: " + w));
            int done = Math.min(first.orElse(candidates.size()), candidates.size());
            List<TrainingJournal.Entry> entries = train(candidates.subList(0, done), journal, table);
            if (first.isPresent()) {
                spec.commandLine().getOut().println(done + " candidates are in " + notes);
                return CommandLine.ExitCode.OK;
            }
            if (meta) {
                MicroTableFile.writeTuples(out, entries);
            } else {
                int trainings = MicroBenchMeasurement.trainings(Target.of(table));
                List<Candidate> second = MicroBenchMeasurement.second(trainer, trainings, entries);
                MicroTableFile.write(out, entries, train(second, journal, table + ", again"));
            }
            report(journal);
        }
        return CommandLine.ExitCode.OK;
    }

    private void report(TrainingJournal journal) {
        double seconds = journal.entries().stream()
                .mapToDouble(TrainingJournal.Entry::seconds)
                .sum();
        spec.commandLine()
                .getOut()
                .println(journal.entries().size() + " candidates, " + Math.round(seconds)
                        + " s of training; the table is " + out);
    }

    private List<TrainingJournal.Entry> train(List<Candidate> candidates, TrainingJournal journal, String name)
            throws IOException {
        CandidatePool pool = new CandidatePool(threads);
        if (!Terminal.isAttached()) {
            return pool.train(candidates, journal, entry -> {});
        }
        long known = candidates.stream()
                .filter(c -> journal.find(c.key()).isPresent())
                .count();
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(candidates.size())
                .startsFrom(known, java.time.Duration.ZERO)
                .build()) {
            return pool.train(candidates, journal, entry -> bar.step());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
