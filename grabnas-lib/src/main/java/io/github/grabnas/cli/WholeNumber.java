package io.github.grabnas.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** Whole numbers on the command line: what is out of an option's range is refused before any work, and told by name. */
final class WholeNumber {

    /** More would run for years, and overflow products of two of them. */
    private static final long MOST = 1_000_000;

    private static final long MOST_THREADS = 1024;

    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,30}");

    private WholeNumber() {}

    private static long between(String text, long least, long most) {
        // Java's own parser takes the digits of every script.
        if (DIGITS.matcher(text).matches()) {
            BigInteger number = new BigInteger(text);
            if (number.compareTo(BigInteger.valueOf(least)) >= 0 && number.compareTo(BigInteger.valueOf(most)) <= 0) {
                return number.longValue();
            }
        }
        throw new TypeConversionException("'" + text + "'; expected a whole number from " + least + " to " + most);
    }

    /** How many of something: at least one. */
    static final class Count implements ITypeConverter<Integer> {

        @Override
        public Integer convert(String text) {
            return (int) between(text, 1, MOST);
        }
    }

    /** How many of something: may be none. */
    static final class CountOrNone implements ITypeConverter<Integer> {

        @Override
        public Integer convert(String text) {
            return (int) between(text, 0, MOST);
        }
    }

    /** How many threads. */
    static final class Threads implements ITypeConverter<Integer> {

        @Override
        public Integer convert(String text) {
            return (int) between(text, 1, MOST_THREADS);
        }
    }

    /** A seed: any number from which a million others can count on. */
    static final class Seed implements ITypeConverter<Long> {

        @Override
        public Long convert(String text) {
            return between(text, Long.MIN_VALUE, Long.MAX_VALUE - MOST);
        }
    }
}
