package io.github.grabnas.gp;

import com.github.lbfgs4j.LbfgsMinimizer;
import com.github.lbfgs4j.liblbfgs.Function;
import com.github.lbfgs4j.liblbfgs.Lbfgs;
import com.github.lbfgs4j.liblbfgs.LbfgsConstant.LBFGS_Param;
import io.github.grabnas.linalg.Distances;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.statistics.Standardizer;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CancellationException;

/**
 * Finds the kernel's parameters and the noise that maximise the log marginal likelihood, by L-BFGS with analytic
 * gradients (D. Liu and J. Nocedal, 1989).
 *
 * <p>Parameters are held within their bounds by a logistic map of their logarithms. The optimiser starts from the given
 * kernel and noise, then from {@code restarts} random points within the bounds; the best point seen in any run is
 * taken, also when a run fails.
 *
 * @param variance the bounds of the signal variance of standardised targets
 * @param lengthScale the bounds of every length-scale
 * @param noise the bounds of the noise variance of standardised targets
 * @param restarts how many random starts besides the given one, 0 or more
 * @param iterations how many iterations a run may take, at least 1
 * @param seed of the random starts
 */
public record MarginalLikelihoodFit(
        Bounds variance, Bounds lengthScale, Bounds noise, int restarts, int iterations, long seed) {

    /**
     * A range of a positive parameter.
     *
     * @param low its lower end, above 0
     * @param high its upper end
     */
    public record Bounds(double low, double high) {

        /** Checks the order of the ends. */
        public Bounds {
            if (!(low > 0 && low < high) || Double.isInfinite(high)) {
                throw new IllegalArgumentException("bounds " + low + " to " + high + ": expected 0 < low < high");
            }
        }

        private double at(double free) {
            return Math.log(low) + Math.log(high / low) / (1 + Math.exp(-free));
        }

        private double slope(double free) {
            double share = 1 / (1 + Math.exp(-free));
            return Math.log(high / low) * share * (1 - share);
        }

        private double free(double logarithm) {
            double share = (logarithm - Math.log(low)) / Math.log(high / low);
            double within = Math.min(Math.max(share, 0.01), 0.99);
            return Math.log(within / (1 - within));
        }
    }

    /** Checks the counts. */
    public MarginalLikelihoodFit {
        Objects.requireNonNull(variance, "variance");
        Objects.requireNonNull(lengthScale, "lengthScale");
        Objects.requireNonNull(noise, "noise");
        if (restarts < 0) {
            throw new IllegalArgumentException("restarts " + restarts + ": expected 0 or more");
        }
        if (iterations < 1) {
            throw new IllegalArgumentException("iterations " + iterations + ": expected at least 1");
        }
    }

    /**
     * Variance 0.05 to 20, length-scales 0.05 to 100, noise 1e-6 to 1, one restart, at most 50 iterations a run, seed
     * 0.
     */
    public static MarginalLikelihoodFit defaults() {
        return new MarginalLikelihoodFit(new Bounds(0.05, 20), new Bounds(0.05, 100), new Bounds(1e-6, 1), 1, 50, 0);
    }

    /** The same fit with other bounds of every length-scale. */
    public MarginalLikelihoodFit withLengthScale(double low, double high) {
        return new MarginalLikelihoodFit(variance, new Bounds(low, high), noise, restarts, iterations, seed);
    }

    /** The same fit with another number of restarts. */
    public MarginalLikelihoodFit withRestarts(int other) {
        return new MarginalLikelihoodFit(variance, lengthScale, noise, other, iterations, seed);
    }

    /**
     * The process with the best parameters found.
     *
     * @param start the kind of kernel and where its parameters start
     * @param startNoise where the noise variance starts
     * @param points where was observed
     * @param targets what was observed, in any unit
     * @throws CancellationException if the thread is interrupted, such as that of a notebook's cell
     */
    public GaussianProcess fit(Kernel start, double startNoise, Matrix points, double[] targets) {
        GaussianProcess.requireObservations(points, targets);
        Objective objective = new Objective(start, points, targets);
        Random random = new Random(seed);
        run(objective, objective.free(start, startNoise));
        for (int i = 0; i < restarts; i++) {
            double[] free = new double[objective.getDimension()];
            for (int j = 0; j < free.length; j++) {
                free[j] = 1.5 * random.nextGaussian();
            }
            run(objective, free);
        }
        return objective.best();
    }

    private void run(Objective objective, double[] from) {
        LBFGS_Param parameters = new LBFGS_Param(Lbfgs.defaultParams());
        parameters.max_iterations = iterations;
        parameters.epsilon = 1e-4;
        parameters.past = 3;
        parameters.delta = 1e-6;
        new LbfgsMinimizer(parameters, false).minimize(objective, from);
    }

    /** The negative log marginal likelihood as a function of unbounded numbers. */
    private final class Objective implements Function {

        /** The value where there is no likelihood: the line search steps back from it. */
        private static final double WALL = 1e10;

        private final Kernel kind;
        private final Matrix points;
        private final Standardizer standardisation;
        private final double[] standardised;
        private final double[] plainSquaredDistances;
        private double[] evaluatedAt = {};
        private double[] gradient = {};
        private double value;
        private double bestValue = Double.POSITIVE_INFINITY;
        private GaussianProcess best;

        Objective(Kernel kind, Matrix points, double[] targets) {
            this.kind = kind;
            this.points = points;
            this.standardisation = Standardizer.of(targets);
            this.standardised = standardisation.standardize(targets);
            double[] ones = new double[points.columns()];
            Arrays.fill(ones, 1);
            this.plainSquaredDistances = Distances.squared(points, ones);
        }

        /** One length-scale divides all distances alike; with one for each dimension they are summed anew. */
        private double[] squaredDistances(Kernel kernel) {
            double[] inverse = kernel.hyperparameters().inverseLengthScales(points.columns());
            if (!kernel.hyperparameters().isIsotropic()) {
                return Distances.squared(points, inverse);
            }
            double[] scaled = new double[plainSquaredDistances.length];
            Arrays.setAll(scaled, i -> plainSquaredDistances[i] * inverse[0] * inverse[0]);
            return scaled;
        }

        double[] free(Kernel kernel, double noiseVariance) {
            double[] logarithms = kernel.parameters();
            double[] free = new double[logarithms.length + 1];
            for (int i = 0; i < logarithms.length; i++) {
                free[i] = bounds(i).free(logarithms[i]);
            }
            free[logarithms.length] = noise.free(Math.log(noiseVariance));
            return free;
        }

        GaussianProcess best() {
            if (best == null) {
                throw new ArithmeticException("no parameters within the bounds give a covariance matrix of "
                        + points.rows() + " points that can be factored; widen the bounds of the noise");
            }
            return best;
        }

        private Bounds bounds(int parameter) {
            return parameter == 0 ? variance : parameter == getDimension() - 1 ? noise : lengthScale;
        }

        @Override
        public int getDimension() {
            return kind.hyperparameters().lengthScales().size() + 2;
        }

        @Override
        public double valueAt(double[] free) {
            evaluate(free);
            return value;
        }

        @Override
        public double[] gradientAt(double[] free) {
            evaluate(free);
            return gradient.clone();
        }

        private void evaluate(double[] free) {
            if (Arrays.equals(free, evaluatedAt)) {
                return;
            }
            if (Thread.interrupted()) {
                throw new CancellationException("the fit of the kernel's parameters was interrupted");
            }
            evaluatedAt = free.clone();
            gradient = new double[free.length];
            double[] logarithms = new double[free.length];
            for (int i = 0; i < free.length; i++) {
                logarithms[i] = bounds(i).at(free[i]);
            }
            int last = free.length - 1;
            if (!Arrays.stream(free).allMatch(Double::isFinite)) {
                // A line search that can go no further may divide zero by zero.
                value = WALL;
                return;
            }
            try {
                Kernel kernel = kind.withParameters(Arrays.copyOf(logarithms, last));
                GaussianProcess process = GaussianProcess.conditionKnown(
                        kernel,
                        Math.exp(logarithms[last]),
                        points,
                        standardisation,
                        standardised,
                        squaredDistances(kernel));
                LikelihoodGradient slope = process.parameterGradient();
                for (int i = 0; i < last; i++) {
                    gradient[i] = -slope.kernelParameters()[i] * bounds(i).slope(free[i]);
                }
                gradient[last] = -slope.logNoise() * noise.slope(free[last]);
                value = -process.logMarginalLikelihood();
                if (value < bestValue) {
                    bestValue = value;
                    best = process;
                }
            } catch (ArithmeticException e) {
                value = WALL;
            }
        }
    }
}
