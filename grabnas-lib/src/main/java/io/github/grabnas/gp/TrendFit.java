package io.github.grabnas.gp;

import io.github.grabnas.linalg.Distances;
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
            return condition(kernel, noiseVariance, distances(kernel));
        }

        private TrendGaussianProcess condition(Kernel kernel, double noiseVariance, double[] squaredDistances) {
            return TrendGaussianProcess.condition(
                    kernel,
                    noiseVariance,
                    points,
                    squaredDistances,
                    basis,
                    trend,
                    scalePrior,
                    targets.stream().mapToDouble(Double::doubleValue).toArray());
        }

        /** Between the points, squared, in a kernel's length-scales. */
        private double[] distances(Kernel kernel) {
            return Distances.squared(points, kernel.hyperparameters().inverseLengthScales(points.columns()));
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
    private record Valued(Place place, TrendGaussianProcess process, double logProbability) {}

    /** A walk over the grid; what was computed at a place or for a length-scale is kept. */
    private final class Search {

        private final Kernel kind;
        private final Data data;
        private final Map<Place, Optional<Valued>> known = new HashMap<>();
        private final Map<Double, double[]> distances = new HashMap<>();
        private Optional<Valued> best = Optional.empty();

        private Search(Kernel kind, Data data) {
            this.kind = kind;
            this.data = data;
        }

        /** Takes a place as the best so far if it is. */
        private void visit(Place place) {
            Optional<Valued> here = known.computeIfAbsent(place, this::value);
            if (here.isPresent()
                    && (best.isEmpty()
                            || here.get().logProbability() > best.get().logProbability())) {
                best = here;
            }
        }

        /** Empty off the grid, and where the covariance matrix cannot be factored. */
        private Optional<Valued> value(Place place) {
            if (!onGrid(lengthScales, place.lengthScale())
                    || !onGrid(VARIANCES, place.variance())
                    || !onGrid(NOISE_RATIOS, place.ratio())) {
                return Optional.empty();
            }
            double lengthScale = lengthScales.get(place.lengthScale());
            double variance = VARIANCES.get(place.variance());
            double ratio = NOISE_RATIOS.get(place.ratio());
            Kernel kernel = kind.with(KernelHyperparameters.isotropic(variance, lengthScale));
            try {
                TrendGaussianProcess process = data.condition(
                        kernel,
                        variance * ratio,
                        distances.computeIfAbsent(lengthScale, any -> data.distances(kernel)));
                return Optional.of(new Valued(
                        place,
                        process,
                        process.logPosterior().orElseThrow()
                                + logNormal(variance, USUAL_VARIANCE, VARIANCE_FACTOR)
                                + logNormal(ratio, USUAL_RATIO, RATIO_FACTOR)));
            } catch (ArithmeticException e) {
                return Optional.empty();
            }
        }
    }

    /**
     * The most probable process.
     *
     * @param kind the kernel whose variance and length-scale are chosen
     */
    public TrendGaussianProcess fit(Kernel kind, Data data) {
        Search search = new Search(kind, data);
        for (int l = 0; l < lengthScales.size(); l++) {
            for (int v = 0; v < VARIANCES.size(); v++) {
                for (int r = 0; r < NOISE_RATIOS.size(); r++) {
                    search.visit(new Place(l, v, r));
                }
            }
        }
        return search.best
                .map(Valued::process)
                .orElseThrow(() -> new ArithmeticException("no hyper-parameters on the grid give a covariance matrix "
                        + "that can be factored; are there equal points with different targets and no noise?"));
    }

    /**
     * The most probable process that can be reached from the hyper-parameters of an earlier one by steps to better
     * neighbours on the grid.
     */
    public TrendGaussianProcess refit(TrendGaussianProcess earlier, Data data) {
        Kernel kernel = earlier.residuals().kernel();
        double variance = kernel.hyperparameters().variance();
        Search search = new Search(kernel, data);
        search.visit(new Place(
                nearest(lengthScales, kernel.hyperparameters().lengthScales().get(0)),
                nearest(VARIANCES, variance),
                nearest(NOISE_RATIOS, earlier.residuals().noiseVariance() / variance)));
        Optional<Valued> before = Optional.empty();
        while (search.best.isPresent() && !search.best.equals(before)) {
            before = search.best;
            before.get().place().neighbours().forEach(search::visit);
        }
        return search.best.map(Valued::process).orElseGet(() -> fit(kernel, data));
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

    private static boolean onGrid(List<Double> grid, int position) {
        return position >= 0 && position < grid.size();
    }

    private static double logNormal(double value, double median, double factor) {
        double standardised = Math.log(value / median) / Math.log(factor);
        return -standardised * standardised / 2;
    }
}
