package io.github.grabnas.gp;

import io.github.grabnas.linalg.Distances;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.linalg.ScaledRows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The posterior at many fixed candidates, kept up to date while observations arrive.
 *
 * <p>With L Lᵀ = K and V = L⁻¹ K(X, candidates): mean = Vᵀ L⁻¹ y and variance = k(x, x) − Σ_i V_i². A new observation
 * adds one row to V and touches no other, so a process that extends the one before costs O(n m) for n observations and
 * m candidates; one with new kernel parameters costs one triangular solve on the whole batch, O(n² m), in blocks that
 * stay in the processor's cache and are shared out among its cores. The result does not depend on the number of cores.
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
    private final List<Block> blocks;
    private GaussianProcess last;

    /** A posterior at these candidates, without observations yet. */
    public CandidatePosterior(Matrix candidates) {
        this.candidates = candidates;
        this.blocks = IntStream.range(0, (count() + BLOCK - 1) / BLOCK)
                .mapToObj(b -> new Block(b * BLOCK, Math.min(count(), (b + 1) * BLOCK)))
                .toList();
    }

    /** The number of candidates. */
    public int count() {
        return candidates.rows();
    }

    /**
     * The posterior of the given process at all candidates.
     *
     * @param process any process on points of the candidates' dimension; cheapest if it has the kernel and noise of the
     *     one before and its observations, followed by new ones
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
        Stream<Block> all = process.observations() - kept > 1 ? blocks.parallelStream() : blocks.stream();
        all.forEach(block -> block.update(process, distances, kept));
        last = process;
        return prediction(process);
    }

    /** The values of one function drawn from the process, at all candidates; the seed decides which. */
    public double[] sample(GaussianProcess process, long seed) {
        return PathwiseSample.of(process, seed).at(candidates);
    }

    /**
     * Σ_i w_i V_i at all candidates, with the V of the process of the last {@link #update}.
     *
     * @param weights one for each of that process's observations
     */
    double[] weighted(double[] weights) {
        double[] sums = new double[count()];
        for (Block block : blocks) {
            block.addWeighted(weights, sums);
        }
        return sums;
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

    private Prediction prediction(GaussianProcess process) {
        double[] scaled = Arrays.stream(process.whitenedTargets())
                .map(w -> w * process.standardisation().standardDeviation())
                .toArray();
        double[] means = new double[count()];
        double[] variances = new double[count()];
        for (Block block : blocks) {
            block.predict(process, scaled, means, variances);
        }
        return new Prediction(means, variances);
    }

    /** Some candidates, and their columns of V. */
    private static final class Block {

        private final int from;
        private final int to;
        private final List<double[]> rows = new ArrayList<>();
        private final double[] explained;

        Block(int from, int to) {
            this.from = from;
            this.to = to;
            this.explained = new double[to - from];
        }

        /** Computes the rows of V from a given one on. */
        void update(GaussianProcess process, List<CandidateDistances> distances, int kept) {
            Kernel kernel = process.kernel();
            double factor = kernel.hyperparameters().isIsotropic()
                    ? Math.pow(kernel.hyperparameters().inverseLengthScale(0), 2)
                    : 1;
            rows.subList(kept, rows.size()).clear();
            if (kept == 0) {
                Arrays.fill(explained, 0);
            }
            for (int i = kept; i < process.observations(); i++) {
                double[] row = new double[to - from];
                distances.get(i).covariances(kernel, factor, row, from);
                addScaled(process.factor().negativeRow(i), row);
                divideAndSquare(row, process.factor().get(i, i));
                rows.add(row);
            }
        }

        /** Adds to {@code sums} the rows so far, each times its weight. */
        private void addScaled(double[] weights, double[] sums) {
            int whole = weights.length - weights.length % 4;
            for (int k = 0; k < whole; k += 4) {
                ScaledRows.addFour(weights, k, rows.get(k), rows.get(k + 1), rows.get(k + 2), rows.get(k + 3), sums);
            }
            for (int k = whole; k < weights.length; k++) {
                ScaledRows.add(weights[k], rows.get(k), sums);
            }
        }

        void addWeighted(double[] weights, double[] sums) {
            double[] own = new double[to - from];
            addScaled(weights, own);
            System.arraycopy(own, 0, sums, from, own.length);
        }

        private void divideAndSquare(double[] row, double divisor) {
            double inverse = 1 / divisor;
            for (int c = 0; c < row.length; c++) {
                row[c] *= inverse;
                explained[c] += row[c] * row[c];
            }
        }

        void predict(GaussianProcess process, double[] weights, double[] means, double[] variances) {
            double[] sums = new double[to - from];
            Arrays.fill(sums, process.standardisation().mean());
            addScaled(weights, sums);
            System.arraycopy(sums, 0, means, from, sums.length);
            for (int c = 0; c < explained.length; c++) {
                variances[from + c] = process.variance(explained[c]);
            }
        }
    }

    /**
     * The squared distances of one observation to all candidates. Encodings such as one-hot have only a handful of
     * different distances; then the kernel is evaluated once for each of these.
     *
     * @param codes the position of each candidate's distance among the values; empty if there are too many different
     *     ones, and values then holds the candidates' own
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

        /** Writes the covariances with the candidates from a given one on. */
        void covariances(Kernel kernel, double factor, double[] row, int from) {
            double variance = kernel.hyperparameters().variance();
            if (codes.length == 0) {
                for (int c = 0; c < row.length; c++) {
                    row[c] = variance * kernel.correlation(factor * values[from + c]);
                }
                return;
            }
            double[] table = new double[values.length];
            for (int v = 0; v < table.length; v++) {
                table[v] = variance * kernel.correlation(factor * values[v]);
            }
            for (int c = 0; c < row.length; c++) {
                row[c] = table[codes[from + c] & 0xff];
            }
        }
    }
}
