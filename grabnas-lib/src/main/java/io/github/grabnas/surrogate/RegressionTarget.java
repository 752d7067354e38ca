package io.github.grabnas.surrogate;

import io.github.grabnas.benchmark.MetaTrainingData;

import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.benchmark.MetaTrainingTuple.Split;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What MetaD2A's predictor learns to say of an architecture and a dataset, in percent. */
public enum RegressionTarget {

    /** The accuracy itself, as published: how hard a task is must be read from its dataset. */
    ACCURACY {
        @Override
        ToDoubleFunction<MetaTrainingTuple> of(MetaTrainingData data, List<MetaTrainingTuple> known) {
            return MetaTrainingTuple::accuracy;
        }
    },

    /**
     * The accuracy on a task of average difficulty: what the surrogate learns too ({@link TaskEffects#residual}),
     * plus the mean of the training tuples.
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
     * @param known the tuples that say how hard tasks are
     */
    abstract ToDoubleFunction<MetaTrainingTuple> of(MetaTrainingData data, List<MetaTrainingTuple> known);
}
