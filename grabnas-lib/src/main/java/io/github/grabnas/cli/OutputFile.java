package io.github.grabnas.cli;

import io.github.grabnas.data.WholeFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A file or folder that a command is to write, checked before the work begins. */
final class OutputFile {

    private OutputFile() {}

    /**
     * Checks that the file could be written: a file is made in its folder, and removed again.
     *
     * @throws ParameterException if it could not; the message says why, and what to do
     */
    static void check(CommandSpec spec, String option, Path file) {
        try {
            WholeFile.check(file);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
        }
    }

    /**
     * Checks that files could be written into a folder, or, if it is not there, that it could be made.
     *
     * @throws ParameterException if they could not; the message says why, and what to do
     */
    static void checkFolder(CommandSpec spec, String option, Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new ParameterException(
                    spec.commandLine(), option + " " + folder + ": it is a file; expected a folder");
        }
        if (Files.isSymbolicLink(folder) && !Files.exists(folder)) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " " + folder + ": it is a link that leads to no folder; make the folder, or remove it");
        }
        check(spec, option, Files.isDirectory(folder) ? newFile(folder) : folder);
    }

    /** A name in the folder that nothing has. */
    private static Path newFile(Path folder) {
        return Stream.iterate("results", name -> name + "-")
                .map(folder::resolve)
                .filter(file -> Files.notExists(file, LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .orElseThrow();
    }
}
