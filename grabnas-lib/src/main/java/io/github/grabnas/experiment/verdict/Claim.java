package io.github.grabnas.experiment.verdict;

/** Something that the paper says of its results, and the rule that decides whether results of our own agree. */
public interface Claim {

    /** The level of all tests. */
    double LEVEL = 0.05;

    /** A short name. */
    String name();

    /** Where the paper says it, such as {@code 4.2}. */
    String section();

    /** What it says. */
    String text();

    /** When the claim is confirmed, in words. */
    String rule();

    /** Applies the rule to results at one scale. */
    Finding judge(Evidence evidence, Scale scale);
}
