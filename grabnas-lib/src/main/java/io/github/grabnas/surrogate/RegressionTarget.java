package io.github.grabnas.surrogate;

import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.benchmark.MetaTrainingTuple.Split;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What MetaD2A's predictor predicts of an architecture on a dataset, in percent. */
public enum RegressionTarget {

    /** The accuracy, as published: the predictor has to infer the task effect from the dataset. */
    ACCURACY {
        @Override
        ToDoubleFunction<MetaTrainingTuple> of(MetaTrainingData data, List<MetaTrainingTuple> tuples) {
            return MetaTrainingTuple::accuracy;
        }
    },

    /**
     * The accuracy without the task effect, on which the surrogate is trained too ({@link TaskEffects#residual}), plus
     * the mean of the training tuples.
     */
    TASK_ADJUSTED_ACCURACY {
        @Override
        ToDoubleFunction<MetaTrainingTuple> of(MetaTrainingData data, List<MetaTrainingTuple> tuples) {
            TaskEffects effects = TaskEffects.of(data, tuples);
            double mean = data.tuples(Split.TRAIN).stream()
                    .mapToDouble(MetaTrainingTuple::accuracy)
                    .average()
                    .orElseThrow();
            return tuple -> mean + effects.residual(tuple);
        }
    };

    /**
     * The value of a tuple.
     *
     * @param tuples from which the task effects are estimated
     */
    abstract ToDoubleFunction<MetaTrainingTuple> of(MetaTrainingData data, List<MetaTrainingTuple> tuples);
}
