package io.github.grabnas.cli;

import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.benchmark.WithheldCells;
import io.github.grabnas.data.DataFolder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The options of the commands that can be told to learn nothing from a target's best cells. */
final class WithheldCellsOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--without-top",
            converter = WholeNumber.Count.class,
            paramLabel = "M",
            description = "With --of: learn nothing from the target's M best cells, at proxy scale functions, and from "
                    + "cells that compute the same, the control of a search in the space without them.")
    private Optional<Integer> top = Optional.empty();

    @Option(
            names = "--of",
            paramLabel = "TARGET",
            description = "With --without-top: the target whose best cells are meant, such as cifar100.")
    private Optional<String> target = Optional.empty();

    /**
     * The cells; none if the options are not given.
     *
     * @throws ParameterException if one option is given without the other, or the target is unknown
     */
    WithheldCells cells() throws IOException {
        if (top.isPresent() != target.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    top.isPresent() ? "--without-top goes with --of TARGET" : "--of goes with --without-top M");
        }
        if (top.isEmpty()) {
            return WithheldCells.none();
        }
        try {
            Target of = Target.of(target.orElseThrow());
            return WithheldCells.top(BenchmarkTable.find(of, DataFolder.find()), of, top.orElseThrow());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /**
     * Checks that what a training begins with was trained without the same cells.
     *
     * @param what the training begins with, in a message
     * @param notes of it
     */
    void require(WithheldCells cells, Path what, Map<String, String> notes) {
        String without =
                notes.getOrDefault(WithheldCells.NOTE, WithheldCells.none().name());
        if (!without.equals(cells.name())) {
            throw new ParameterException(
                    spec.commandLine(),
                    what + " was trained without: " + without + "; with this command's options expected without: "
                            + cells.name());
        }
    }
}
