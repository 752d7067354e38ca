package io.github.grabnas.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.MissingDataException;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An input that a reader must refuse: by one of two exceptions, in one line that names the file and the cause, without
 * a change on disk and without taking more memory than it states.
 *
 * @param name of the row, for reports
 * @param files writes the input into a folder
 * @param reader reads it from there
 * @param reasons what the message must say
 */
record BadInput(String name, Action files, Action reader, String... reasons) {

    /** Any reader may take as much for a file of a few kilobytes; the readers' Javadoc states less, or the same. */
    static final long MOST_MEMORY = 600L << 20;

    private static final int LONGEST_MESSAGE = 1_500;

    /** Something done in a folder. */
    interface Action {
        void in(Path folder) throws Exception;
    }

    /** A file that is read. */
    static BadInput file(String name, String file, byte[] content, Action reader, String... reasons) {
        return new BadInput(name, folder -> write(folder, file, content), reader, reasons);
    }

    static void write(Path folder, String file, byte[] content) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, content);
    }

    /** Bytes that this thread has taken from the heap so far. */
    static long memory() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    void assertRefused(Path folder) throws Exception {
        files.in(folder);
        Map<String, String> before = state(folder);
        long memory = memory();
        Throwable thrown = catchThrowable(() -> reader.in(folder));
        long taken = memory() - memory;
        assertThat(thrown)
                .isInstanceOfAny(DataFormatException.class, MissingDataException.class)
                .hasMessageContainingAll(reasons);
        assertThat(thrown.getMessage())
                .as("one line that names the file")
                .doesNotContain("\n", "\r", "\t", "null")
                .hasSizeLessThan(LONGEST_MESSAGE)
                .contains(folder.toString());
        assertThat(state(folder)).as("files after reading").isEqualTo(before);
        assertThat(taken).as("memory taken").isLessThan(MOST_MEMORY);
    }

    private static Map<String, String> state(Path folder) throws IOException {
        Map<String, String> state = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                state.put(
                        folder.relativize(path).toString(),
                        Files.isDirectory(path)
                                ? "folder"
                                : !Files.exists(path)
                                        ? "a link"
                                        : Files.size(path) + " bytes "
                                                + java.util.Arrays.hashCode(Files.readAllBytes(path)));
            }
        }
        return state;
    }

    @Override
    public String toString() {
        return name;
    }
}
