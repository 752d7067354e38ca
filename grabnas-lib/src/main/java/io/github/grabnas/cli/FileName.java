package io.github.grabnas.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file or folder on the command line. An empty name, such as that of an unset variable, is no folder to write to. */
final class FileName implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("'" + text + "'; expected the name of a file or folder");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + text + "' is no name of a file: " + e.getReason());
        }
    }

    /** A folder that must be there. */
    static final class Folder implements ITypeConverter<Path> {

        @Override
        public Path convert(String text) {
            Path folder = new FileName().convert(text);
            if (!Files.isDirectory(folder)) {
                throw new TypeConversionException("'" + text + "'"
                        + (Files.exists(folder) ? " is a file" : ": there is no such folder")
                        + "; expected a folder that is there");
            }
            return folder;
        }
    }
}
