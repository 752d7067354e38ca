package io.github.grabnas.experiment.prepare;

import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.evaluate.Evaluation.Measured;
import io.github.grabnas.evaluate.TabularEvaluator;
import io.github.grabnas.experiment.run.Decimals;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.search.oneshot.OneShotMethods;
import io.github.grabnas.search.oneshot.OneShotRun;
import io.github.grabnas.search.oneshot.OneShotRunFile;
import io.github.grabnas.search.oneshot.OneShotStep;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;
import io.github.grabnas.statistics.Summary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What kept one-shot runs derived: how many edges have which operation, how far the probabilities had moved, and the
 * derived cell's accuracy from the target's table where there is one. Nothing is trained.
 *
 * <pre>{@code
 * OneShotSummary.read(DataFolder.embedded("oneshot"), DataFolder.find()).summary().csv();
 * }</pre>
 *
 * @param runs target by target, method by method, seed by seed
 */
public record OneShotSummary(List<Derived> runs) {

    private static final Pattern RUN = Pattern.compile(".+-[0-9]+\\.csv");

    private static final Decimals PERCENT = Decimals.of(2);
    private static final Decimals PROBABILITY = Decimals.of(4);
    private static final Decimals COUNT = Decimals.of(1);
    /** A curve has about so many epochs. */
    private static final int SHOWN = 10;

    /**
     * A run with the accuracy of its cell.
     *
     * @param run as it was kept
     * @param accuracy of the derived cell; empty where the target has no table
     */
    public record Derived(OneShotRun run, Optional<Measured> accuracy) {

        /** Checks that nothing is missing. */
        public Derived {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(accuracy, "accuracy");
        }

        /** The method with the settings that are not its defaults. */
        public String method() {
            return new MethodVariant(run.method(), run.settings()).name();
        }

        /** How many of the six edges have an operation. */
        public int edges(Operation operation) {
            return run.derived().count(operation);
        }

        /** The largest probability of each edge after the last epoch, the lowest first. */
        double[] largest() {
            double[] largest = new double[Cell.EDGES];
            for (int e = 0; e < Cell.EDGES; e++) {
                largest[e] =
                        Arrays.stream(run.last().probabilities().row(e)).max().orElseThrow();
            }
            Arrays.sort(largest);
            return largest;
        }

        private Optional<Double> validation() {
            return accuracy.map(Measured::accuracy);
        }

        private Optional<Double> test() {
            return accuracy.map(Measured::testAccuracy)
                    .filter(OptionalDouble::isPresent)
                    .map(OptionalDouble::getAsDouble);
        }
    }

    /** Runs of one method on one target. */
    private record Group(String target, String method, List<Derived> runs) {

        double mean(ToDoubleFunction<Derived> value) {
            return runs.stream().mapToDouble(value).average().orElseThrow();
        }

        /** Over the runs; empty unless all have it. */
        Optional<Summary> over(Function<Derived, Optional<Double>> value) {
            double[] values = runs.stream()
                    .map(value)
                    .flatMap(Optional::stream)
                    .mapToDouble(x -> x)
                    .toArray();
            return values.length == runs.size() ? Optional.of(Summary.of(values)) : Optional.empty();
        }
    }

    /** The same epoch of all runs of a group. */
    private record Epoch(Group group, int number, List<OneShotStep> steps) {

        double probability(Operation operation) {
            double sum = 0;
            for (OneShotStep step : steps) {
                for (int e = 0; e < Cell.EDGES; e++) {
                    sum += step.probabilities().get(e, operation.ordinal());
                }
            }
            return sum / steps.size() / Cell.EDGES;
        }

        /** Mean number of edges of the cells that would be derived now; empty where that is not known yet. */
        Optional<Double> edges(Operation operation) {
            List<Cell> cells = steps.stream()
                    .map(OneShotStep::derived)
                    .flatMap(Optional::stream)
                    .toList();
            return cells.size() < steps.size()
                    ? Optional.empty()
                    : Optional.of(cells.stream()
                            .mapToInt(cell -> cell.count(operation))
                            .average()
                            .orElseThrow());
        }
    }

    /** Copies the list. */
    public OneShotSummary {
        runs = List.copyOf(runs);
    }

    /**
     * Reads all runs in a folder, and the tables of their targets.
     *
     * @param folder as {@code grabnas one-shot --out} fills it
     * @param data where tables are
     * @throws MissingDataException if there are no runs
     * @throws io.github.grabnas.data.DataFormatException if a run or a table is damaged
     */
    public static OneShotSummary read(Path folder, DataFolder data) throws IOException {
        List<OneShotRun> runs = new ArrayList<>();
        // Tables that were written beside the runs have other names.
        try (Stream<Path> files = Files.find(
                folder,
                2,
                (file, kind) -> RUN.matcher(file.getFileName().toString()).matches())) {
            for (Path file : files.toList()) {
                runs.add(OneShotRunFile.read(file));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (runs.isEmpty()) {
            throw new MissingDataException(
                    folder.toString(),
                    folder + ": no one-shot runs in it; expected files TARGET/METHOD-SEED.csv of grabnas one-shot");
        }
        List<String> methods =
                OneShotMethods.all().stream().map(method -> method.label()).toList();
        runs.sort(Comparator.comparing(OneShotRun::target)
                .thenComparing(run -> methods.indexOf(run.method()))
                .thenComparing(run -> run.settings().size())
                .thenComparing(run -> run.settings().toString())
                .thenComparing(OneShotRun::seed));
        Map<String, Optional<TabularEvaluator>> tables = new HashMap<>();
        List<Derived> derived = new ArrayList<>();
        for (OneShotRun run : runs) {
            if (!tables.containsKey(run.target())) {
                tables.put(run.target(), table(run.target(), data));
            }
            derived.add(new Derived(
                    run,
                    tables.get(run.target())
                            .map(table -> table.evaluate(run.derived()))
                            .filter(Measured.class::isInstance)
                            .map(Measured.class::cast)));
        }
        return new OneShotSummary(derived);
    }

    private static Optional<TabularEvaluator> table(String label, DataFolder data) throws IOException {
        Optional<Target> target =
                Target.withTable().stream().filter(t -> t.label().equals(label)).findFirst();
        try {
            return target.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new TabularEvaluator(BenchmarkTable.find(target.get(), data), target.get()));
        } catch (MissingDataException e) {
            return Optional.empty();
        }
    }

    private Collection<Group> groups() {
        Map<String, Group> groups = new LinkedHashMap<>();
        for (Derived run : runs) {
            groups.computeIfAbsent(
                            run.run().target() + " " + run.method(),
                            name -> new Group(run.run().target(), run.method(), new ArrayList<>()))
                    .runs()
                    .add(run);
        }
        return groups.values();
    }

    /** A row for each run. */
    public ResultTable table() {
        ResultColumns<Derived> columns = ResultColumns.of(runs)
                .text("target", r -> r.run().target())
                .text("method", Derived::method)
                .text("seed", r -> Long.toString(r.run().seed()))
                .whole("epochs", r -> r.run().last().epoch());
        for (Operation operation : Operation.all()) {
            columns.whole(operation.label() + "_edges", r -> r.edges(operation));
        }
        return columns.number("least_decided_edge", PROBABILITY, r -> r.largest()[0])
                .number("most_decided_edge", PROBABILITY, r -> r.largest()[Cell.EDGES - 1])
                .number("supernet_accuracy", PERCENT, r -> r.run().last().architectureAccuracy())
                .numberWhere("validation_accuracy", PERCENT, Derived::validation)
                .numberWhere("test_accuracy", PERCENT, Derived::test)
                .text("derived", r -> r.run().derived().text())
                .table("runs", "One-shot runs", List.of("Edges of the derived cell, six in all, by operation."));
    }

    /** A row for each method on each target. */
    public ResultTable summary() {
        ResultColumns<Group> columns = ResultColumns.of(List.copyOf(groups()))
                .text("target", Group::target)
                .text("method", Group::method)
                .whole("runs", g -> g.runs().size());
        for (Operation operation : Operation.all()) {
            columns.number(operation.label() + "_edges", COUNT, g -> g.mean(r -> r.edges(operation)));
        }
        return columns.number(
                        "largest_probability",
                        PROBABILITY,
                        g -> g.mean(r -> Arrays.stream(r.largest()).average().orElseThrow()))
                .number(
                        "supernet_accuracy",
                        PERCENT,
                        g -> g.mean(r -> r.run().last().architectureAccuracy()))
                .numberWhere(
                        "validation_mean",
                        PERCENT,
                        g -> g.over(Derived::validation).map(Summary::mean))
                .numberWhere(
                        "validation_std",
                        PERCENT,
                        g -> g.over(Derived::validation).map(Summary::standardDeviation))
                .numberWhere("test_mean", PERCENT, g -> g.over(Derived::test).map(Summary::mean))
                .numberWhere("test_std", PERCENT, g -> g.over(Derived::test).map(Summary::standardDeviation))
                .table(
                        "summary",
                        "What one-shot methods derived",
                        List.of("Means over runs; edges of six; the largest probability of an operation, mean over "
                                + "edges, after the last epoch (an even choice has 0.2)."));
    }

    /** How the probabilities moved: a row for each method on each target at some epochs, means over runs and edges. */
    public ResultTable curves() {
        List<Epoch> epochs = groups().stream().flatMap(OneShotSummary::epochs).toList();
        ResultColumns<Epoch> columns = ResultColumns.of(epochs)
                .text("target", e -> e.group().target())
                .text("method", e -> e.group().method())
                .whole("epoch", Epoch::number);
        for (Operation operation : Operation.all()) {
            columns.number(operation.label(), PROBABILITY, e -> e.probability(operation));
        }
        for (Operation operation : List.of(Operation.NONE, Operation.SKIP_CONNECT)) {
            columns.numberWhere(operation.label() + "_edges", COUNT, e -> e.edges(operation));
        }
        return columns.table(
                "curves",
                "Probabilities of the operations",
                List.of("Means over runs and edges; edges of six of the cell that would be derived then."));
    }

    /** Those epochs, of about {@value #SHOWN}, that all runs of the group kept. */
    private static Stream<Epoch> epochs(Group group) {
        List<OneShotStep> first = group.runs().get(0).run().epochs();
        int every = Math.max(1, first.size() / SHOWN);
        List<Epoch> epochs = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            int number = first.get(i).epoch();
            List<OneShotStep> steps = group.runs().stream()
                    .flatMap(r -> r.run().epochs().stream())
                    .filter(step -> step.epoch() == number)
                    .toList();
            boolean shown = i == 0 || i == first.size() - 1 || i % every == 0;
            if (shown && steps.size() == group.runs().size()) {
                epochs.add(new Epoch(group, number, steps));
            }
        }
        return epochs.stream();
    }
}
