package io.github.grabnas.surrogate;

import io.github.grabnas.gp.GaussianProcess;
import io.github.grabnas.gp.KernelExpansion;
import io.github.grabnas.gp.MarginalLikelihoodFit;
import io.github.grabnas.gp.Matern52;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.OneHotOperations;
import io.github.grabnas.surrogate.MetaCheckpoint.PriorObservation;

import java.util.Arrays;
import java.util.List;

/**
 * The strongest plain rival of a deep kernel: a Gaussian process on one-hot operations whose prior mean comes from the
 * same meta-training tuples. The prior mean is the posterior mean of a process on operations after the tuples; the
 * residuals of a target's observations follow a second process on operations, fitted to them. No network is involved,
 * and only cells can be encoded.
 */
public final class OneHotPriorGaussianProcess implements Surrogate {

    /** Of the tuples' standardised targets; fixed, the middle one of five settings tried. */
    private static final Matern52 KERNEL = Matern52.isotropic(0.6, 2);

    private static final double NOISE = 0.6;
    private static final double OUTPUT_SCALE = 0.5;
    private static final Matern52 RESIDUAL_KERNEL = Matern52.isotropic(1, 2);
    private static final double RESIDUAL_NOISE = 1e-2;

    private final OneHotOperations encoding = new OneHotOperations();
    private final KernelExpansion prior;
    private final double outputScale;

    /** The surrogate that uses what a checkpoint keeps of the tuples. */
    public OneHotPriorGaussianProcess(MetaCheckpoint checkpoint) {
        List<PriorObservation> observations = checkpoint.priorObservations();
        this.prior = PriorGaussianProcess.of(
                        KERNEL,
                        NOISE,
                        encoding.encodeAll(observations.stream()
                                .map(PriorObservation::cell)
                                .toList()),
                        observations)
                .mean();
        this.outputScale = OUTPUT_SCALE * checkpoint.scale();
    }

    /** Cells with their vectors and prior means. */
    private record Encoded(List<Architecture> architectures, Matrix vectors, double[] priorMeans)
            implements Candidates {}

    /** The prediction is the prior mean plus that of the residuals' process. */
    private record Posterior(GaussianProcess residuals, double outputScale) implements SurrogatePosterior {

        @Override
        public Prediction predict(Candidates candidates) {
            Encoded encoded = candidates.encodedAs(Encoded.class);
            Prediction residual = residuals.predict(encoded.vectors());
            double[] means = new double[candidates.count()];
            double[] variances = new double[means.length];
            Arrays.setAll(means, i -> residual.mean(i) + outputScale * encoded.priorMeans()[i]);
            Arrays.setAll(variances, residual::variance);
            return Prediction.of(means, variances);
        }
    }

    @Override
    public String name() {
        return "gp-one-hot with the tuples";
    }

    @Override
    public Candidates encode(List<? extends Architecture> architectures) {
        Matrix vectors = encoding.encodeAll(architectures);
        return new Encoded(List.copyOf(architectures), vectors, prior.means(vectors));
    }

    @Override
    public SurrogatePosterior condition(List<Observation> observations) {
        Matrix vectors = encoding.encodeAll(
                observations.stream().map(Observation::architecture).toList());
        double[] priorMeans = prior.means(vectors);
        double[] residuals = new double[priorMeans.length];
        Arrays.setAll(residuals, i -> observations.get(i).accuracy() - outputScale * priorMeans[i]);
        return new Posterior(
                MarginalLikelihoodFit.defaults().fit(RESIDUAL_KERNEL, RESIDUAL_NOISE, vectors, residuals), outputScale);
    }
}
