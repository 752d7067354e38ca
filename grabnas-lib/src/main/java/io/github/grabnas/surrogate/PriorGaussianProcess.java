package io.github.grabnas.surrogate;

import io.github.grabnas.gp.FixedNoiseGaussianProcess;
import io.github.grabnas.gp.Kernel;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.surrogate.MetaCheckpoint.PriorObservation;

import java.util.List;

/** The Gaussian process whose posterior mean after the meta-training tuples is a target's prior mean. */
final class PriorGaussianProcess {

    private PriorGaussianProcess() {}

    /**
     * Conditions it.
     *
     * @param noise variance of a single tuple
     * @param points the features of the observed cells, one row each
     * @param observations what the tuples say of them, in the same order
     */
    static FixedNoiseGaussianProcess of(
            Kernel kernel, double noise, Matrix points, List<PriorObservation> observations) {
        return FixedNoiseGaussianProcess.condition(
                kernel,
                points,
                observations.stream().mapToDouble(PriorObservation::effect).toArray(),
                observations.stream().mapToDouble(o -> noise / o.count()).toArray());
    }
}
