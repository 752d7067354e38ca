package io.github.grabnas.surrogate;

import io.github.grabnas.benchmark.MetaTrainingData;

import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.benchmark.MetaTrainingTuple.Split;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What MetaD2A's predictor learns to predict for an architecture and a dataset, in percent. */
public enum RegressionTarget {

    /** The accuracy itself, as published: the predictor must infer from the dataset how hard a task is. */
    ACCURACY {
        @Override
        ToDoubleFunction<MetaTrainingTuple> of(MetaTrainingData data, List<MetaTrainingTuple> known) {
            return MetaTrainingTuple::accuracy;
        }
    },

    /**
     * The accuracy without its task effect, as for the surrogate ({@link TaskEffects#residual}), plus the mean of the
     * training tuples.
     */
    ADJUSTED_ACCURACY {
        @Override
        ToDoubleFunction<MetaTrainingTuple> of(MetaTrainingData data, List<MetaTrainingTuple> known) {
            TaskEffects effects = TaskEffects.of(data, known);
            double mean = data.tuples(Split.TRAIN).stream().mapToDouble(MetaTrainingTuple::accuracy).average().orElseThrow();
            return tuple -> mean + effects.residual(tuple);
        }
    };

    /**
     * The quantity of a tuple.
     *
     * @param known the tuples to which the task effects are fitted
     */
    abstract ToDoubleFunction<MetaTrainingTuple> of(MetaTrainingData data, List<MetaTrainingTuple> known);
}
