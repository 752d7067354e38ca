package io.github.grabnas.experiment.verdict;

import io.github.grabnas.experiment.run.Scale;

/** Something that the paper says of its results, and the rule that decides whether results of our own agree. */
public interface Claim {

    /** The {@link #section} of what the paper does not say. */
    String BEYOND = "beyond the paper";

    /** A short name. */
    String name();

    /** Where the paper says it, such as {@code 4.2}; or {@link #BEYOND}. */
    String section();

    /** What it says. */
    String text();

    /** When the claim is confirmed, in words. */
    String rule();

    /** Applies the rule to results at one scale. */
    Finding judge(Evidence evidence, Scale scale);
}
