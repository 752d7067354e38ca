package io.github.grabnas.speed;

import io.github.grabnas.gp.CandidatePosterior;
import io.github.grabnas.gp.GaussianProcess;
import io.github.grabnas.gp.Matern52;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.search.SearchMethod;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Consumer;

/**
 * How the time of a search grows with its evaluations, and that of a posterior with the candidates. The exponent is the
 * slope of a straight line through the logarithms of both: 1 where twice as much takes twice as long.
 *
 * <p>Candidates are random points of as many dimensions as an embedding has. They come in blocks of the size of
 * NAS-Bench-201, so that memory does not grow with their number; making them is not counted.
 */
final class GrowthSpeed {

    private static final int[] EVALUATIONS = {100, 300, 1000};
    private static final int[] CANDIDATES = {15_625, 150_000, 1_000_000};
    private static final double EVALUATIONS_GOAL = 30;
    private static final double CANDIDATES_GOAL = 5;
    private static final int BLOCK = 15_625;
    private static final int DIMENSIONS = 56;
    private static final int OBSERVATIONS = 100;

    private GrowthSpeed() {}

    /** A row for each size, with the goal for the largest one, and one for the exponent. */
    static void measure(Consumer<BenchmarkRow> rows) throws IOException {
        Map<Integer, Double> seconds = new LinkedHashMap<>();
        for (int evaluations : EVALUATIONS) {
            seconds.put(evaluations, SearchSpeed.seconds(SearchMethod.TNAS, evaluations, 2));
        }
        add("search on a table, tnas, evaluations: ", seconds, EVALUATIONS_GOAL, rows);
        seconds.clear();
        GaussianProcess process = process();
        for (int candidates : CANDIDATES) {
            seconds.put(candidates, posteriorSeconds(process, candidates));
        }
        add("posterior from 100 observations, candidates: ", seconds, CANDIDATES_GOAL, rows);
    }

    private static void add(String what, Map<Integer, Double> seconds, double goal, Consumer<BenchmarkRow> rows) {
        int largest = seconds.keySet().stream().max(Integer::compare).orElseThrow();
        seconds.forEach((size, time) -> rows.accept(BenchmarkRow.time(
                what + size, "s", time, "goal", size == largest ? OptionalDouble.of(goal) : OptionalDouble.empty())));
        rows.accept(BenchmarkRow.time(what + "exponent", "slope", exponent(seconds), "none", OptionalDouble.empty()));
    }

    /** The slope of the straight line that is nearest to the logarithms of times over those of sizes. */
    static double exponent(Map<Integer, Double> seconds) {
        double meanSize =
                seconds.keySet().stream().mapToDouble(Math::log).average().orElseThrow();
        double meanTime =
                seconds.values().stream().mapToDouble(Math::log).average().orElseThrow();
        double products = 0;
        double squares = 0;
        for (Map.Entry<Integer, Double> entry : seconds.entrySet()) {
            double size = Math.log(entry.getKey()) - meanSize;
            products += size * (Math.log(entry.getValue()) - meanTime);
            squares += size * size;
        }
        return products / squares;
    }

    /** A process that has seen as many observations as a search has evaluations. */
    static GaussianProcess process() {
        Random random = new Random(1);
        double[] targets = random.doubles(OBSERVATIONS).toArray();
        return GaussianProcess.condition(
                Matern52.isotropic(1, Math.sqrt(DIMENSIONS)), 1e-2, points(random, OBSERVATIONS), targets);
    }

    /** Seconds of the posterior at so many candidates, after a first block that warms the compiler up. */
    static double posteriorSeconds(GaussianProcess process, int candidates) {
        Random random = new Random(2);
        new CandidatePosterior(points(random, Math.min(BLOCK, candidates))).update(process);
        long nanoseconds = 0;
        for (int from = 0; from < candidates; from += BLOCK) {
            Matrix block = points(random, Math.min(BLOCK, candidates - from));
            long begin = System.nanoTime();
            new CandidatePosterior(block).update(process);
            nanoseconds += System.nanoTime() - begin;
        }
        return nanoseconds / 1e9;
    }

    private static Matrix points(Random random, int count) {
        double[] numbers = new double[count * DIMENSIONS];
        Arrays.setAll(numbers, i -> random.nextGaussian());
        return Matrix.of(count, DIMENSIONS, numbers);
    }
}
