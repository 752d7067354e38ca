package io.github.grabnas.experiment.run;

import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.parallel.EvaluationSlots;
import io.github.grabnas.search.TrainerSource;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.surrogate.MetaCheckpoint;
import io.github.grabnas.surrogate.MetaLearnedModels;
import io.github.grabnas.surrogate.TupleMean;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A {@link TableTarget} that is searched with other models: its space, its table and what follows from them stay. */
abstract class TableTargetVariant implements ExperimentTarget {

    private final TableTarget known;
    private final Map<String, String> checksums;

    /**
     * A variant.
     *
     * @param checksums of the files that decide its results, those of the other models among them
     */
    TableTargetVariant(TableTarget known, Map<String, String> checksums) {
        this.known = known;
        this.checksums = Map.copyOf(checksums);
    }

    /**
     * A checkpoint that differs from those of the known target in how it was trained alone.
     *
     * @throws IllegalArgumentException if it has no tuple mean where those of the known target have one
     */
    static MetaCheckpoint readComplete(Path surrogate) throws IOException {
        MetaCheckpoint checkpoint = MetaCheckpoint.read(surrogate);
        if (checkpoint.model().readsDatasets() && checkpoint.tupleMean().isEmpty()) {
            throw new IllegalArgumentException(surrogate
                    + " holds no tuple mean, with which the target itself is searched, so that more would differ than "
                    + "the training; train it again with meta-train, or put its tuple mean beside it as "
                    + TupleMean.beside(surrogate).getFileName());
        }
        return checkpoint;
    }

    /** The target with its own models. */
    final TableTarget known() {
        return known;
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
    public OptionalDouble best(int pruned) {
        return known.best(pruned);
    }

    @Override
    public OptionalDouble reportedBest(int pruned) {
        return known.reportedBest(pruned);
    }

    @Override
    public Optional<Architecture> bestArchitecture(int pruned) {
        return known.bestArchitecture(pruned);
    }

    @Override
    public ArchitectureEvaluator evaluator() {
        return known.evaluator();
    }

    @Override
    public abstract MetaLearnedModels models(int pruned);

    @Override
    public TrainerSource training() {
        return known.training();
    }

    @Override
    public boolean isReliableForRanks() {
        return known.isReliableForRanks();
    }

    @Override
    public Optional<TrainingCosts> costs() {
        return known.costs();
    }

    @Override
    public Map<String, String> checksums() {
        return checksums;
    }

    @Override
    public Map<String, String> checksumsOfImages() {
        return known.checksumsOfImages();
    }

    @Override
    public EvaluationSlots slots(int count) {
        return known.slots(count);
    }

    @Override
    public String measuredBy() {
        return known.measuredBy();
    }

    @Override
    public boolean sideBySide() {
        return known.sideBySide();
    }
}
