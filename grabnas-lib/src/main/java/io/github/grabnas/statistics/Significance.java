package io.github.grabnas.statistics;

/** The level of all tests of this library, two-sided. */
public final class Significance {

    /** p-values below it are called significant. */
    public static final double LEVEL = 0.05;

    private Significance() {}
}
