package io.github.grabnas.nn.autodiff;

import java.util.stream.IntStream;

/**
 * The elementwise part of a gated recurrent unit (Cho et al., 2014, in the form of cuDNN and PyTorch). With the input's
 * part a = (a_r, a_z, a_n) and the state's part b = (b_r, b_z, b_n), biases included:
 *
 * <pre>
 * r = sigmoid(a_r + b_r)    z = sigmoid(a_z + b_z)    n = tanh(a_n + r b_n)    h' = (1 - z) n + z h
 * </pre>
 *
 * <p>The input is one of a few kinds (a node's type), so its part is a row of a table.
 */
public final class GruCell {

    private static final int ROW_BLOCK = 64;

    private GruCell() {}

    /**
     * The new states.
     *
     * @param table kinds x 3m: the input's part for every kind
     * @param kinds of each state, the row of the table
     * @param recurrent n x 3m: the state's part
     * @param states n x m
     * @return n x m
     */
    public static Variable of(Variable table, int[] kinds, Variable recurrent, Variable states) {
        int n = states.rows();
        int m = states.columns();
        if (table.columns() != 3 * m || recurrent.columns() != 3 * m || recurrent.rows() != n || kinds.length != n) {
            throw new IllegalArgumentException("gated recurrence: table " + table.value() + ", " + kinds.length
                    + " kinds, recurrent " + recurrent.value() + " do not fit the states, " + states.value());
        }
        double[] reset = new double[n * m];
        double[] keep = new double[n * m];
        double[] fresh = new double[n * m];
        double[] next = new double[n * m];
        blocks(n).forEach(block -> {
            for (int i = block * ROW_BLOCK; i < Math.min(n, (block + 1) * ROW_BLOCK); i++) {
                forward(
                        table.values(),
                        kinds[i] * 3 * m,
                        recurrent.values(),
                        i * 3 * m,
                        states.values(),
                        reset,
                        keep,
                        fresh,
                        next,
                        i * m,
                        m);
            }
        });
        return states.tape()
                .record(
                        Values.matrix(n, m, next),
                        upstream -> {
                            for (int i = 0; i < n; i++) {
                                backward(upstream, i, m, kinds[i], reset, keep, fresh, table, recurrent, states);
                            }
                        },
                        table,
                        recurrent,
                        states);
    }

    private static IntStream blocks(int rows) {
        IntStream blocks = IntStream.range(0, (rows + ROW_BLOCK - 1) / ROW_BLOCK);
        return rows >= 4 * ROW_BLOCK ? blocks.parallel() : blocks;
    }

    private static void forward(
            double[] table,
            int a,
            double[] recurrent,
            int b,
            double[] states,
            double[] reset,
            double[] keep,
            double[] fresh,
            double[] next,
            int at,
            int m) {
        for (int j = 0; j < m; j++) {
            double r = Activation.sigmoid(table[a + j] + recurrent[b + j]);
            double z = Activation.sigmoid(table[a + m + j] + recurrent[b + m + j]);
            double n = Activation.tanh(table[a + 2 * m + j] + r * recurrent[b + 2 * m + j]);
            reset[at + j] = r;
            keep[at + j] = z;
            fresh[at + j] = n;
            next[at + j] = (1 - z) * n + z * states[at + j];
        }
    }

    private static void backward(
            double[] upstream,
            int row,
            int m,
            int kind,
            double[] reset,
            double[] keep,
            double[] fresh,
            Variable table,
            Variable recurrent,
            Variable states) {
        int at = row * m;
        int b = row * 3 * m;
        int a = kind * 3 * m;
        for (int j = 0; j < m; j++) {
            double up = upstream[at + j];
            double r = reset[at + j];
            double z = keep[at + j];
            double n = fresh[at + j];
            double dn = up * (1 - z) * (1 - n * n);
            double dz = up * (states.values()[at + j] - n) * z * (1 - z);
            double dr = dn * recurrent.values()[b + 2 * m + j] * r * (1 - r);
            if (states.requiresGradient()) {
                states.gradient()[at + j] += up * z;
            }
            if (recurrent.requiresGradient()) {
                double[] g = recurrent.gradient();
                g[b + j] += dr;
                g[b + m + j] += dz;
                g[b + 2 * m + j] += dn * r;
            }
            if (table.requiresGradient()) {
                double[] g = table.gradient();
                g[a + j] += dr;
                g[a + m + j] += dz;
                g[a + 2 * m + j] += dn;
            }
        }
    }
}
