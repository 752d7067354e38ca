package io.github.grabnas.experiment.run;

import io.github.grabnas.benchmark.ArchitectureTable;
import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.Quantity;
import io.github.grabnas.evaluate.Quantity.Direction;
import io.github.grabnas.evaluate.TabularEvaluator;
import io.github.grabnas.evaluate.parallel.EvaluationSlots;
import io.github.grabnas.evaluate.parallel.SimulatedSlots;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.surrogate.MetaLearnedModels;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A column of anybody's table as a target: its architectures are the space, and what is not listed is answered
 * "unknown".
 *
 * <pre>{@code
 * TableFileTarget plants = TableFileTarget.read(Path.of("plants.csv"), "validation", Direction.MAXIMIZE, models)
 *         .named("plants")
 *         .reporting(ArchitectureTable.read(Path.of("plants.csv"), "test"));
 * }</pre>
 *
 * <p>A column that is maximised and whose values all lie from 0 to 100, not all of them at most 1, is taken for an
 * accuracy in percent: meta-trained methods then expect differences like those of the accuracies that they were taught.
 * {@link #measuring} says otherwise.
 *
 * <p>Without its best, the space lacks architectures one by one. But where some are listed under several names, and all
 * names of what counts as the same ({@link Architecture#equivalenceClass}) have one value, each was measured once: then
 * functions are removed, with all architectures that compute them, as from the library's own tables at proxy scale.
 */
public final class TableFileTarget implements ExperimentTarget {

    private static final double WHOLE = 100;

    private final String label;
    private final ArchitectureTable table;
    private final Optional<ArchitectureTable> reported;
    private final Quantity quantity;
    private final TableRanking ranking;
    private final MetaLearnedModels models;
    private final Map<String, String> checksums;

    private TableFileTarget(
            String label,
            ArchitectureTable table,
            Optional<ArchitectureTable> reported,
            Quantity quantity,
            TableRanking ranking,
            MetaLearnedModels models,
            Map<String, String> checksums) {
        this.label = Objects.requireNonNull(label, "label");
        this.table = table;
        this.reported = reported;
        this.quantity = quantity;
        this.ranking = ranking;
        this.models = models;
        Map<String, String> all = new TreeMap<>(checksums);
        all.put("values", DataChecksums.sha256(text(table)));
        String unit = quantity.unit() + " " + quantity.direction().name().toLowerCase(Locale.ROOT);
        all.put("quantity", unit.strip());
        this.checksums = Map.copyOf(all);
    }

    /**
     * A target of a table, which has the name of its column.
     *
     * @param direction which values are good
     * @param models what was learnt on other datasets, such as
     *     {@link io.github.grabnas.pretrained.PretrainedModels#withoutImages}
     * @param checksums the SHA-256 of the files that decide a result, by name: kept searches are taken for those of
     *     other files if this stays the same. Those of the models are added
     */
    public TableFileTarget(
            ArchitectureTable table, Direction direction, MetaLearnedModels models, Map<String, String> checksums) {
        this(table, quantity(table, direction), models, checksums);
    }

    private TableFileTarget(
            ArchitectureTable table, Quantity quantity, MetaLearnedModels models, Map<String, String> checksums) {
        this(table.column(), table, Optional.empty(), quantity, TableRanking.of(table, quantity), models, checksums);
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

    private static Quantity quantity(ArchitectureTable table, Direction direction) {
        double[] values = table.architectures().stream()
                .mapToDouble(a -> table.value(a).orElseThrow())
                .toArray();
        boolean percent = direction == Direction.MAXIMIZE;
        boolean large = false;
        for (double value : values) {
            percent &= value >= 0 && value <= WHOLE;
            large |= value > 1;
        }
        return new Quantity(table.column(), percent && large ? Quantity.ACCURACY.unit() : "", direction);
    }

    /** The same under another name, in tables and files; two targets of an experiment need two. */
    public TableFileTarget named(String other) {
        return new TableFileTarget(other, table, reported, quantity, ranking, models, checksums);
    }

    /** The same, measured in another unit: {@code %} for accuracies in percent, {@code ms}, or none. */
    public TableFileTarget measuring(String unit) {
        return new TableFileTarget(
                label,
                table,
                reported,
                new Quantity(quantity.name(), unit, quantity.direction()),
                ranking,
                models,
                checksums);
    }

    /**
     * The same with what is reported of the architecture that a search takes for the best, such as its test accuracy.
     * Searches do not see it.
     *
     * @throws IllegalArgumentException if it lacks an architecture of the table
     */
    public TableFileTarget reporting(ArchitectureTable other) {
        table.architectures().stream()
                .filter(a -> other.value(a).isEmpty())
                .findFirst()
                .ifPresent(missing -> {
                    throw new IllegalArgumentException("column '" + other.column() + "' has no value for '"
                            + missing.text() + "', which column '" + table.column()
                            + "' has; expected one for each architecture");
                });
        Map<String, String> all = new TreeMap<>(checksums);
        all.put("reported " + other.column(), DataChecksums.sha256(text(other)));
        return new TableFileTarget(label, table, Optional.of(other), quantity, ranking, models, all);
    }

    private String text(ArchitectureTable other) {
        StringBuilder text = new StringBuilder();
        table.architectures()
                .forEach(a -> text.append(other.value(a).orElseThrow()).append('\n'));
        return text.toString();
    }

    @Override
    public String label() {
        return label;
    }

    /** What the column is. */
    public Quantity quantity() {
        return quantity;
    }

    /** {@inheritDoc} Functions are removed where the table measured each once, as the class says. */
    @Override
    public SearchSpace space(int pruned) {
        return ranking.without(pruned);
    }

    @Override
    public String spaceVersion(int pruned) {
        return pruned > 0 && ranking.isByFunction() ? TableTarget.WITHOUT_FUNCTIONS : "";
    }

    /** Those that leave something. */
    @Override
    public List<Integer> searchable(List<Integer> pruned) {
        return pruned.stream().filter(top -> top < ranking.count()).toList();
    }

    @Override
    public OptionalDouble best(int pruned) {
        return OptionalDouble.of(ranking.bestNumber(pruned));
    }

    @Override
    public OptionalDouble reportedBest(int pruned) {
        return reported.map(test -> test.value(ranking.best(pruned))).orElseGet(() -> best(pruned));
    }

    @Override
    public Optional<Architecture> bestArchitecture(int pruned) {
        return Optional.of(ranking.best(pruned));
    }

    @Override
    public ArchitectureEvaluator evaluator() {
        return TabularEvaluator.of(label, table, reported, ranking.without(0), quantity);
    }

    @Override
    public MetaLearnedModels models() {
        return models;
    }

    /** Of the files, and of the values and their unit. */
    @Override
    public Map<String, String> checksums() {
        return OwnNames.of(label, checksums);
    }

    @Override
    public Map<String, String> checksumsOfModels() {
        return OwnNames.of(label, models.checksums());
    }

    @Override
    public String measuredBy() {
        return TableTarget.MEASURED_BY;
    }

    /** On a simulated clock: a table answers at once. */
    @Override
    public EvaluationSlots slots(int count) {
        return count == 1 ? EvaluationSlots.one() : SimulatedSlots.byNetworkCost(count);
    }
}
