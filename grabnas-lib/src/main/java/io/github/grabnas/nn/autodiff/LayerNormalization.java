package io.github.grabnas.nn.autodiff;

/**
 * Each row scaled to mean 0 and variance 1, then times a gain plus a shift for each column (Ba, Kiros and Hinton,
 * 2016): {@code (x - mean) / sqrt(variance + 1e-5) * gain + shift}, the variance with divisor m.
 */
public final class LayerNormalization {

    private static final double EPSILON = 1e-5;

    private LayerNormalization() {}

    /** Normalises the rows of an n x m matrix; gain and shift are 1 x m. */
    public static Variable of(Variable x, Variable gain, Variable shift) {
        int n = x.rows();
        int m = x.columns();
        if (gain.rows() != 1 || shift.rows() != 1 || gain.columns() != m || shift.columns() != m) {
            throw new IllegalArgumentException("layer normalisation of a " + x.value() + " with gain " + gain.value()
                    + " and shift " + shift.value());
        }
        double[] normal = new double[n * m];
        double[] scale = new double[n];
        double[] y = new double[n * m];
        for (int i = 0; i < n; i++) {
            scale[i] = normalize(x.values(), i * m, m, normal);
            for (int j = 0; j < m; j++) {
                y[i * m + j] = normal[i * m + j] * gain.values()[j] + shift.values()[j];
            }
        }
        return x.tape()
                .record(
                        Values.matrix(n, m, y),
                        upstream -> {
                            for (int i = 0; i < n; i++) {
                                backward(upstream, i * m, m, normal, scale[i], x, gain, shift);
                            }
                        },
                        x,
                        gain,
                        shift);
    }

    private static double normalize(double[] x, int at, int m, double[] normal) {
        double mean = 0;
        for (int j = 0; j < m; j++) {
            mean += x[at + j];
        }
        mean /= m;
        double variance = 0;
        for (int j = 0; j < m; j++) {
            variance += (x[at + j] - mean) * (x[at + j] - mean);
        }
        double scale = 1 / Math.sqrt(variance / m + EPSILON);
        for (int j = 0; j < m; j++) {
            normal[at + j] = (x[at + j] - mean) * scale;
        }
        return scale;
    }

    private static void backward(
            double[] upstream,
            int at,
            int m,
            double[] normal,
            double scale,
            Variable x,
            Variable gain,
            Variable shift) {
        double mean = 0;
        double product = 0;
        for (int j = 0; j < m; j++) {
            double g = upstream[at + j] * gain.values()[j];
            mean += g;
            product += g * normal[at + j];
        }
        mean /= m;
        product /= m;
        for (int j = 0; j < m; j++) {
            if (x.requiresGradient()) {
                x.gradient()[at + j] += scale * (upstream[at + j] * gain.values()[j] - mean - normal[at + j] * product);
            }
            if (gain.requiresGradient()) {
                gain.gradient()[j] += upstream[at + j] * normal[at + j];
            }
            if (shift.requiresGradient()) {
                shift.gradient()[j] += upstream[at + j];
            }
        }
    }
}
