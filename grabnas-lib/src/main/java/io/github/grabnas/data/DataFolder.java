package io.github.grabnas.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the public data files lie: those that are too large or not ours to ship.
 *
 * <p>Looked for in this order: the folder that the environment variable {@code GRABNAS_DATA} names;
 * {@code data/external} of the checkout, where {@code data/fetch.sh} puts what it fetches; {@code ../shared/data}
 * beside the checkout. The checkout is the nearest folder upwards that holds {@code grabnas-lib} and {@code notebooks}.
 *
 * <pre>{@code
 * DataFolder data = DataFolder.find();
 * data.file(DataFolder.NATS_BENCH).map(...);
 * }</pre>
 */
public final class DataFolder {

    /** The NAS-Bench-201 table, within a data folder. */
    public static final String NATS_BENCH = "nasbench201/nats_bench.csv";

    /** The folder of MetaD2A's meta-training files, within a data folder. */
    public static final String METAD2A = "metad2a";

    /** The environment variable that names a data folder. */
    public static final String VARIABLE = "GRABNAS_DATA";

    private static final String CHECKOUT = "grabnas.checkout";

    private final List<Path> folders;

    private DataFolder(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /**
     * Looks in the usual places, seen from the folder that the system property {@code grabnas.checkout} names (the
     * launcher sets it), or else from the process's working directory.
     */
    public static DataFolder find() {
        return find(
                Path.of(System.getProperty(CHECKOUT, "")),
                Optional.ofNullable(System.getenv(VARIABLE))
                        .filter(v -> !v.isBlank())
                        .map(Path::of));
    }

    /** Looks in one folder only. */
    public static DataFolder at(Path folder) {
        return new DataFolder(List.of(folder));
    }

    static DataFolder find(Path workingDirectory, Optional<Path> named) {
        List<Path> folders = new ArrayList<>(named.stream().toList());
        checkout(workingDirectory).ifPresent(top -> {
            folders.add(top.resolve("data").resolve("external"));
            folders.add(top.resolveSibling("shared").resolve("data"));
        });
        return new DataFolder(folders);
    }

    /**
     * A file or folder of the checkout's own data, which needs no fetching.
     *
     * @param name relative to {@code data}, such as {@code proxy}
     * @throws MissingDataException if there is no checkout here, or it lacks the file
     */
    public static Path embedded(String name) throws MissingDataException {
        Path from = Path.of(System.getProperty(CHECKOUT, ""));
        return checkout(from)
                .map(top -> top.resolve("data").resolve(name))
                .filter(Files::exists)
                .orElseThrow(() -> new MissingDataException(
                        name,
                        "data/" + name + " was not found upwards of " + from.toAbsolutePath()
                                + "; start from within a checkout, or name one with -D" + CHECKOUT));
    }

    /** The folder of the checkout, looked for as by {@link #find()}; empty if there is none here. */
    public static Optional<Path> checkout() {
        return checkout(Path.of(System.getProperty(CHECKOUT, "")));
    }

    private static Optional<Path> checkout(Path workingDirectory) {
        return Stream.iterate(workingDirectory.toAbsolutePath().normalize(), p -> p != null, Path::getParent)
                .filter(p -> Files.isDirectory(p.resolve("grabnas-lib")) && Files.isDirectory(p.resolve("notebooks")))
                .findFirst();
    }

    /** The folders that are looked through, in order. */
    public List<Path> folders() {
        return folders;
    }

    /**
     * The file with the given name, relative to a data folder; empty if no folder has it. In each folder the same name
     * with {@code .gz} behind it, or without, is looked for too, since all readers of files that may be packed read
     * them unpacked and packed.
     *
     * @param name such as {@link #NATS_BENCH}
     */
    public Optional<Path> file(String name) {
        return folders.stream()
                .map(folder -> InputFile.packedOrNot(folder.resolve(name), name).path())
                .filter(Files::exists)
                .findFirst();
    }

    /**
     * The file with the given name.
     *
     * @throws MissingDataException if no folder has it; the message says how to get it
     */
    public Path require(String name) throws MissingDataException {
        return file(name).orElseThrow(() -> new MissingDataException(name, howToGet(name)));
    }

    /** What to do where a file is missing, and where it was looked for. */
    public String howToGet(String name) {
        return "'" + name + "' was not found in "
                + (folders.isEmpty()
                        ? "any folder (no checkout here)"
                        : folders.stream().map(Path::toString).collect(Collectors.joining(", ")))
                + "; with internet, run data/fetch.sh; otherwise copy the file into a folder and set " + VARIABLE
                + " to that folder (data/README.md says where each file comes from)";
    }
}
