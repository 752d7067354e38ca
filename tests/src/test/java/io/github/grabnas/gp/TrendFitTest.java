package io.github.grabnas.gp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.linalg.Matrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The fit of a trend's hyper-parameters, against all places of its grid. */
class TrendFitTest {

    private static final int N = 8;
    private static final List<Double> LENGTH_SCALES = List.of(0.5, 1.0, 2.0, 4.0);
    private static final List<Double> VARIANCES = List.of(0.03, 0.1, 0.3, 1.0, 3.0);
    private static final List<Double> NOISE_RATIOS = List.of(1e-3, 1e-2, 1e-1);

    private final TrendFit fit = new TrendFit(LENGTH_SCALES);

    private static double x(int point) {
        return 1.5 * Math.cos(1.3 * point);
    }

    private static double h(int point) {
        return Math.cos(0.7 * point);
    }

    /** Targets, and the most probable place as NumPy finds it with dense covariances. */
    enum Targets {
        SMOOTH(i -> 70 + 3 * x(i) + h(i), new Place(3, 4, 1), 1),
        ROUGH(i -> 70 + 3 * (7 * i % 5 - 2), new Place(0, 4, 1), 2),
        ALMOST_EQUAL(i -> 70 + 0.05 * (3 * i % 4), new Place(0, 2, 1), 2),
        STEPS(i -> 70 + 8 * Math.signum(x(i)) + h(i), new Place(2, 4, 1), 1),
        TREND_ALONE(i -> 70 + 2 * h(i), new Place(3, 0, 1), 1),
        AGAINST_THE_TREND(i -> 70 - 3 * h(i) + 0.7 * Math.sin(3 * i), new Place(2, 1, 1), 3);

        private final IntToDoubleFunction at;
        private final Place best;
        private final int maxima;

        Targets(IntToDoubleFunction at, Place best, int maxima) {
            this.at = at;
            this.best = best;
            this.maxima = maxima;
        }

        TrendFit.Data data() {
            return new TrendFit.Data(
                    Matrix.ofRows(IntStream.range(0, N)
                            .mapToObj(i -> new double[] {x(i), 1.5 * Math.sin(2.1 * i)})
                            .toArray(double[][]::new)),
                    Matrix.of(
                            N,
                            1,
                            IntStream.range(0, N).mapToDouble(TrendFitTest::h).toArray()),
                    new TrendPrior(1, 0.8),
                    new OutputScalePrior(2, 1),
                    IntStream.range(0, N).mapToDouble(at).boxed().toList());
        }
    }

    /** A place on the grid. */
    private record Place(int lengthScale, int variance, int ratio) {

        Kernel kernel() {
            return Matern52.isotropic(VARIANCES.get(variance), LENGTH_SCALES.get(lengthScale));
        }

        double noise() {
            return VARIANCES.get(variance) * NOISE_RATIOS.get(ratio);
        }

        static Place of(TrendGaussianProcess process) {
            KernelHyperparameters found = process.residuals().kernel().hyperparameters();
            double ratio = process.residuals().noiseVariance() / found.variance();
            return new Place(
                    LENGTH_SCALES.indexOf(found.lengthScales().get(0)),
                    VARIANCES.indexOf(found.variance()),
                    IntStream.range(0, NOISE_RATIOS.size())
                            .filter(r -> Math.abs(ratio / NOISE_RATIOS.get(r) - 1) < 1e-9)
                            .findFirst()
                            .orElse(-1));
        }

        boolean isBeside(Place other) {
            return Math.abs(lengthScale - other.lengthScale)
                            + Math.abs(variance - other.variance)
                            + Math.abs(ratio - other.ratio)
                    == 1;
        }
    }

    /** The probabilities of all places, that of variance and ratio of noise by their log-normal priors included. */
    private static Map<Place, Double> grid(TrendFit.Data data) {
        Map<Place, Double> grid = new HashMap<>();
        for (int l = 0; l < LENGTH_SCALES.size(); l++) {
            for (int v = 0; v < VARIANCES.size(); v++) {
                for (int r = 0; r < NOISE_RATIOS.size(); r++) {
                    Place place = new Place(l, v, r);
                    double likelihood = data.condition(place.kernel(), place.noise())
                            .logPosterior()
                            .orElseThrow();
                    double variance = Math.log(VARIANCES.get(v) / 0.5) / Math.log(4);
                    double ratio = Math.log(NOISE_RATIOS.get(r) / 0.02) / Math.log(6);
                    grid.put(place, likelihood - variance * variance / 2 - ratio * ratio / 2);
                }
            }
        }
        return grid;
    }

    @ParameterizedTest
    @EnumSource
    void no_place_of_the_grid_is_more_probable_than_that_of_the_fit(Targets targets) {
        TrendFit.Data data = targets.data();
        Map<Place, Double> grid = grid(data);
        Place found = Place.of(fit.fit(Matern52.isotropic(1, 1), data));
        assertThat(grid).hasSize(60);
        assertThat(found)
                .isEqualTo(targets.best)
                .isEqualTo(grid.keySet().stream()
                        .max(Comparator.comparingDouble(grid::get))
                        .orElseThrow());
    }

    @ParameterizedTest
    @EnumSource
    void refit_from_each_place_ends_where_no_neighbour_is_better(Targets targets) {
        TrendFit.Data data = targets.data();
        Map<Place, Double> grid = grid(data);
        Set<Place> ends = new HashSet<>();
        for (Place start : grid.keySet()) {
            Place end = Place.of(fit.refit(data.condition(start.kernel(), start.noise()), data));
            assertThat(end).as("from %s", start).isEqualTo(climbed(grid, start));
            assertThat(grid.keySet().stream().filter(end::isBeside))
                    .isNotEmpty()
                    .allMatch(neighbour -> grid.get(neighbour) < grid.get(end));
            ends.add(end);
        }
        assertThat(ends).hasSize(targets.maxima).contains(targets.best);
    }

    /** Where steps to the best of all neighbours end. */
    private static Place climbed(Map<Place, Double> grid, Place start) {
        Place best = grid.keySet().stream()
                .filter(start::isBeside)
                .max(Comparator.comparingDouble(grid::get))
                .orElseThrow();
        return grid.get(best) > grid.get(start) ? climbed(grid, best) : start;
    }
}
