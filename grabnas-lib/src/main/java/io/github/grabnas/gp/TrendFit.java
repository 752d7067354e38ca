package io.github.grabnas.gp;

import io.github.grabnas.linalg.Matrix;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The most probable hyper-parameters of a {@link TrendGaussianProcess}, on a grid of length-scales, variances and
 * ratios of noise to variance. Variance and ratio have log-normal priors: a handful of observations leaves them open,
 * and the likelihood alone would take extremes. A grid, since with few observations the likelihood has several maxima,
 * and a fit that begins at an earlier one goes over its neighbours only.
 *
 * @param lengthScales on the grid, ascending
 */
public record TrendFit(List<Double> lengthScales) {

    private static final List<Double> VARIANCES = List.of(0.03, 0.1, 0.3, 1.0, 3.0);
    private static final List<Double> NOISE_RATIOS = List.of(1e-3, 1e-2, 1e-1);
    private static final double USUAL_VARIANCE = 0.5;
    private static final double VARIANCE_FACTOR = 4;
    private static final double USUAL_RATIO = 0.02;
    private static final double RATIO_FACTOR = 6;

    /** Checks that there is a length-scale. */
    public TrendFit {
        lengthScales = List.copyOf(lengthScales);
        if (lengthScales.isEmpty()) {
            throw new IllegalArgumentException("no length-scales: expected at least one");
        }
    }

    /**
     * What is conditioned on.
     *
     * @param points where was observed, n points
     * @param basis the trend's functions there, n x p
     * @param trend the weights' prior
     * @param scalePrior the output scale's prior
     * @param targets what was observed; a list, since records hold no arrays
     */
    public record Data(
            Matrix points, Matrix basis, TrendPrior trend, OutputScalePrior scalePrior, List<Double> targets) {

        /** The process with some hyper-parameters. */
        public TrendGaussianProcess condition(Kernel kernel, double noiseVariance) {
            return TrendGaussianProcess.condition(
                    kernel,
                    noiseVariance,
                    points,
                    basis,
                    trend,
                    scalePrior,
                    targets.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    /** A place on the grid. */
    private record Place(int lengthScale, int variance, int ratio) {

        List<Place> neighbours() {
            return List.of(
                    new Place(lengthScale - 1, variance, ratio),
                    new Place(lengthScale + 1, variance, ratio),
                    new Place(lengthScale, variance - 1, ratio),
                    new Place(lengthScale, variance + 1, ratio),
                    new Place(lengthScale, variance, ratio - 1),
                    new Place(lengthScale, variance, ratio + 1));
        }
    }

    /** A process with its probability, that of its hyper-parameters included. */
    private record Valued(TrendGaussianProcess process, double logProbability) {}

    /**
     * The most probable process.
     *
     * @param kind the kernel whose variance and length-scale are chosen
     */
    public TrendGaussianProcess fit(Kernel kind, Data data) {
        Map<Place, Optional<Valued>> known = new HashMap<>();
        Place best = null;
        for (int l = 0; l < lengthScales.size(); l++) {
            for (int v = 0; v < VARIANCES.size(); v++) {
                for (int r = 0; r < NOISE_RATIOS.size(); r++) {
                    Place place = new Place(l, v, r);
                    best = better(kind, data, place, best, known) ? place : best;
                }
            }
        }
        return process(known, best);
    }

    /**
     * The most probable process that can be reached from the hyper-parameters of an earlier one by steps to better
     * neighbours on the grid.
     */
    public TrendGaussianProcess refit(TrendGaussianProcess earlier, Data data) {
        Kernel kernel = earlier.residuals().kernel();
        double variance = kernel.hyperparameters().variance();
        Map<Place, Optional<Valued>> known = new HashMap<>();
        Place place = new Place(
                nearest(lengthScales, kernel.hyperparameters().lengthScales().get(0)),
                nearest(VARIANCES, variance),
                nearest(NOISE_RATIOS, earlier.residuals().noiseVariance() / variance));
        Place best = better(kernel, data, place, null, known) ? place : null;
        for (Place before = null; best != null && !best.equals(before); ) {
            before = best;
            for (Place neighbour : before.neighbours()) {
                best = better(kernel, data, neighbour, best, known) ? neighbour : best;
            }
        }
        return best == null ? fit(kernel, data) : process(known, best);
    }

    private static int nearest(List<Double> grid, double value) {
        int nearest = 0;
        for (int i = 1; i < grid.size(); i++) {
            nearest = Math.abs(Math.log(grid.get(i) / value)) < Math.abs(Math.log(grid.get(nearest) / value))
                    ? i
                    : nearest;
        }
        return nearest;
    }

    private static TrendGaussianProcess process(Map<Place, Optional<Valued>> known, Place best) {
        if (best == null) {
            throw new ArithmeticException("no hyper-parameters on the grid give a covariance matrix that can be "
                    + "factored; are there equal points with different targets and no noise?");
        }
        return known.get(best).orElseThrow().process();
    }

    private boolean better(Kernel kind, Data data, Place place, Place best, Map<Place, Optional<Valued>> known) {
        Optional<Valued> value = known.computeIfAbsent(place, p -> value(kind, data, p));
        return value.isPresent()
                && (best == null
                        || value.get().logProbability()
                                > known.get(best).orElseThrow().logProbability());
    }

    private Optional<Valued> value(Kernel kind, Data data, Place place) {
        if (!onGrid(lengthScales, place.lengthScale())
                || !onGrid(VARIANCES, place.variance())
                || !onGrid(NOISE_RATIOS, place.ratio())) {
            return Optional.empty();
        }
        double variance = VARIANCES.get(place.variance());
        double ratio = NOISE_RATIOS.get(place.ratio());
        Kernel kernel = kind.with(KernelHyperparameters.isotropic(variance, lengthScales.get(place.lengthScale())));
        try {
            TrendGaussianProcess process = data.condition(kernel, variance * ratio);
            return Optional.of(new Valued(
                    process,
                    process.logPosterior()
                            + logNormal(variance, USUAL_VARIANCE, VARIANCE_FACTOR)
                            + logNormal(ratio, USUAL_RATIO, RATIO_FACTOR)));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static boolean onGrid(List<Double> grid, int position) {
        return position >= 0 && position < grid.size();
    }

    private static double logNormal(double value, double median, double factor) {
        double standardised = Math.log(value / median) / Math.log(factor);
        return -standardised * standardised / 2;
    }
}
