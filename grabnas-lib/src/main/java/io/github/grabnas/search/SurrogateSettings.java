package io.github.grabnas.search;

import io.github.grabnas.surrogate.Conditioning;
import io.github.grabnas.surrogate.Conditioning.ResidualFeatures;
import io.github.grabnas.surrogate.DeepKernelSurrogate;
import io.github.grabnas.surrogate.MetaCheckpoint;
import io.github.grabnas.surrogate.PriorMean;

import java.util.List;
import java.util.Objects;

/**
 * What the meta-trained surrogate of a search is made of.
 *
 * @param priorMean where the meta-training tuples enter
 * @param conditioning how the target's observations enter
 * @param dataset which dataset embedding the surrogate has
 */
public record SurrogateSettings(PriorMean priorMean, Conditioning conditioning, DatasetEmbedding dataset) {

    /** Checks that nothing is missing. */
    public SurrogateSettings {
        Objects.requireNonNull(priorMean, "priorMean");
        Objects.requireNonNull(conditioning, "conditioning");
        Objects.requireNonNull(dataset, "dataset");
    }

    /** Which dataset embedding x^D a surrogate has. */
    public enum DatasetEmbedding {
        /** That of the target's images; the mean one for a target without images. */
        TARGET,
        /** The mean over the meta-training tasks. */
        MEAN,
        /** Zero, an ablation. */
        ZERO
    }

    static final Setting<PriorMean> PRIOR_MEAN =
            Setting.choice("prior-mean", PriorMean.META_LEARNED, "prior mean of the surrogate (as printed: zero)");
    static final Setting<ResidualFeatures> RESIDUAL_FEATURES = Setting.choice(
            "residual-features", ResidualFeatures.GRAPH, "features of the residuals' kernel (as printed: fused)");
    static final Setting<Boolean> REFIT = Setting.flag(
            "refit", true, "fit the kernel's hyper-parameters to the target's residuals (as printed: false)");
    static final Setting<Double> DOUBT = Setting.number(
                    "doubt", 1, 0, "standard deviation of the prior mean's weight; 0.01 never doubts what was learnt")
            .with(PRIOR_MEAN, mean -> mean != PriorMean.ZERO, "meta-learned");
    static final Setting<DatasetEmbedding> DATASET =
            Setting.choice("dataset", DatasetEmbedding.TARGET, "dataset embedding");

    /** The settings by the table's defaults. */
    public static SurrogateSettings defaults() {
        return of(SettingValues.defaults());
    }

    /**
     * Eq. 3 and 4 as printed ({@link Preset#EQ_3_4}): prior mean zero, the kernel on fused vectors, and its
     * hyper-parameters those of meta-training.
     */
    public static SurrogateSettings asPrinted() {
        return of(SettingValues.of(Preset.EQ_3_4));
    }

    static SurrogateSettings of(SettingValues values) {
        return new SurrogateSettings(
                values.get(PRIOR_MEAN),
                new Conditioning(values.get(RESIDUAL_FEATURES), values.get(REFIT), values.get(DOUBT)),
                values.get(DATASET));
    }

    static List<Setting<?>> table() {
        return List.of(PRIOR_MEAN, RESIDUAL_FEATURES, REFIT, DOUBT, DATASET);
    }

    /** The same with another prior mean. */
    public SurrogateSettings withPriorMean(PriorMean other) {
        return new SurrogateSettings(other, conditioning, dataset);
    }

    /** The same with another way in which observations enter. */
    public SurrogateSettings withConditioning(Conditioning other) {
        return new SurrogateSettings(priorMean, other, dataset);
    }

    /** The same with another dataset embedding. */
    public SurrogateSettings withDataset(DatasetEmbedding other) {
        return new SurrogateSettings(priorMean, conditioning, other);
    }

    /**
     * The surrogate for a search problem.
     *
     * @throws IllegalArgumentException if the problem has no {@link io.github.grabnas.surrogate.MetaLearnedModels}
     */
    public DeepKernelSurrogate surrogate(SearchProblem problem) {
        MetaCheckpoint checkpoint = problem.models().surrogate(problem.seed());
        DeepKernelSurrogate surrogate = switch (dataset) {
            case TARGET ->
                problem.models()
                        .dataset(problem.seed())
                        .map(d -> DeepKernelSurrogate.of(checkpoint, d))
                        .orElseGet(() -> DeepKernelSurrogate.withMeanDataset(checkpoint));
            case MEAN -> DeepKernelSurrogate.withMeanDataset(checkpoint);
            case ZERO -> DeepKernelSurrogate.withoutDataset(checkpoint);
        };
        DeepKernelSurrogate chosen = surrogate.withPriorMean(priorMean).withConditioning(conditioning);
        return problem.evaluator().quantity().isPercent() ? chosen : chosen.inAnyUnit();
    }
}
