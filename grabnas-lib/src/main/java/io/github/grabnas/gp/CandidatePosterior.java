package io.github.grabnas.gp;

import io.github.grabnas.linalg.Distances;
import io.github.grabnas.linalg.Matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The posterior at many fixed candidates, kept up to date while observations arrive.
 *
 * <p>With L Lᵀ = K and V = L⁻¹ K(X, candidates): mean = Vᵀ L⁻¹ y and variance = k(x, x) − Σ_i V_i².
 * A new observation adds one row to V and touches no other, so a process that extends the one
 * before costs O(n m) for n observations and m candidates; one with new kernel parameters costs one
 * triangular solve on the whole batch, O(n² m), in blocks that stay in the processor's cache and
 * are shared out among its cores. The result does not depend on the number of cores.
 *
 * <pre>{@code
 * CandidatePosterior candidates = new CandidatePosterior(allCells);
 * Prediction posterior = candidates.update(process);
 * }</pre>
 */
public final class CandidatePosterior {

    private static final int BLOCK = 512;

    /** Up to so many different distances between an observation and the candidates are tabulated. */
    private static final int TABLE = 256;

    private final Matrix candidates;
    private final List<CandidateDistances> distances = new ArrayList<>();
    private final List<double[]> rows = new ArrayList<>();
    private double[] explained = {};
    private GaussianProcess last;

    /** A posterior at these candidates, without observations yet. */
    public CandidatePosterior(Matrix candidates) {
        this.candidates = candidates;
    }

    /** The number of candidates. */
    public int count() {
        return candidates.rows();
    }

    /**
     * The posterior of the given process at all candidates.
     *
     * @param process any process on points of the candidates' dimension; cheapest if it has the
     *     kernel and noise of the one before and its observations, followed by new ones
     */
    public Prediction update(GaussianProcess process) {
        if (process.points().columns() != candidates.columns()) {
            throw new IllegalArgumentException("the process is on points of dimension "
                    + process.points().columns() + "; the candidates have " + candidates.columns());
        }
        int kept = last != null
                        && last.kernel().equals(process.kernel())
                        && last.points().isPrefixOf(process.points())
                        && last.factor().isPrefixOf(process.factor())
                ? last.observations()
                : 0;
        measureDistances(process);
        if (kept == 0) {
            explained = new double[count()];
        }
        rows.subList(kept, rows.size()).clear();
        for (int i = kept; i < process.observations(); i++) {
            rows.add(new double[count()]);
        }
        int blocks = (count() + BLOCK - 1) / BLOCK;
        IntStream range = IntStream.range(0, blocks);
        int first = kept;
        (process.observations() - kept > 1 ? range.parallel() : range)
                .forEach(block -> solve(process, first, block * BLOCK, Math.min(count(), (block + 1) * BLOCK)));
        last = process;
        return prediction(process);
    }

    /** Isotropic distances do not change with the kernel's parameters and are measured but once. */
    private void measureDistances(GaussianProcess process) {
        boolean isotropic = process.kernel().hyperparameters().isIsotropic();
        boolean extended = isotropic
                && last != null
                && last.kernel().hyperparameters().isIsotropic()
                && last.points().isPrefixOf(process.points());
        if (!extended) {
            distances.clear();
        }
        double[] inverse = new double[candidates.columns()];
        Arrays.fill(inverse, 1);
        double[] hyperparameters =
                isotropic ? inverse : process.kernel().hyperparameters().inverseLengthScales(candidates.columns());
        distances.addAll(IntStream.range(distances.size(), process.observations())
                .parallel()
                .mapToObj(i -> CandidateDistances.measure(process.points(), i, candidates, hyperparameters))
                .toList());
    }

    private void solve(GaussianProcess process, int first, int from, int to) {
        Kernel kernel = process.kernel();
        double factor = kernel.hyperparameters().isIsotropic()
                ? Math.pow(kernel.hyperparameters().inverseLengthScale(0), 2)
                : 1;
        for (int i = first; i < rows.size(); i++) {
            double[] row = rows.get(i);
            distances.get(i).covariances(kernel, factor, row, from, to);
            for (int k = 0; k < i; k++) {
                subtract(row, process.factor().get(i, k), rows.get(k), from, to);
            }
            divideAndSquare(row, process.factor().get(i, i), explained, from, to);
        }
    }

    private static void subtract(double[] row, double weight, double[] other, int from, int to) {
        for (int c = from; c < to; c++) {
            row[c] -= weight * other[c];
        }
    }

    private static void divideAndSquare(double[] row, double divisor, double[] squares, int from, int to) {
        double inverse = 1 / divisor;
        for (int c = from; c < to; c++) {
            row[c] *= inverse;
            squares[c] += row[c] * row[c];
        }
    }

    private Prediction prediction(GaussianProcess process) {
        double[] whitened = process.whitenedTargets();
        double[] means = new double[count()];
        Arrays.fill(means, process.standardisation().mean());
        for (int i = 0; i < whitened.length; i++) {
            subtract(means, -whitened[i] * process.standardisation().standardDeviation(), rows.get(i), 0, count());
        }
        double[] variances = new double[count()];
        for (int c = 0; c < variances.length; c++) {
            variances[c] = process.variance(explained[c]);
        }
        return new Prediction(means, variances);
    }

    /**
     * The squared distances of one observation to all candidates. Encodings such as one-hot have
     * only a handful of different distances; then the kernel is evaluated once for each of these.
     *
     * @param codes the position of each candidate's distance among the values; empty if there are
     *     too many different ones, and values then holds the candidates' own
     */
    private record CandidateDistances(double[] values, byte[] codes) {

        static CandidateDistances measure(Matrix points, int point, Matrix candidates, double[] hyperparameters) {
            int d = candidates.columns();
            double[] squared = new double[candidates.rows()];
            for (int c = 0; c < squared.length; c++) {
                squared[c] = Distances.squared(
                        Points.flat(points), point * d, Points.flat(candidates), c * d, hyperparameters);
            }
            Map<Double, Integer> numbers = new HashMap<>();
            byte[] codes = new byte[squared.length];
            for (int c = 0; c < squared.length; c++) {
                Integer number = numbers.get(squared[c]);
                if (number == null) {
                    if (numbers.size() == TABLE) {
                        return new CandidateDistances(squared, new byte[0]);
                    }
                    number = numbers.size();
                    numbers.put(squared[c], number);
                }
                codes[c] = number.byteValue();
            }
            double[] values = new double[numbers.size()];
            numbers.forEach((value, number) -> values[number] = value);
            return new CandidateDistances(values, codes);
        }

        void covariances(Kernel kernel, double factor, double[] row, int from, int to) {
            double variance = kernel.hyperparameters().variance();
            if (codes.length == 0) {
                for (int c = from; c < to; c++) {
                    row[c] = variance * kernel.correlation(factor * values[c]);
                }
                return;
            }
            double[] table = new double[values.length];
            for (int v = 0; v < table.length; v++) {
                table[v] = variance * kernel.correlation(factor * values[v]);
            }
            for (int c = from; c < to; c++) {
                row[c] = table[codes[c] & 0xff];
            }
        }
    }
}
