package io.github.grabnas.cli;

import io.github.grabnas.benchmark.BenchmarkSuite;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.Optional;

/** The options of the commands that train on the tuples of a benchmark. */
final class MetaTrainingOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(paramLabel = "TIER", description = "embedded (MicroBench's tuples) or paper (MetaD2A's).")
    private BenchmarkSuite tier;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "At most so many steps of each network; 0 leaves the networks as they "
                    + "are initialised (an ablation).")
    private Optional<Integer> steps = Optional.empty();

    BenchmarkSuite tier() {
        return tier;
    }

    /**
     * The number of steps, if it was given.
     *
     * @throws ParameterException if it is negative
     */
    Optional<Integer> steps() {
        steps.filter(n -> n < 0).ifPresent(n -> {
            throw new ParameterException(spec.commandLine(), "--steps " + n + ": expected 0 or more");
        });
        return steps;
    }
}
