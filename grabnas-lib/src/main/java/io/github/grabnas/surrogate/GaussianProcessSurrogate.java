package io.github.grabnas.surrogate;

import io.github.grabnas.gp.CandidatePosterior;
import io.github.grabnas.gp.GaussianProcess;
import io.github.grabnas.gp.Kernel;
import io.github.grabnas.gp.MarginalLikelihoodFit;
import io.github.grabnas.gp.Matern52;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureEncoding;

import java.util.List;

/**
 * A Gaussian process on a fixed encoding of architectures, its kernel and noise fitted to the observations by the
 * marginal likelihood (eq. 10). It uses nothing from other datasets; with
 * {@link io.github.grabnas.space.OneHotOperations} it is the surrogate of the baseline {@code bo-onehot}.
 *
 * @param encoding turns an architecture into the kernel's input
 * @param kernel where the fit of the kernel begins
 * @param fit fits kernel and noise to standardised observations
 */
public record GaussianProcessSurrogate(ArchitectureEncoding encoding, Kernel kernel, MarginalLikelihoodFit fit)
        implements Surrogate {

    private static final double INITIAL_NOISE = 1e-2;

    /** Matérn-5/2 with one length-scale, and the fit's defaults. */
    public GaussianProcessSurrogate(ArchitectureEncoding encoding) {
        this(encoding, Matern52.isotropic(1, 2), MarginalLikelihoodFit.defaults());
    }

    /** The same with another kernel, such as {@code Rbf.isotropic(1, 2)}. */
    public GaussianProcessSurrogate withKernel(Kernel other) {
        return new GaussianProcessSurrogate(encoding, other, fit);
    }

    /** The same with another fit. */
    public GaussianProcessSurrogate withFit(MarginalLikelihoodFit other) {
        return new GaussianProcessSurrogate(encoding, kernel, other);
    }

    /**
     * What the process predicts.
     *
     * @param process conditioned on the observations, in their unit
     */
    public record Posterior(GaussianProcess process) implements SampledPosterior {

        @Override
        public Prediction predict(Candidates candidates) {
            return encoded(candidates).posterior().update(process);
        }

        @Override
        public double[] sample(Candidates candidates, long seed) {
            return encoded(candidates).posterior().sample(process, seed);
        }

        private static Encoded encoded(Candidates candidates) {
            return candidates.encodedAs(Encoded.class);
        }
    }

    /** Candidates with their vectors. */
    private record Encoded(List<Architecture> architectures, CandidatePosterior posterior) implements Candidates {}

    @Override
    public String name() {
        return "gp-one-hot";
    }

    @Override
    public Candidates encode(List<? extends Architecture> architectures) {
        return new Encoded(List.copyOf(architectures), new CandidatePosterior(encoding.encodeAll(architectures)));
    }

    @Override
    public Posterior condition(List<Observation> observations) {
        return new Posterior(fit.fit(kernel, INITIAL_NOISE, vectors(observations), accuracies(observations)));
    }

    /** {@inheritDoc} The fit begins at the earlier kernel and noise. */
    @Override
    public Posterior refit(List<Observation> observations, SurrogatePosterior earlier) {
        GaussianProcess before = ((Posterior) earlier).process();
        return new Posterior(
                fit.fit(before.kernel(), before.noiseVariance(), vectors(observations), accuracies(observations)));
    }

    @Override
    public Posterior update(List<Observation> observations, SurrogatePosterior earlier) {
        GaussianProcess before = ((Posterior) earlier).process();
        return new Posterior(GaussianProcess.condition(
                before.kernel(), before.noiseVariance(), vectors(observations), accuracies(observations)));
    }

    private Matrix vectors(List<Observation> observations) {
        return encoding.encodeAll(
                observations.stream().map(Observation::architecture).toList());
    }

    private static double[] accuracies(List<Observation> observations) {
        return observations.stream().mapToDouble(Observation::accuracy).toArray();
    }
}
