package io.github.grabnas.experiment.run;

import io.github.grabnas.pretrained.PretrainedModels;

import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.TabularEvaluator;
import io.github.grabnas.surrogate.MetaLearnedModels;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.PrunedSearchSpace;
import io.github.grabnas.space.SearchSpace;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/** A target whose accuracies a benchmark's table tells. */
public final class TableTarget implements ExperimentTarget {

    private final Target target;
    private final BenchmarkTable table;
    private final List<Cell> ranking;
    private final MetaLearnedModels models;
    private final Map<String, String> checksums;
    private final Map<Integer, SearchSpace> spaces = new ConcurrentHashMap<>();

    private TableTarget(Target target, BenchmarkTable table, Map<String, String> checksums) {
        this.target = target;
        this.table = table;
        this.ranking = table.ranking(target);
        this.models = PretrainedModels.of(target);
        this.checksums = Map.copyOf(checksums);
    }

    /**
     * Reads the target's table.
     *
     * @throws io.github.grabnas.data.MissingDataException if it is not there
     * @throws io.github.grabnas.data.DataFormatException if it is damaged
     */
    public static TableTarget read(Target target, DataFolder data) throws IOException {
        return new TableTarget(target, BenchmarkTable.find(target, data), DataChecksums.of(target, data));
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
        return spaces.computeIfAbsent(pruned, top -> top == 0 ? new NasBench201() : new PrunedSearchSpace(ranking, top));
    }

    @Override
    public OptionalDouble best(int pruned) {
        return OptionalDouble.of(table.accuracy(ranking.get(pruned), target));
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
    public Map<String, String> checksums() {
        return checksums;
    }

    @Override
    public String measuredBy() {
        return "table";
    }

    @Override
    public boolean sideBySide() {
        return true;
    }
}
