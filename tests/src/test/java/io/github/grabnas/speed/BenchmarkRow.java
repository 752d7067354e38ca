package io.github.grabnas.speed;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One measurement beside what it is compared with.
 *
 * @param benchmark what was done
 * @param unit of both values
 * @param moreIsBetter whether the values are rates; otherwise they are times
 * @param ours the measured value
 * @param reference what it is compared with: another program, or a goal
 * @param theirs the reference's value; empty where it could not be measured
 */
record BenchmarkRow(
        String benchmark, String unit, boolean moreIsBetter, double ours, String reference, OptionalDouble theirs) {

    static final String HEADER = "benchmark,unit,ours,reference,reference_value,times_as_fast";

    static BenchmarkRow rate(String benchmark, String unit, double ours, String reference, OptionalDouble theirs) {
        return new BenchmarkRow(benchmark, unit, true, ours, reference, theirs);
    }

    static BenchmarkRow time(String benchmark, String unit, double ours, String reference, OptionalDouble theirs) {
        return new BenchmarkRow(benchmark, unit, false, ours, reference, theirs);
    }

    /** How many times as fast as the reference ours is. */
    OptionalDouble ratio() {
        return theirs.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(moreIsBetter ? ours / theirs.getAsDouble() : theirs.getAsDouble() / ours);
    }

    /** A line under {@link #HEADER}. */
    String csv() {
        return String.join(
                ",",
                "\"" + benchmark + "\"",
                unit,
                number(OptionalDouble.of(ours)),
                "\"" + reference + "\"",
                number(theirs),
                number(ratio()));
    }

    /** Four digits; nothing for what was not measured. */
    private static String number(OptionalDouble value) {
        return value.isEmpty()
                ? ""
                : new java.math.BigDecimal(value.getAsDouble())
                        .round(new java.math.MathContext(4))
                        .stripTrailingZeros()
                        .toPlainString()
                        .toLowerCase(Locale.ROOT);
    }
}
