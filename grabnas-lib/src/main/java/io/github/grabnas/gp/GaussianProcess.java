package io.github.grabnas.gp;

import io.github.grabnas.linalg.CholeskyDecomposition;
import io.github.grabnas.linalg.Distances;
import io.github.grabnas.linalg.DotProduct;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.statistics.Standardizer;

/**
 * A Gaussian process with zero mean, conditioned on observations (paper, eqs. 2-4; Rasmussen and Williams, 2006,
 * algorithm 2.1).
 *
 * <p>Targets are standardised first and predictions given in the targets' own unit. Kernel and noise variance are meant
 * for standardised targets. With K the covariance of the observed points plus noise, α = K⁻¹ y: mean(x) = k(x)ᵀ α,
 * variance(x) = k(x, x) − k(x)ᵀ K⁻¹ k(x).
 *
 * <pre>{@code
 * GaussianProcess process = GaussianProcess.condition(Matern52.isotropic(1, 2), 1e-4, x, accuracies);
 * process.predict(candidates).mean(0);
 * }</pre>
 */
public final class GaussianProcess {

    private final Kernel kernel;
    private final double noiseVariance;
    private final Matrix points;
    private final Standardizer standardisation;
    private final double[] standardised;
    private final double[] squaredDistances;
    private final CholeskyDecomposition factor;
    private final double[] alpha;

    private GaussianProcess(
            Kernel kernel,
            double noiseVariance,
            Matrix points,
            Standardizer standardisation,
            double[] standardised,
            double[] squaredDistances) {
        this(
                kernel,
                noiseVariance,
                points,
                standardisation,
                standardised,
                squaredDistances,
                CholeskyDecomposition.of(
                        Covariance.noisy(kernel, noiseVariance, squaredDistances, points.rows()), points.rows()));
    }

    private GaussianProcess(
            Kernel kernel,
            double noiseVariance,
            Matrix points,
            Standardizer standardisation,
            double[] standardised,
            double[] squaredDistances,
            CholeskyDecomposition factor) {
        this.kernel = kernel;
        this.noiseVariance = noiseVariance;
        this.points = points;
        this.standardisation = standardisation;
        this.standardised = standardised;
        this.squaredDistances = squaredDistances;
        this.factor = factor;
        this.alpha = standardised.clone();
        factor.solveLower(alpha);
        factor.solveUpper(alpha);
    }

    /**
     * Conditions a process on observations.
     *
     * @param kernel the covariance of the standardised targets
     * @param noiseVariance the variance of the noise on standardised targets, not negative
     * @param points where was observed, n points
     * @param targets what was observed, n numbers in any unit
     * @throws IllegalArgumentException if the numbers of points and targets differ, a target is not finite, the noise
     *     is negative, or the kernel does not fit the points' dimension
     * @throws ArithmeticException if the covariance matrix cannot be factored
     */
    public static GaussianProcess condition(Kernel kernel, double noiseVariance, Matrix points, double[] targets) {
        requireObservations(points, targets);
        if (!(noiseVariance >= 0) || Double.isInfinite(noiseVariance)) {
            throw new IllegalArgumentException("noise variance " + noiseVariance + ": expected a number, 0 or more");
        }
        Standardizer standardisation = Standardizer.of(targets);
        return new GaussianProcess(
                kernel,
                noiseVariance,
                points,
                standardisation,
                standardisation.standardize(targets),
                Distances.squared(points, kernel.hyperparameters().inverseLengthScales(points.columns())));
    }

    /**
     * Conditions a process on observations whose targets are standardised already, or in a unit of the caller's: they
     * are taken as they are, and predictions are given in their unit.
     *
     * @throws IllegalArgumentException as {@link #condition}
     */
    public static GaussianProcess conditionStandardised(
            Kernel kernel, double noiseVariance, Matrix points, double[] targets) {
        return conditionStandardised(
                kernel,
                noiseVariance,
                points,
                targets,
                Distances.squared(points, kernel.hyperparameters().inverseLengthScales(points.columns())));
    }

    /**
     * The same where the distances between the points are known already.
     *
     * @param squaredDistances in the kernel's length-scales
     */
    static GaussianProcess conditionStandardised(
            Kernel kernel, double noiseVariance, Matrix points, double[] targets, double[] squaredDistances) {
        requireObservations(points, targets);
        if (!(noiseVariance >= 0) || Double.isInfinite(noiseVariance)) {
            throw new IllegalArgumentException("noise variance " + noiseVariance + ": expected a number, 0 or more");
        }
        return new GaussianProcess(
                kernel, noiseVariance, points, Standardizer.IDENTITY, targets.clone(), squaredDistances);
    }

    /**
     * {@link #condition} for a fit, which tries many kernels on the same points and has already computed the distances
     * between them and the targets' standardisation.
     *
     * @param squaredDistances in the kernel's length-scales
     */
    static GaussianProcess conditionKnown(
            Kernel kernel,
            double noiseVariance,
            Matrix points,
            Standardizer standardisation,
            double[] standardised,
            double[] squaredDistances) {
        return new GaussianProcess(kernel, noiseVariance, points, standardisation, standardised, squaredDistances);
    }

    /**
     * The same process after other targets at the same points, in a unit of the caller's; nothing is factored again.
     */
    GaussianProcess withTargets(double[] targets) {
        requireObservations(points, targets);
        return new GaussianProcess(
                kernel, noiseVariance, points, Standardizer.IDENTITY, targets.clone(), squaredDistances, factor);
    }

    static void requireObservations(Matrix points, double[] targets) {
        Points.requireFinite(points);
        if (targets.length != points.rows()) {
            throw new IllegalArgumentException(
                    targets.length + " targets for " + points.rows() + " points; expected one for each");
        }
        for (int i = 0; i < targets.length; i++) {
            if (!Double.isFinite(targets[i])) {
                throw new IllegalArgumentException("target " + i + " is " + targets[i] + "; expected a finite number");
            }
        }
    }

    /** The covariance function. */
    public Kernel kernel() {
        return kernel;
    }

    /** The variance of the noise on standardised targets. */
    public double noiseVariance() {
        return noiseVariance;
    }

    /** What had to be added to the diagonal of the covariance matrix; mostly 0. */
    public double jitter() {
        return factor.jitter();
    }

    /** The points observed. */
    public Matrix points() {
        return points;
    }

    /** The number of observations. */
    public int observations() {
        return points.rows();
    }

    /** How targets were standardised. */
    public Standardizer standardisation() {
        return standardisation;
    }

    /** The posterior at each of the given points. */
    public Prediction predict(Matrix at) {
        requireDimension(at.columns());
        double[] means = new double[at.rows()];
        double[] variances = new double[at.rows()];
        for (int i = 0; i < at.rows(); i++) {
            double[] k = covariances(Points.flat(at), i * at.columns());
            means[i] = standardisation.mean() + standardisation.standardDeviation() * DotProduct.inOrder(k, alpha);
            factor.solveLower(k);
            variances[i] = variance(DotProduct.inOrder(k, k));
        }
        return new Prediction(means, variances);
    }

    /** The variance in the targets' unit, given what the observations explain of it. */
    double variance(double explained) {
        double standardDeviation = standardisation.standardDeviation();
        return Math.max(0, kernel.hyperparameters().variance() - explained) * standardDeviation * standardDeviation;
    }

    /**
     * The posterior mean at a point and its gradient with respect to the point (paper, eq. 6), in the targets' unit.
     */
    public MeanAndGradient meanAndGradient(double... point) {
        requireDimension(point.length);
        double[] weights = new double[observations()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = alpha[i] * standardisation.standardDeviation();
        }
        double mean = standardisation.mean() + DotProduct.inOrder(covariances(point, 0), weights);
        return new MeanAndGradient(mean, weightedCovarianceGradient(point, weights));
    }

    /** The gradient of the posterior variance with respect to the point, in the targets' unit squared. */
    public double[] varianceGradient(double... point) {
        requireDimension(point.length);
        double[] weights = covariances(point, 0);
        factor.solveLower(weights);
        factor.solveUpper(weights);
        double scale = -2 * standardisation.standardDeviation() * standardisation.standardDeviation();
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= scale;
        }
        return weightedCovarianceGradient(point, weights);
    }

    /** Σ_i w_i ∂k(x, x_i)/∂x. */
    private double[] weightedCovarianceGradient(double[] point, double[] weights) {
        double[] inverse = kernel.hyperparameters().inverseLengthScales(point.length);
        double[] gradient = new double[point.length];
        for (int i = 0; i < weights.length; i++) {
            double squared = Distances.squared(point, 0, Points.flat(points), i * point.length, inverse);
            double slope = 2 * weights[i] * kernel.hyperparameters().variance() * kernel.correlationDerivative(squared);
            for (int j = 0; j < point.length; j++) {
                gradient[j] += slope * (point[j] - points.get(i, j)) * inverse[j] * inverse[j];
            }
        }
        return gradient;
    }

    /**
     * The log marginal likelihood of the standardised targets, −½ yᵀ α − ½ log det K − (n/2) log 2π; its negative is
     * the loss of the paper's eq. 10.
     */
    public double logMarginalLikelihood() {
        return -(DotProduct.inOrder(standardised, alpha)
                        + factor.logDeterminant()
                        + observations() * Math.log(2 * Math.PI))
                / 2;
    }

    /** The gradient of {@link #logMarginalLikelihood()}, from ∂/∂K = ½ (α αᵀ − K⁻¹). */
    public LikelihoodGradient logMarginalLikelihoodGradient() {
        return LikelihoodGradient.of(kernel, noiseVariance, points, squaredDistances, alpha, factor, true);
    }

    /** The same without the inputs' part, which costs more than the rest where points are many-dimensional. */
    LikelihoodGradient parameterGradient() {
        return LikelihoodGradient.of(kernel, noiseVariance, points, squaredDistances, alpha, factor, false);
    }

    CholeskyDecomposition factor() {
        return factor;
    }

    /** L⁻¹ y, for the standardised targets y. */
    double[] whitenedTargets() {
        double[] whitened = standardised.clone();
        factor.solveLower(whitened);
        return whitened;
    }

    private double[] covariances(double[] flat, int offset) {
        double[] inverse = kernel.hyperparameters().inverseLengthScales(points.columns());
        double[] covariances = new double[observations()];
        for (int i = 0; i < covariances.length; i++) {
            covariances[i] = kernel.hyperparameters().variance()
                    * kernel.correlation(
                            Distances.squared(flat, offset, Points.flat(points), i * points.columns(), inverse));
        }
        return covariances;
    }

    private void requireDimension(int dimension) {
        if (dimension != points.columns()) {
            throw new IllegalArgumentException("a point of dimension " + dimension + "; expected " + points.columns());
        }
    }
}
