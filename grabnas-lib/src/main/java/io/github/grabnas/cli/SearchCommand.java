package io.github.grabnas.cli;

import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.benchmark.MicroBench;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.TabularEvaluator;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingEvaluator;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.experiment.prepare.MicroBenchMeasurement;
import io.github.grabnas.experiment.run.SearchExperiment;
import io.github.grabnas.experiment.run.SearchRun;
import io.github.grabnas.experiment.run.SearchSummary;
import io.github.grabnas.pretrained.PretrainedModels;
import io.github.grabnas.experiment.run.TrialFile;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.PrunedSearchSpace;
import io.github.grabnas.space.SearchSpace;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code grabnas search}: repeats a search with several seeds and writes every trial to a file. */
@Command(name = "search", mixinStandardHelpOptions = true,
        description = "Search for a good architecture with several seeds and write every trial to a CSV file.")
final class SearchCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--method", required = true, description = "random, evolution, bo-onehot, tnas, metad2a, grabnas or grabnas-knn.")
    private String method;

    @Option(names = "--target", required = true, description = "cifar10, cifar100, imagenet16-120, micro-digits or micro-fashion-shift.")
    private String target;

    @Option(names = "--budget", required = true, description = "Distinct architectures that one search evaluates.")
    private int budget;

    @Option(names = "--seeds", defaultValue = "1", description = "How many searches (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--seed", defaultValue = "0",
            description = "The first search's seed; the others count on from it (default: ${DEFAULT-VALUE}).")
    private long firstSeed;

    @Option(names = "--out", required = true, paramLabel = "FILE.csv", description = "Where to write the trials.")
    private Path out;

    @Option(names = "--prune-top", defaultValue = "0", paramLabel = "M",
            description = "Remove the target's M best cells from the space (default: ${DEFAULT-VALUE}).")
    private int pruneTop;

    @Option(names = "--train", description = "Train every candidate instead of looking it up (micro targets). Each is noted in "
            + "FILE.csv.journal; started again, the search goes on from there.")
    private boolean train;

    @Option(names = "--decoder", paramLabel = "FILE.safetensors", description = "A graph decoder to take for all seeds instead of the "
            + "one that comes with each meta-training; see train-decoder.")
    private Optional<Path> decoder = Optional.empty();

    @Option(names = "--data", paramLabel = "DIR", description = "The folder of the public data files.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--set", paramLabel = "name=value", description = "A setting of the method; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException {
        SearchMethod searchMethod = usage(() -> SearchMethod.of(method));
        Target searchTarget = usage(() -> Target.of(target));
        OutputFile.check(spec, "--out", out);
        if (train && !searchTarget.isMicro()) {
            throw new ParameterException(spec.commandLine(), "--train is for the targets micro-digits and micro-fashion-shift; "
                    + "'" + target + "' has a table only");
        }
        DataFolder folder = data.map(DataFolder::at).orElseGet(DataFolder::find);
        BenchmarkTable table = BenchmarkTable.find(searchTarget, folder);
        SearchSpace space = usage(() -> space(table, searchTarget));
        if (!train) {
            search(searchMethod, space, new TabularEvaluator(table, searchTarget));
            return CommandLine.ExitCode.OK;
        }
        CandidateTrainer trainer = CandidateTrainer.micro(MicroBench.find().task(searchTarget));
        try (TrainingJournal journal = TrainingJournal.open(Path.of(out + ".journal"), trainer.settings())) {
            journal.warning().ifPresent(w -> spec.commandLine().getErr().println("grabnas: " + w));
            search(searchMethod, space, new TrainingEvaluator(trainer, 0,
                    MicroBenchMeasurement.trainings(searchTarget), journal));
        }
        return CommandLine.ExitCode.OK;
    }

    private void search(SearchMethod searchMethod, SearchSpace space, ArchitectureEvaluator evaluator) throws IOException {
        PretrainedModels shipped = PretrainedModels.of(Target.of(target));
        PretrainedModels models = decoder.isPresent() ? shipped.withDecoder(GraphAutoencoder.read(decoder.get())) : shipped;
        SearchExperiment experiment = usage(() -> new SearchExperiment(searchMethod, settings, space, evaluator, budget,
                firstSeed, seeds, models));
        List<SearchRun> runs = run(experiment);
        TrialFile.write(out, runs);
        spec.commandLine().getOut().println(SearchSummary.of(runs, budget));
    }

    private SearchSpace space(BenchmarkTable table, Target searchTarget) {
        List<Cell> ranking = table.ranking(searchTarget);
        return pruneTop == 0 ? new NasBench201() : new PrunedSearchSpace(ranking, pruneTop);
    }

    private List<SearchRun> run(SearchExperiment experiment) {
        if (!Terminal.isAttached()) {
            return experiment.run();
        }
        try (ProgressBar bar = new ProgressBarBuilder().setTaskName(method + " on " + target)
                .setInitialMax((long) seeds * Math.min(budget, experiment.space().size())).build()) {
            return experiment.run(trial -> bar.step());
        }
    }

    /** What the caller got wrong is wrong usage, not a failure. */
    private <T> T usage(Supplier<T> action) {
        try {
            return action.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
