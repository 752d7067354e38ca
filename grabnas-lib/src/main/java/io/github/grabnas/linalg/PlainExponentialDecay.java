package io.github.grabnas.linalg;

/** {@link ExponentialDecay} in plain Java, one number after the other. */
public final class PlainExponentialDecay implements ExponentialDecay {

    /** e^−x is a normal number up to here. */
    static final double LARGEST = 708;

    /** log2 e. */
    static final double LOG2_E = 0x1.71547652b82fep0;

    /** A number to which another one is added so that the sum's last bits hold its nearest integer. */
    static final double ROUNDING = 0x1.8p52;

    /** ln 2 as a sum; k times the first is exact for every k that occurs. */
    static final double LN_2_HIGH = 0x1.62e42feep-1;

    static final double LN_2_LOW = 0x1.a39ef35793c76p-33;

    /** The bits of a double behind which its exponent stands. */
    static final int EXPONENT_AT = 52;

    private static final double[] TAYLOR = taylor();

    private static double[] taylor() {
        double[] coefficients = new double[14];
        double factorial = 1;
        for (int j = 0; j < coefficients.length; j++) {
            factorial *= Math.max(1, j);
            coefficients[j] = 1 / factorial;
        }
        return coefficients;
    }

    /** How many coefficients the polynomial has. */
    static int terms() {
        return TAYLOR.length;
    }

    /** 1/j!. */
    static double coefficient(int j) {
        return TAYLOR[j];
    }

    @Override
    public void apply(double[] x) {
        apply(x, 0);
    }

    /** The numbers from a place on. */
    static void apply(double[] x, int from) {
        for (int i = from; i < x.length; i++) {
            x[i] = of(x[i]);
        }
    }

    private static double of(double x) {
        double y = -Math.min(x, LARGEST);
        double rounded = Math.fma(y, LOG2_E, ROUNDING);
        long exponent = Double.doubleToRawLongBits(rounded) << EXPONENT_AT;
        double k = rounded - ROUNDING;
        double r = Math.fma(k, -LN_2_LOW, Math.fma(k, -LN_2_HIGH, y));
        double power = TAYLOR[TAYLOR.length - 1];
        for (int j = TAYLOR.length - 2; j >= 0; j--) {
            power = Math.fma(power, r, TAYLOR[j]);
        }
        return x > LARGEST ? 0 : Double.longBitsToDouble(Double.doubleToRawLongBits(power) + exponent);
    }
}
