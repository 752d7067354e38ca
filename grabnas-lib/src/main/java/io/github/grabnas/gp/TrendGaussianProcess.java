package io.github.grabnas.gp;

import io.github.grabnas.linalg.Distances;
import io.github.grabnas.linalg.DotProduct;
import io.github.grabnas.linalg.Matrix;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A Gaussian process with a trend whose weights are inferred (Rasmussen and Williams, 2006, sec. 2.7):
 *
 * <pre>
 * y(x) = c + s (Σ_j β_j h_j(x) + f(x) + noise)
 * </pre>
 *
 * <p>The h_j are known functions, such as predictions learnt elsewhere; their weights β have a {@link TrendPrior}, the
 * offset c is unknown, f follows a kernel, and the output scale s has a prior, too. Where the observations contradict
 * the functions, β goes to 0 or below; where they say nothing about β, the posterior variance grows with the functions'
 * distance from their values at the observed points.
 *
 * <p>With H = (1, h), V = L⁻¹ K(X, x), A = B⁻¹ + Hᵀ K⁻¹ H and R = h(x) − Hᵀ K⁻¹ k(x), the variance given s is s² (k(x,
 * x) − Vᵀ V + Rᵀ A⁻¹ R), and the mean that of f after y − H β̂, plus h(x) β̂: c + s b(x) + a(x), where b = Rᵀ β₀ is
 * what would be predicted of targets that are all equal. Over s, which a handful of observations leaves open, the mean
 * is that for E[s], and the variance has E[s²] in the place of s², and Var(s) b(x)² besides ({@link OutputScale}).
 *
 * <p>A function drawn from the posterior is one of f after y − H β̂, plus h(x) β̂ + R(x)ᵀ (β − β̂), with β ~ N(β̂, A⁻¹)
 * drawn once for all x: weights other than β̂ leave other targets to f; and s is drawn once for b.
 */
public final class TrendGaussianProcess {

    private final double centre;
    private final OutputScale scale;
    private final double[] weights;
    /** β₀: the weights if all targets were equal. */
    private final double[] unseen;

    private final GaussianProcess residuals;
    private final WhitenedBasis observed;
    private final OptionalDouble logPosterior;

    private TrendGaussianProcess(
            double centre,
            OutputScale scale,
            double[] weights,
            double[] unseen,
            GaussianProcess residuals,
            WhitenedBasis observed,
            OptionalDouble logPosterior) {
        this.centre = centre;
        this.scale = scale;
        this.weights = weights;
        this.unseen = unseen;
        this.residuals = residuals;
        this.observed = observed;
        this.logPosterior = logPosterior;
    }

    /**
     * Conditions a process on observations.
     *
     * @param kernel of f, in output scales
     * @param noiseVariance in squared output scales
     * @param points where was observed, n points
     * @param basis the h_j at these points, n x p; p may be 0
     * @param trend the weights' prior
     * @param scalePrior the output scale's prior
     * @param targets what was observed, n numbers
     * @throws IllegalArgumentException if the numbers of rows differ or a number is not finite
     * @throws ArithmeticException if the covariance matrix cannot be factored
     */
    public static TrendGaussianProcess condition(
            Kernel kernel,
            double noiseVariance,
            Matrix points,
            Matrix basis,
            TrendPrior trend,
            OutputScalePrior scalePrior,
            double[] targets) {
        return condition(
                kernel,
                noiseVariance,
                points,
                Distances.squared(points, kernel.hyperparameters().inverseLengthScales(points.columns())),
                basis,
                trend,
                scalePrior,
                targets);
    }

    /**
     * The same for a fit, which tries many kernels on the same points.
     *
     * @param squaredDistances between the points, in the kernel's length-scales
     */
    static TrendGaussianProcess condition(
            Kernel kernel,
            double noiseVariance,
            Matrix points,
            double[] squaredDistances,
            Matrix basis,
            TrendPrior trend,
            OutputScalePrior scalePrior,
            double[] targets) {
        if (basis.rows() != points.rows()) {
            throw new IllegalArgumentException(
                    "a basis of " + basis.rows() + " rows for " + points.rows() + " points; expected one for each");
        }
        double centre = Arrays.stream(targets).average().orElse(0);
        double[] centred = Arrays.stream(targets).map(y -> y - centre).toArray();
        GaussianProcess process =
                GaussianProcess.conditionStandardised(kernel, noiseVariance, points, centred, squaredDistances);
        WhitenedBasis observed = WhitenedBasis.of(process.factor(), basis, trend);
        double[] expected = expected(basis, trend);
        double[] y = process.whitenedTargets();
        double[] m = expected.clone();
        process.factor().solveLower(m);
        double[] ay = observed.projected(y);
        double[] am = observed.projected(m);
        double yy = DotProduct.inOrder(y, y) - DotProduct.inOrder(ay, ay);
        double ym = DotProduct.inOrder(y, m) - DotProduct.inOrder(ay, am);
        double mm = DotProduct.inOrder(m, m) - DotProduct.inOrder(am, am);
        int n = targets.length;
        DoubleUnaryOperator density = at -> scaleTerms(scalePrior, n, yy, ym, at);
        double logScale = OutputScale.mostProbable(scalePrior, density);
        double logPosterior = density.applyAsDouble(logScale)
                - mm / 2
                - (process.factor().logDeterminant()
                                + observed.precision().logDeterminant()
                                + WhitenedBasis.logVariances(basis, trend))
                        / 2;
        OutputScale scale = OutputScale.around(logScale, density);
        double[] unseen = weights(observed, trend, basis, j -> -observed.dot(j, m));
        double[] weights = weights(observed, trend, basis, j -> observed.dot(j, y) / scale.mean() - observed.dot(j, m));
        double[] rest = new double[n];
        Arrays.setAll(rest, i -> centred[i] / scale.mean() - trend(weights, basis, i));
        return new TrendGaussianProcess(
                centre, scale, weights, unseen, process.withTargets(rest), observed, OptionalDouble.of(logPosterior));
    }

    private static double[] weights(WhitenedBasis observed, TrendPrior trend, Matrix basis, IntToDoubleFunction told) {
        double[] weights = new double[observed.functions()];
        Arrays.setAll(weights, told);
        observed.precision().solve(weights);
        for (int j = 1; j < weights.length; j++) {
            weights[j] += trend.weight() / basis.columns();
        }
        return weights;
    }

    /**
     * A process without a trend, as eqs. 3 and 4 of the paper have it: the offset is the mean of the targets, and
     * known, and so is the output scale.
     */
    public static TrendGaussianProcess standardised(
            Kernel kernel, double noiseVariance, Matrix points, double outputScale, double[] targets) {
        double centre = Arrays.stream(targets).average().orElse(0);
        double[] standardised =
                Arrays.stream(targets).map(y -> (y - centre) / outputScale).toArray();
        double[] offset = {0};
        return new TrendGaussianProcess(
                centre,
                OutputScale.known(outputScale),
                offset,
                offset,
                GaussianProcess.conditionStandardised(kernel, noiseVariance, points, standardised),
                WhitenedBasis.ofKnownOffset(targets.length),
                OptionalDouble.empty());
    }

    /** h(x) β, the constant included, at a row of a basis. */
    private static double trend(double[] weights, Matrix basis, int row) {
        double sum = weights[0];
        for (int j = 1; j < weights.length; j++) {
            sum += weights[j] * basis.get(row, j - 1);
        }
        return sum;
    }

    private static double[] expected(Matrix basis, TrendPrior trend) {
        return IntStream.range(0, basis.rows())
                .mapToDouble(i -> IntStream.range(0, basis.columns())
                        .mapToDouble(j -> trend.weight() / basis.columns() * basis.get(i, j))
                        .sum())
                .toArray();
    }

    /** The terms of the log posterior that depend on the scale; one degree of freedom goes to the unknown offset. */
    private static double scaleTerms(OutputScalePrior prior, int n, double yy, double ym, double logScale) {
        double inverse = Math.exp(-logScale);
        return prior.logDensity(logScale) - (n - 1) * logScale - yy * inverse * inverse / 2 + ym * inverse;
    }

    /** The posterior mean of s, in the targets' unit. */
    public double outputScale() {
        return scale.mean();
    }

    /** The variance of the noise of one target, in the targets' squared unit. */
    public double noiseVariance() {
        return scale.square() * residuals.noiseVariance();
    }

    /** β̂: what each basis function is worth after the observations, in the order of the basis; a new array. */
    public double[] trendWeights() {
        return Arrays.copyOfRange(weights, 1, weights.length);
    }

    /** f after the observations less the trend, in output scales. */
    public GaussianProcess residuals() {
        return residuals;
    }

    /** The logarithm of the density of the targets and the output scale, up to a constant; empty without a trend. */
    public OptionalDouble logPosterior() {
        return logPosterior;
    }

    /**
     * The posterior at candidates, without the noise, in the targets' unit.
     *
     * @param candidates at whose points; kept up to date
     * @param basis the h_j at the candidates, one row each
     */
    public Prediction predict(CandidatePosterior candidates, Matrix basis) {
        Prediction f = candidates.update(residuals);
        double[][] explained = observed.explained(candidates);
        int count = candidates.count();
        double[] means = new double[count];
        double[] variances = new double[count];
        for (int c = 0; c < count; c++) {
            means[c] = centre + scale.mean() * (trend(weights, basis, c) + f.mean(c));
            double[] r = unexplained(explained, basis, c);
            double slope = DotProduct.inOrder(unseen, r);
            observed.precision().solveLower(r);
            variances[c] =
                    scale.square() * (f.variance(c) + DotProduct.inOrder(r, r)) + scale.variance() * slope * slope;
        }
        return Prediction.of(means, variances);
    }

    /**
     * The values of one function drawn from the posterior at candidates, without the noise, in the targets' unit;
     * offset, weights, f and the output scale are drawn together.
     *
     * @param candidates at whose points; kept up to date
     * @param basis the h_j at the candidates, one row each
     * @param seed decides which function
     */
    public double[] sample(CandidatePosterior candidates, Matrix basis, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] deviation = new double[weights.length];
        Arrays.setAll(deviation, j -> random.nextGaussian());
        observed.precision().solveUpper(deviation);
        Prediction f = candidates.update(residuals);
        double[][] explained = observed.explained(candidates);
        double[] values = candidates.sample(residuals, random.nextLong());
        double ofScale = Math.sqrt(scale.variance()) * random.nextGaussian();
        for (int c = 0; c < values.length; c++) {
            double[] r = unexplained(explained, basis, c);
            double mean = centre + scale.mean() * (trend(weights, basis, c) + f.mean(c));
            double away = values[c] - f.mean(c) + DotProduct.inOrder(r, deviation);
            values[c] = mean + Math.sqrt(scale.square()) * away + ofScale * DotProduct.inOrder(unseen, r);
        }
        return values;
    }

    /** R at one candidate. */
    private static double[] unexplained(double[][] explained, Matrix basis, int candidate) {
        double[] r = new double[explained.length];
        r[0] = 1 - explained[0][candidate];
        for (int j = 1; j < r.length; j++) {
            r[j] = basis.get(candidate, j - 1) - explained[j][candidate];
        }
        return r;
    }

    /**
     * The posterior mean at a point, in the targets' unit.
     *
     * @param residual the mean of {@link #residuals()} there
     * @param basis the h_j there
     */
    public double mean(double residual, double... basis) {
        double sum = weights[0] + residual;
        for (int j = 1; j < weights.length; j++) {
            sum += weights[j] * basis[j - 1];
        }
        return centre + scale.mean() * sum;
    }
}
