package io.github.grabnas.cli;

import io.github.grabnas.benchmark.BenchmarkSuite;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Optional;

/** The options of the commands that train on the tuples of a benchmark. */
final class MetaTrainingOptions {

    @Parameters(paramLabel = "SUITE", description = "proxy (those measured at proxy scale) or paper (MetaD2A's).")
    private BenchmarkSuite suite;

    @Option(
            names = "--steps",
            converter = WholeNumber.CountOrNone.class,
            paramLabel = "N",
            description = "At most so many steps of each network; 0 leaves the networks as they "
                    + "are initialised (an ablation).")
    private Optional<Integer> steps = Optional.empty();

    BenchmarkSuite suite() {
        return suite;
    }

    /** The number of steps, if it was given. */
    Optional<Integer> steps() {
        return steps;
    }
}
