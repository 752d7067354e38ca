package io.github.grabnas.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command is to write, checked before the work begins. */
final class OutputFile {

    private OutputFile() {
    }

    /**
     * Checks that the file's folder is there.
     *
     * @throws ParameterException if it is not
     */
    static void check(CommandSpec spec, String option, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), option + " " + file + ": its folder does not exist; create it first");
        }
    }
}
