package io.github.grabnas.experiment.run;

import io.github.grabnas.benchmark.ArchitectureTable;
import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.Quantity;
import io.github.grabnas.evaluate.Quantity.Direction;
import io.github.grabnas.evaluate.TabularEvaluator;
import io.github.grabnas.evaluate.parallel.EvaluationSlots;
import io.github.grabnas.evaluate.parallel.SimulatedSlots;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ExplicitSearchSpace;
import io.github.grabnas.space.PrunedSearchSpace;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.surrogate.MetaLearnedModels;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A column of anybody's table as a target: its architectures are the space, and what is not listed is answered
 * "unknown".
 *
 * <pre>{@code
 * ExperimentTarget latency = TableFileTarget.read(Path.of("mine.csv"), "milliseconds", Direction.MINIMIZE, models);
 * }</pre>
 */
public final class TableFileTarget implements ExperimentTarget {

    private final ArchitectureTable table;
    private final Quantity quantity;
    private final SearchSpace whole;
    private final List<Architecture> ranking;
    private final MetaLearnedModels models;
    private final Map<String, String> checksums;

    /**
     * A target of a table.
     *
     * @param direction which values are good
     * @param models what was learnt on other datasets, such as
     *     {@link io.github.grabnas.pretrained.PretrainedModels#withoutImages}
     * @param checksums the SHA-256 of the files that decide a result, by name
     */
    public TableFileTarget(
            ArchitectureTable table, Direction direction, MetaLearnedModels models, Map<String, String> checksums) {
        this.table = table;
        this.quantity = new Quantity(table.column(), "", direction);
        this.whole = new ExplicitSearchSpace(table.architectures());
        this.ranking = whole.architectures().stream()
                .<Architecture>map(a -> a)
                .sorted(Comparator.comparingDouble(
                        (Architecture a) -> -quantity.score(table.value(a).orElseThrow())))
                .toList();
        this.models = models;
        this.checksums = Map.copyOf(checksums);
    }

    /**
     * Reads a column of a file.
     *
     * @throws IOException if the file cannot be read, or is no such table; the message names line and reason
     */
    public static TableFileTarget read(Path file, String column, Direction direction, MetaLearnedModels models)
            throws IOException {
        return new TableFileTarget(
                ArchitectureTable.read(file, column),
                direction,
                models,
                Map.of("table " + column, DataChecksums.sha256(file)));
    }

    @Override
    public String label() {
        return table.column();
    }

    @Override
    public SearchSpace space(int pruned) {
        return pruned == 0 ? whole : new PrunedSearchSpace(ranking, pruned);
    }

    @Override
    public OptionalDouble best(int pruned) {
        return table.value(ranking.get(pruned));
    }

    @Override
    public ArchitectureEvaluator evaluator() {
        return TabularEvaluator.of(table, whole, quantity);
    }

    @Override
    public MetaLearnedModels models() {
        return models;
    }

    @Override
    public Map<String, String> checksums() {
        return checksums;
    }

    @Override
    public String measuredBy() {
        return "table";
    }

    /** On a simulated clock: a table answers at once. */
    @Override
    public EvaluationSlots slots(int count) {
        return count == 1 ? EvaluationSlots.one() : SimulatedSlots.byNetworkCost(count);
    }
}
