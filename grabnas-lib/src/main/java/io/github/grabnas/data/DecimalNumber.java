package io.github.grabnas.data;

import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * Numbers in text files: digits, at most one point, and at most one exponent, as in {@code -12.5} or {@code 1.0E-4}.
 * What {@code Double.parseDouble} takes besides is refused: hexadecimal numbers, a {@code d} or {@code f} at the end,
 * NaN and infinities, spaces around the number.
 */
public final class DecimalNumber {

    /** The longest text that is read as a number; a double is exact in far fewer characters. */
    private static final int LONGEST = 100;

    private static final Pattern FORM =
            Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,30}");

    private DecimalNumber() {}

    /**
     * The number that a text is.
     *
     * @throws NumberFormatException if it is none, or one too large for a double; the message shows the text
     */
    public static double parse(String text) {
        if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
            throw new NumberFormatException("'" + shortened(text) + "'; expected a decimal number, such as 91.25");
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw new NumberFormatException("'" + text + "'; expected a number of at most " + Double.MAX_VALUE);
        }
        return value;
    }

    /**
     * The whole number that a text of digits is, with a sign or not.
     *
     * @throws NumberFormatException if it is none, or one beyond the range; the message shows the text
     */
    public static long parseWhole(String text, long least, long most) {
        if (WHOLE.matcher(text).matches()) {
            // There are numbers of 30 digits that no long holds.
            BigInteger value = new BigInteger(text);
            if (value.compareTo(BigInteger.valueOf(least)) >= 0 && value.compareTo(BigInteger.valueOf(most)) <= 0) {
                return value.longValue();
            }
        }
        throw new NumberFormatException("'" + shortened(text) + "'; expected a whole number"
                + (least == Long.MIN_VALUE ? "" : " of at least " + least)
                + (most == Long.MAX_VALUE ? "" : " and at most " + most));
    }

    /**
     * The whole number that a text of digits is, of any size that a long has.
     *
     * @throws NumberFormatException if it is none; the message shows the text
     */
    public static long parseWhole(String text) {
        return parseWhole(text, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * The whole number that a text of digits is, of any size that an int has.
     *
     * @throws NumberFormatException if it is none; the message shows the text
     */
    public static int parseInt(String text) {
        return (int) parseWhole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
