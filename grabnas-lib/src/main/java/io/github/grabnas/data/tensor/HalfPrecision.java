package io.github.grabnas.data.tensor;

/** Numbers of 16 bits (IEEE 754, binary16): sign, five bits of exponent, ten of fraction. Java 17 has none. */
final class HalfPrecision {

    private static final int SIGN = 0x8000;
    private static final int EXPONENT = 0x1f;
    private static final int FRACTION_BITS = 10;
    private static final int FRACTION = (1 << FRACTION_BITS) - 1;
    /** The distance of the smallest numbers, and the exponent of the first whose leading bit is not written. */
    private static final double SMALLEST = 0x1p-24;

    private static final int LEAST_EXPONENT = -14;
    private static final double LARGEST = 65504;

    private HalfPrecision() {}

    /** The number that 16 bits stand for. */
    static double number(short bits) {
        int exponent = bits >> FRACTION_BITS & EXPONENT;
        int fraction = bits & FRACTION;
        double size = exponent == 0
                ? fraction * SMALLEST
                : exponent == EXPONENT
                        ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                        : Math.scalb((double) (FRACTION + 1 + fraction), exponent - 1) * SMALLEST;
        return (bits & SIGN) == 0 ? size : -size;
    }

    /** The nearest number that has 16 bits, of two the one whose last bit is 0; infinite beyond the largest. */
    static double rounded(float value) {
        double distance = distance(value);
        double nearest = Math.rint(value / distance) * distance;
        return Math.abs(nearest) > LARGEST ? Math.copySign(Double.POSITIVE_INFINITY, value) : nearest;
    }

    /** The bits of the nearest number. */
    static short bits(float value) {
        double size = Math.abs(rounded(value));
        int sign = Float.floatToRawIntBits(value) >>> Short.SIZE & SIGN;
        if (!(size <= LARGEST)) {
            return (short) (sign | EXPONENT << FRACTION_BITS | (Double.isNaN(size) ? 1 << FRACTION_BITS - 1 : 0));
        }
        int steps = (int) (size / distance(size));
        // The leading bit of all but the smallest numbers counts as a step of the exponent.
        return (short)
                (sign | steps + (Math.max(Math.getExponent(size), LEAST_EXPONENT) - LEAST_EXPONENT << FRACTION_BITS));
    }

    /** Of numbers of 16 bits around a value. */
    private static double distance(double value) {
        return Math.scalb(SMALLEST, Math.max(Math.getExponent(value), LEAST_EXPONENT) - LEAST_EXPONENT);
    }
}
