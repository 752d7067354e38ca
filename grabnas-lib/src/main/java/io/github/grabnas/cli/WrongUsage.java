package io.github.grabnas.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.util.function.Supplier;

/** What the caller got wrong is wrong usage (exit status 2), not a failure. */
final class WrongUsage {

    private WrongUsage() {}

    /**
     * The action's result.
     *
     * @throws ParameterException with the message of an {@link IllegalArgumentException} that the action throws
     */
    static <T> T or(CommandSpec spec, Supplier<T> action) {
        try {
            return action.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
