package io.github.grabnas.nn.autodiff;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The logarithms of the probabilities that scores give to what was seen. */
public final class LogLikelihood {

    private LogLikelihood() {}

    /**
     * Of one of several classes: row i is {@code log softmax(scores_i)[seen_i]}.
     *
     * @param scores n x classes
     * @param classes n classes, each from 0
     * @return n x 1
     * @throws IllegalArgumentException if there are not n, or one is none of the classes
     */
    public static Variable categorical(Variable scores, int... classes) {
        int n = scores.rows();
        int m = scores.columns();
        int[] seen = classes.clone();
        if (seen.length != n || IntStream.of(seen).anyMatch(k -> k < 0 || k >= m)) {
            throw new IllegalArgumentException("classes " + Arrays.toString(seen) + " seen for scores that are a "
                    + scores.value() + "; expected one from 0 to " + (m - 1) + " for each row");
        }
        double[] probability = new double[n * m];
        double[] result = new double[n];
        for (int i = 0; i < n; i++) {
            result[i] = logSoftmax(scores.values(), i * m, m, seen[i], probability);
        }
        return scores.tape()
                .record(
                        Values.matrix(n, 1, result),
                        upstream -> {
                            double[] g = scores.gradient();
                            for (int i = 0; i < n; i++) {
                                for (int j = 0; j < m; j++) {
                                    g[i * m + j] += upstream[i] * ((j == seen[i] ? 1 : 0) - probability[i * m + j]);
                                }
                            }
                        },
                        scores);
    }

    private static double logSoftmax(double[] scores, int at, int m, int seen, double[] probability) {
        double top = scores[at];
        for (int j = 1; j < m; j++) {
            top = Math.max(top, scores[at + j]);
        }
        double sum = 0;
        for (int j = 0; j < m; j++) {
            probability[at + j] = Math.exp(scores[at + j] - top);
            sum += probability[at + j];
        }
        for (int j = 0; j < m; j++) {
            probability[at + j] /= sum;
        }
        return scores[at + seen] - top - Math.log(sum);
    }

    /**
     * Of yes or no: row i is {@code log sigmoid(score_i)} where yes was seen, {@code log sigmoid(-score_i)} where no
     * was.
     *
     * @param scores n x 1
     * @param answers n answers
     * @return n x 1
     */
    public static Variable bernoulli(Variable scores, boolean... answers) {
        int n = scores.rows();
        boolean[] seen = answers.clone();
        if (scores.columns() != 1 || seen.length != n) {
            throw new IllegalArgumentException(seen.length + " answers seen for scores that are a " + scores.value());
        }
        double[] result = new double[n];
        for (int i = 0; i < n; i++) {
            double s = seen[i] ? scores.values()[i] : -scores.values()[i];
            result[i] = Math.min(0, s) - Math.log1p(Math.exp(-Math.abs(s)));
        }
        return scores.tape()
                .record(
                        Values.matrix(n, 1, result),
                        upstream -> {
                            double[] g = scores.gradient();
                            for (int i = 0; i < n; i++) {
                                g[i] += upstream[i] * ((seen[i] ? 1 : 0) - Activation.sigmoid(scores.values()[i]));
                            }
                        },
                        scores);
    }
}
