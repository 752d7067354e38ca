package io.github.grabnas.cli;

import io.github.grabnas.data.DataFolder;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Optional;

/** The option of every command that reads public data files. */
final class DataOption {

    @Option(
            names = "--data",
            converter = FileName.Folder.class,
            paramLabel = "DIR",
            description = "The folder of the public data files: of tables, and of images that candidates are trained "
                    + "on. Images for the dataset encoder are read where the data files usually are.")
    private Optional<Path> path = Optional.empty();

    /** The folder that was named. */
    Optional<Path> path() {
        return path;
    }

    /** Takes another folder, or the usual one. */
    void set(Optional<Path> other) {
        path = other;
    }

    /** The folder that was named, else the one where the data files usually are. */
    DataFolder folder() {
        return path.map(DataFolder::at).orElseGet(DataFolder::find);
    }
}
