package io.github.grabnas.search.oneshot;

import io.github.grabnas.search.Setting;
import io.github.grabnas.search.SettingValues;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The settings that all one-shot methods have, with one method's defaults. The defaults here are those of
 * NAS-Bench-201's own experiments (D-X-Y/AutoDL-Projects, configs/nas-benchmark/algos).
 */
final class OneShotSettings {

    /** Whether a kept run may stand for the search; the same of all methods. */
    static final Setting<Boolean> RECORDED = Setting.flag(
            "recorded", true, "take the run that comes with the checkout where there is one of these settings");

    /** Which parameters a step moves first. */
    enum Update {
        /** The weights; the architecture parameters where their gradient is of second order. */
        BY_ORDER,
        WEIGHTS_FIRST,
        ARCHITECTURE_FIRST
    }

    private final Setting<Integer> epochs;
    private final Setting<Integer> steps;
    private final Setting<Integer> batchSize;
    private final Setting<Double> learningRate;
    private final Setting<Double> finalLearningRate;
    private final Setting<OptionalDouble> weightDecay;
    private final Setting<Boolean> nesterov;
    private final Setting<OptionalDouble> clip;
    private final Setting<Double> alphaRate;
    private final Setting<OptionalDouble> alphaDecay;
    private final Setting<Update> update;
    private final Setting<Integer> alphaFrom;
    private final Setting<Integer> partialChannels;
    private final Setting<Boolean> edgeNormalization;
    private final Set<String> without;

    /**
     * The settings of a method.
     *
     * @param defaults where they differ from the benchmark's, by name
     * @param without the names of those that mean nothing to it
     */
    OneShotSettings(Map<String, String> defaults, Set<String> without) {
        this.without = without;
        Defaults d = new Defaults(defaults);
        this.epochs = d.of(Setting.integer("epochs", 50, 1, "after each of which rate and temperature change"));
        this.steps = d.of(Setting.integer("steps", 0, 0, "of an epoch; 0 for one pass over the images for weights"));
        this.batchSize = d.of(Setting.integer("batch-size", 64, 16, "images of a step, a multiple of 16"));
        this.learningRate = d.of(Setting.number("learning-rate", 0.025, 0, "of the weights, in the first epoch"));
        this.finalLearningRate = d.of(Setting.number("final-learning-rate", 0.001, 0, "to which a cosine lowers it"));
        this.weightDecay = d.of(Setting.numberOrNone("weight-decay", "0.0005", 0, "of the weights"));
        this.nesterov = d.of(Setting.flag("nesterov", true, "Nesterov's momentum, instead of plain"));
        this.clip = d.of(Setting.numberOrNone("clip", "5", 0, "norm to which the weights' gradient is cut"));
        this.alphaRate = d.of(Setting.number("alpha-rate", 3e-4, 0, "of Adam for the architecture parameters"));
        this.alphaDecay =
                d.of(Setting.numberOrNone("alpha-decay", "0.001", 0, "weight decay of the architecture parameters")
                        .with(DrNas.REGULARIZER, regularizer -> regularizer == DrNas.Regularizer.L2, "l2"));
        this.update = d.of(Setting.choice(
                "update", Update.BY_ORDER, "what a step moves first; by-order: the weights, with order=2 alpha"));
        this.alphaFrom =
                d.of(Setting.integer("alpha-from", 0, 0, "epochs before the architecture parameters begin to move"));
        this.partialChannels =
                d.of(Setting.integer("partial-channels", 1, 1, "operations see one of so many parts of the channels"));
        this.edgeNormalization = d.of(Setting.flag("edge-normalization", false, "edges have trained factors"));
    }

    private record Defaults(Map<String, String> values) {

        <T> Setting<T> of(Setting<T> setting) {
            String value = values.get(setting.name());
            return value == null ? setting : setting.withDefault(value);
        }
    }

    /** All that mean something to the method. */
    List<Setting<?>> table() {
        return all().filter(setting -> !without.contains(setting.name())).toList();
    }

    private Stream<Setting<?>> all() {
        return Stream.of(
                epochs,
                steps,
                batchSize,
                learningRate,
                finalLearningRate,
                weightDecay,
                nesterov,
                clip,
                alphaRate,
                alphaDecay,
                update,
                alphaFrom,
                partialChannels,
                edgeNormalization,
                RECORDED);
    }

    /** Whether alpha is moved first where its gradient is of second order. */
    boolean movesByOrder(SettingValues values) {
        return values.get(update) == Update.BY_ORDER;
    }

    OneShotRecipe recipe(SettingValues values) {
        return new OneShotRecipe(
                values.get(epochs),
                values.get(steps),
                values.get(batchSize),
                values.get(learningRate),
                values.get(finalLearningRate),
                values.get(weightDecay).orElse(0),
                values.get(nesterov),
                values.get(clip),
                values.get(alphaRate),
                values.get(alphaDecay).orElse(0),
                values.get(update) == Update.ARCHITECTURE_FIRST,
                values.get(alphaFrom),
                values.get(partialChannels),
                values.get(edgeNormalization));
    }
}
