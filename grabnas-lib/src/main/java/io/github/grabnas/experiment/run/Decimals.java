package io.github.grabnas.experiment.run;

import tech.tablesaw.columns.numbers.IntColumnType;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * How a column of numbers is printed: with so many decimals, rounded half up, in every locale alike; a missing number
 * as nothing. The column itself keeps its numbers as they were computed.
 *
 * <pre>{@code
 * column.setPrintFormatter(Decimals.of(3));
 * column.getString(0);   // 94.370
 * }</pre>
 */
public final class Decimals extends NumberColumnFormatter {

    /** For accuracies in percent and differences of accuracies in percentage points. */
    public static final Decimals ACCURACY = of(3);

    private final int digits;
    private final double limit;

    private Decimals(int digits, double limit) {
        this.digits = digits;
        this.limit = limit;
    }

    /**
     * Prints all numbers.
     *
     * @param digits after the decimal point, at least 0
     */
    public static Decimals of(int digits) {
        if (digits < 0) {
            throw new IllegalArgumentException(digits + " decimals: expected at least 0");
        }
        return new Decimals(digits, Double.POSITIVE_INFINITY);
    }

    /**
     * Prints numbers that are known up to a whole limit; of a higher one only that it is higher, such as {@code >100}.
     */
    public Decimals upTo(int highest) {
        return new Decimals(digits, highest);
    }

    /** The number that a reader of the printed one reads. */
    public double round(double value) {
        if (!Double.isFinite(value)) {
            return value;
        }
        // A small negative number is printed as -0.000, and so it keeps its sign.
        return Math.copySign(
                BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).doubleValue(), value);
    }

    @Override
    public String format(double value) {
        if (Double.isNaN(value)) {
            return getMissingString();
        }
        return value > limit ? ">" + Math.round(limit) : String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    @Override
    public String format(int value) {
        return IntColumnType.valueIsMissing(value) ? getMissingString() : format((double) value);
    }
}
