package io.github.grabnas.cli;

import picocli.CommandLine.Option;

/** How often a search is repeated, and how long each is: options of commands that compare searches. */
final class RepetitionOptions {

    @Option(
            names = "--seeds",
            converter = WholeNumber.Count.class,
            defaultValue = "10",
            description = "How many searches of each kind (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--seed",
            converter = WholeNumber.Seed.class,
            defaultValue = "0",
            description = "The first search's seed; the others count on from it (default: ${DEFAULT-VALUE}).")
    private long firstSeed;

    @Option(
            names = "--budget",
            converter = WholeNumber.Count.class,
            defaultValue = "100",
            paramLabel = "N",
            description = "Distinct architectures that one search evaluates at most (default: ${DEFAULT-VALUE}).")
    private int budget;

    int seeds() {
        return seeds;
    }

    long firstSeed() {
        return firstSeed;
    }

    int budget() {
        return budget;
    }
}
