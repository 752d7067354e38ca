package io.github.grabnas.experiment.run;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.TableReliability;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.TabularEvaluator;
import io.github.grabnas.evaluate.parallel.EvaluationSlots;
import io.github.grabnas.evaluate.parallel.SimulatedSlots;
import io.github.grabnas.pretrained.PretrainedModels;
import io.github.grabnas.search.TrainerSource;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.PrunedSearchSpace;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.surrogate.MetaLearnedModels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A target whose accuracies are in a benchmark's table. */
public final class TableTarget implements ExperimentTarget {

    /** How its values come about. */
    public static final String MEASURED_BY = "table";

    /** The version of a space that lacks functions with all their cells. */
    static final String WITHOUT_FUNCTIONS = "without functions";

    private final Target target;
    private final BenchmarkTable table;
    private final List<Cell> ranking;
    private final MetaLearnedModels models;
    private final Checksums files;
    /** Empty until they are first asked for, since all files are read for them. */
    private Map<String, String> checksums = Map.of();
    /** Empty until they are first asked for. */
    private Optional<Map<String, String>> images = Optional.empty();

    private final TrainerSource training;
    private final DataFolder data;
    private final boolean reliableForRanks;
    private final Map<Integer, SearchSpace> spaces = new ConcurrentHashMap<>();
    private final Map<Integer, Cell> bestCells = new ConcurrentHashMap<>();
    /** Empty until they are first asked for. */
    private Optional<Optional<TrainingCosts>> costs = Optional.empty();

    /** Reads the files that decide a result. */
    private interface Checksums {
        Map<String, String> read() throws IOException;
    }

    private TableTarget(Target target, BenchmarkTable table, MetaLearnedModels models, Checksums files, DataFolder data)
            throws IOException {
        this.data = data;
        this.reliableForRanks = TableReliability.isEnough(target);
        this.training = TargetTraining.of(target.label(), data);
        this.target = target;
        this.table = table;
        this.ranking = table.ranking(target);
        this.models = models;
        this.files = files;
    }

    /**
     * Reads the target's table.
     *
     * @throws io.github.grabnas.data.MissingDataException if it is not there
     * @throws io.github.grabnas.data.DataFormatException if it is damaged
     */
    public static TableTarget read(Target target, DataFolder data) throws IOException {
        return new TableTarget(
                target, BenchmarkTable.find(target, data), PretrainedModels.of(target), () -> all(target, data), data);
    }

    /**
     * The same with other meta-learned models than those that come with the checkout for the target. Its checksums are
     * of the table and the images alone; whoever keeps them names the models beside.
     */
    public static TableTarget read(Target target, DataFolder data, MetaLearnedModels models) throws IOException {
        return new TableTarget(
                target, BenchmarkTable.find(target, data), models, () -> DataChecksums.ofTable(target, data), data);
    }

    private static Map<String, String> all(Target target, DataFolder data) throws IOException {
        Map<String, String> all = new TreeMap<>(DataChecksums.ofTable(target, data));
        all.putAll(DataChecksums.ofWeights(BenchmarkSuite.of(target)));
        return all;
    }

    /** The same space and models with accuracies by another evaluator, such as one that trains. */
    public ExperimentTarget evaluatedBy(ArchitectureEvaluator other) {
        TableTarget known = this;
        return new ExperimentTarget() {

            @Override
            public String label() {
                return known.label();
            }

            @Override
            public SearchSpace space(int pruned) {
                return known.space(pruned);
            }

            @Override
            public String spaceVersion(int pruned) {
                return known.spaceVersion(pruned);
            }

            @Override
            public ArchitectureEvaluator evaluator() {
                return other;
            }

            @Override
            public MetaLearnedModels models() {
                return known.models();
            }

            @Override
            public TrainerSource training() {
                return known.training();
            }

            @Override
            public Map<String, String> checksumsOfImages() {
                return known.checksumsOfImages();
            }
        };
    }

    @Override
    public String label() {
        return target.label();
    }

    @Override
    public String title() {
        return target.title();
    }

    @Override
    public SearchSpace space(int pruned) {
        return spaces.computeIfAbsent(pruned, top -> space(target, ranking, top));
    }

    /** A target's space without its best. */
    static SearchSpace space(Target target, List<Cell> ranking, int top) {
        if (top == 0) {
            return new NasBench201();
        }
        return target.isPrunedByFunction()
                ? PrunedSearchSpace.withoutTopFunctions(ranking, top)
                : new PrunedSearchSpace(ranking, top);
    }

    /**
     * The accuracy, as searches see it, of the cell that so many cells, it included, are as good as or better than.
     *
     * @param rank from 1
     */
    double accuracyOfRank(int rank) {
        return table.accuracy(ranking.get(rank - 1), target);
    }

    /** At proxy scale a function is removed with all its cells; published tables have an accuracy for each cell. */
    @Override
    public String spaceVersion(int pruned) {
        return pruned > 0 && target.isPrunedByFunction() ? WITHOUT_FUNCTIONS : "";
    }

    private Cell bestCell(int pruned) {
        return bestCells.computeIfAbsent(
                pruned,
                top -> ranking.stream().filter(space(top)::contains).findFirst().orElseThrow());
    }

    @Override
    public OptionalDouble best(int pruned) {
        return OptionalDouble.of(table.accuracy(bestCell(pruned), target));
    }

    @Override
    public OptionalDouble reportedBest(int pruned) {
        return OptionalDouble.of(table.testAccuracy(bestCell(pruned), target));
    }

    @Override
    public Optional<Architecture> bestArchitecture(int pruned) {
        return Optional.of(bestCell(pruned));
    }

    /** A new evaluator, so that searches side by side do not meet in one. */
    @Override
    public ArchitectureEvaluator evaluator() {
        return new TabularEvaluator(table, target);
    }

    @Override
    public MetaLearnedModels models() {
        return models;
    }

    @Override
    public TrainerSource training() {
        return training;
    }

    @Override
    public boolean isReliableForRanks() {
        return reliableForRanks;
    }

    /** Read when they are first asked for. */
    @Override
    public synchronized Optional<TrainingCosts> costs() {
        if (costs.isEmpty()) {
            costs = Optional.of(TrainingCosts.of(target, data));
        }
        return costs.get();
    }

    @Override
    public synchronized Map<String, String> checksums() {
        if (checksums.isEmpty()) {
            try {
                checksums = Map.copyOf(files.read());
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }
        return checksums;
    }

    /** Read when they are first asked for. */
    @Override
    public synchronized Map<String, String> checksumsOfImages() {
        if (images.isEmpty()) {
            try {
                images = Optional.of(DataChecksums.ofImages(target, data));
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }
        return images.get();
    }

    @Override
    public String measuredBy() {
        return MEASURED_BY;
    }

    /** On a simulated clock: a table answers at once. */
    @Override
    public EvaluationSlots slots(int count) {
        return count == 1 ? EvaluationSlots.one() : SimulatedSlots.byNetworkCost(count);
    }

    @Override
    public boolean sideBySide() {
        return true;
    }
}
