package io.github.grabnas.nn.autodiff;

import io.github.grabnas.linalg.DotProduct;

import java.util.Arrays;

/**
 * Scaled dot-product attention with several heads, within groups of rows (Vaswani et al., 2017): for every group and
 * head, {@code softmax(Q K' scale) V}, where a head has its share of the columns.
 *
 * <p>A group is a set. Sets of different sizes lie one after the other without padding, so that none is touched by what
 * another holds.
 */
public final class Attention {

    private Attention() {}

    /**
     * Attends.
     *
     * @param queries one row a query, m columns
     * @param keys one row an element, m columns
     * @param values one row an element, m columns
     * @param queryGroups where each group's queries begin, and at the end their number
     * @param keyGroups where each group's elements begin, and at the end their number; no group is empty
     * @param heads divides m
     * @param scale of the scores before the softmax
     * @return one row a query, m columns, head by head
     */
    public static Variable of(
            Variable queries,
            Variable keys,
            Variable values,
            int[] queryGroups,
            int[] keyGroups,
            int heads,
            double scale) {
        int m = queries.columns();
        if (keys.columns() != m
                || values.columns() != m
                || keys.rows() != values.rows()
                || m % heads != 0
                || queryGroups.length != keyGroups.length
                || queryGroups[queryGroups.length - 1] != queries.rows()
                || keyGroups[keyGroups.length - 1] != keys.rows()) {
            throw new IllegalArgumentException("attention with " + heads + " heads: queries " + queries.value()
                    + ", keys " + keys.value() + ", values " + values.value() + " do not fit the groups or each other");
        }
        Groups groups = new Groups(queryGroups.clone(), keyGroups.clone(), heads, m, scale);
        double[] weights = new double[groups.weightCount()];
        double[] out = new double[queries.rows() * m];
        groups.forward(queries.values(), keys.values(), values.values(), weights, out);
        return queries.tape()
                .record(
                        Values.matrix(queries.rows(), m, out),
                        upstream -> groups.backward(queries, keys, values, weights, upstream),
                        queries,
                        keys,
                        values);
    }

    /** Where the groups lie; weights are kept group by group, head by head, query by query. */
    private record Groups(int[] queryGroups, int[] keyGroups, int heads, int columns, double scale) {

        int weightCount() {
            int count = 0;
            for (int g = 0; g + 1 < queryGroups.length; g++) {
                if (keyGroups[g + 1] <= keyGroups[g]) {
                    throw new IllegalArgumentException("attention: set " + g + " is empty");
                }
                count = Math.addExact(
                        count, heads * (queryGroups[g + 1] - queryGroups[g]) * (keyGroups[g + 1] - keyGroups[g]));
            }
            return count;
        }

        void forward(double[] q, double[] k, double[] v, double[] weights, double[] out) {
            int width = columns / heads;
            int at = 0;
            for (int g = 0; g + 1 < queryGroups.length; g++) {
                int size = keyGroups[g + 1] - keyGroups[g];
                for (int head = 0; head < heads; head++) {
                    for (int i = queryGroups[g]; i < queryGroups[g + 1]; i++, at += size) {
                        int query = i * columns + head * width;
                        for (int j = 0; j < size; j++) {
                            int key = (keyGroups[g] + j) * columns + head * width;
                            weights[at + j] = scale * DotProduct.inOrder(q, query, k, key, width);
                        }
                        softmax(weights, at, size);
                        for (int j = 0; j < size; j++) {
                            addScaled(
                                    weights[at + j], v, (keyGroups[g] + j) * columns + head * width, out, query, width);
                        }
                    }
                }
            }
        }

        void backward(Variable q, Variable k, Variable v, double[] weights, double[] upstream) {
            int width = columns / heads;
            double[] slope = new double[0];
            int at = 0;
            for (int g = 0; g + 1 < queryGroups.length; g++) {
                int size = keyGroups[g + 1] - keyGroups[g];
                slope = slope.length < size ? new double[size] : slope;
                for (int head = 0; head < heads; head++) {
                    for (int i = queryGroups[g]; i < queryGroups[g + 1]; i++, at += size) {
                        int query = i * columns + head * width;
                        double mean = 0;
                        for (int j = 0; j < size; j++) {
                            int element = (keyGroups[g] + j) * columns + head * width;
                            slope[j] = DotProduct.inOrder(upstream, query, v.values(), element, width);
                            mean += weights[at + j] * slope[j];
                            if (v.requiresGradient()) {
                                addScaled(weights[at + j], upstream, query, v.gradient(), element, width);
                            }
                        }
                        for (int j = 0; j < size; j++) {
                            int element = (keyGroups[g] + j) * columns + head * width;
                            double score = scale * weights[at + j] * (slope[j] - mean);
                            if (q.requiresGradient()) {
                                addScaled(score, k.values(), element, q.gradient(), query, width);
                            }
                            if (k.requiresGradient()) {
                                addScaled(score, q.values(), query, k.gradient(), element, width);
                            }
                        }
                    }
                }
            }
        }
    }

    private static void softmax(double[] x, int at, int size) {
        double top = Arrays.stream(x, at, at + size).max().orElseThrow();
        double sum = 0;
        for (int j = at; j < at + size; j++) {
            x[j] = Math.exp(x[j] - top);
            sum += x[j];
        }
        for (int j = at; j < at + size; j++) {
            x[j] /= sum;
        }
    }

    private static void addScaled(double scale, double[] x, int at, double[] y, int to, int length) {
        for (int j = 0; j < length; j++) {
            y[to + j] += scale * x[at + j];
        }
    }
}
