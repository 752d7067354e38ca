package io.github.grabnas.gp;

import java.util.List;

/**
 * The parameters that all stationary kernels share.
 *
 * @param variance s², the covariance of a point with itself
 * @param lengthScales one for all coordinates (isotropic), or one for each (ARD)
 */
public record KernelHyperparameters(double variance, List<Double> lengthScales) {

    /** Checks that all are positive and finite. */
    public KernelHyperparameters {
        lengthScales = List.copyOf(lengthScales);
        if (!(variance > 0) || Double.isInfinite(variance)) {
            throw new IllegalArgumentException("variance " + variance + ": expected a positive number");
        }
        if (lengthScales.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected one length-scale for all coordinates or one for each, got none");
        }
        for (double lengthScale : lengthScales) {
            if (!(lengthScale > 0) || Double.isInfinite(lengthScale)) {
                throw new IllegalArgumentException("length-scale " + lengthScale + ": expected a positive number");
            }
        }
    }

    /** One length-scale for all coordinates. */
    public static KernelHyperparameters isotropic(double variance, double lengthScale) {
        return new KernelHyperparameters(variance, List.of(lengthScale));
    }

    /** Whether one length-scale serves all coordinates. */
    public boolean isIsotropic() {
        return lengthScales.size() == 1;
    }

    /** 1 / l_j. */
    double inverseLengthScale(int coordinate) {
        return 1 / lengthScales.get(isIsotropic() ? 0 : coordinate);
    }

    /** 1 / l_j for every coordinate. */
    double[] inverseLengthScales(int dimension) {
        requireDimension(dimension);
        double[] inverse = new double[dimension];
        for (int j = 0; j < dimension; j++) {
            inverse[j] = inverseLengthScale(j);
        }
        return inverse;
    }

    void requireDimension(int dimension) {
        if (!isIsotropic() && lengthScales.size() != dimension) {
            throw new IllegalArgumentException("the kernel has " + lengthScales.size() + " length-scales, the points "
                    + dimension + " coordinates; expected as many, or one length-scale");
        }
    }
}
