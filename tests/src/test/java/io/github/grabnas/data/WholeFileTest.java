package io.github.grabnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.SyncFailedException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** Files are replaced as wholes, and what they are, and where, stays. */
class WholeFileTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("table.csv"), "old");
    }

    private static void write(Path file, String text) throws IOException {
        WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void assertOnly(String... names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(p -> p.getFileName().toString())).containsExactlyInAnyOrder(names);
        }
    }

    private static void assertUnwritable(Path file, String... reasons) {
        assertThatThrownBy(() -> write(file, "new"))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(reasons)
                .hasMessageStartingWith("could not write " + file)
                .hasMessageNotContaining(".part");
        assertThatThrownBy(() -> WholeFile.check(file))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(reasons)
                .hasMessageStartingWith("could not write " + file)
                .hasMessageNotContaining(".part");
    }

    @Test
    void a_file_is_replaced_and_nothing_else_stays() throws IOException {
        write(file, "new");
        write(folder.resolve("other.csv"), "other");
        assertThat(file).hasContent("new");
        assertOnly("table.csv", "other.csv");
    }

    @Test
    void when_writing_fails_the_old_file_stays_and_nothing_else() throws IOException {
        assertThatThrownBy(() -> WholeFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }))
                .hasMessage("could not write " + file
                        + ": No space left on device; make room there, or choose another folder");
        assertThat(file).hasContent("old");
        assertOnly("table.csv");
    }

    @Test
    void symbolic_links_are_followed() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path real = Files.writeString(elsewhere.resolve("real.csv"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), Path.of("elsewhere/real.csv"));
        Path second = Files.createSymbolicLink(folder.resolve("second.csv"), link);
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling.csv"), elsewhere.resolve("not-yet.csv"));
        write(second, "new");
        write(dangling, "made");
        assertThat(real).hasContent("new");
        assertThat(elsewhere.resolve("not-yet.csv")).hasContent("made");
        for (Path each : List.of(link, second, dangling)) {
            assertThat(each).isSymbolicLink();
        }
    }

    @Test
    void a_folder_that_is_a_link_is_followed() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("results"), elsewhere);
        write(folder.resolve("results/table.csv"), "new");
        assertThat(elsewhere.resolve("table.csv")).hasContent("new");
    }

    @Test
    void links_in_a_circle_and_links_to_nowhere_are_named() throws IOException {
        Path one = folder.resolve("one.csv");
        Path two = Files.createSymbolicLink(folder.resolve("two.csv"), one);
        Files.createSymbolicLink(one, two);
        assertUnwritable(one, "its symbolic links lead in a circle");
        Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere.csv"), folder.resolve("no/table.csv"));
        assertUnwritable(nowhere, "(a link to " + folder.resolve("no/table.csv") + "): its folder does not exist");
    }

    @Test
    void permissions_stay_and_new_files_have_the_usual_ones() throws IOException {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        for (String mode : List.of("rw-------", "rw-rw-r--", "rwxr-x---", "r--r--r--")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            write(file, mode);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo(mode);
            assertThat(file).hasContent(mode);
        }
        write(folder.resolve("whole.csv"), "new");
        Files.writeString(folder.resolve("plain.csv"), "new");
        assertThat(Files.getPosixFilePermissions(folder.resolve("whole.csv")))
                .isEqualTo(Files.getPosixFilePermissions(folder.resolve("plain.csv")));
    }

    @Test
    void while_a_private_file_is_written_nobody_else_can_read_the_new_content() throws IOException {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        List<String> modes = new ArrayList<>();
        WholeFile.write(file, out -> {
            out.write(new byte[100_000]);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path each : files.toList()) {
                    modes.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
                }
            }
        });
        assertThat(modes).containsExactly("rw-------", "rw-------");
    }

    @Test
    void another_name_of_the_same_file_keeps_the_old_content() throws IOException {
        Path other = Files.createLink(folder.resolve("other.csv"), file);
        write(file, "new");
        assertThat(file).hasContent("new");
        assertThat(other).hasContent("old");
    }

    @Test
    @Timeout(20)
    void a_pipe_is_written_to_and_stays_a_pipe() throws IOException, InterruptedException, ExecutionException {
        Path pipe = folder.resolve("pipe");
        Assumptions.assumeTrue(
                new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        WholeFile.check(pipe);
        CompletableFuture<String> reader = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        write(pipe, "through the pipe");
        assertThat(reader.get()).isEqualTo("through the pipe");
        assertThat(Files.readAttributes(pipe, java.nio.file.attribute.BasicFileAttributes.class)
                        .isOther())
                .isTrue();
        assertOnly("table.csv", "pipe");
    }

    /** What a power cut just after would leave. */
    private List<String> contents() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> contents = new ArrayList<>();
            for (Path each : files.sorted().toList()) {
                contents.add(Files.readString(each));
            }
            return contents;
        }
    }

    @Test
    void the_whole_content_is_on_the_disk_before_the_file_is_replaced() throws IOException {
        List<List<String>> synced = new ArrayList<>();
        WholeFile.write(file, out -> out.write("new".getBytes(StandardCharsets.UTF_8)), written -> {
            assertThat(written.valid()).as("open").isTrue();
            synced.add(contents());
        });
        assertThat(synced).as("the part and the file, once").containsExactly(List.of("new", "old"));
        assertThat(contents()).containsExactly("new");
    }

    @Test
    void when_the_content_does_not_reach_the_disk_the_old_file_stays_and_nothing_else() throws IOException {
        assertThatThrownBy(() -> WholeFile.write(file, out -> out.write(1), written -> {
                    throw new SyncFailedException("sync failed");
                }))
                .hasMessageStartingWith("could not write " + file)
                .hasMessageContaining("sync failed");
        assertThat(contents()).containsExactly("old");
    }

    @Test
    void a_name_may_be_as_long_as_the_system_lets_it() throws IOException {
        for (String name : List.of("n".repeat(255), "\u00e9".repeat(127), "\ud83d\ude00".repeat(63))) {
            Path longest = folder.resolve(name);
            WholeFile.check(longest);
            write(longest, "new");
            assertThat(longest).hasContent("new");
        }
        assertUnwritable(folder.resolve("n".repeat(256)), "File name too long; choose a shorter name");
    }

    @Test
    void a_socket_is_refused_by_name() throws IOException {
        Path socket = folder.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            assertThatThrownBy(() -> WholeFile.check(socket))
                    .hasMessage("could not write " + socket + ": it is a socket; name a file");
        }
    }

    @Test
    void every_reason_is_said_in_words_with_what_to_do() throws IOException {
        assertUnwritable(folder, "it is a folder; name a file");
        assertUnwritable(folder.resolve("no/table.csv"), "its folder does not exist; create it first");
        assertUnwritable(file.resolve("table.csv"), "a part of its path is a file, no folder");
        assertOnly("table.csv");
    }

    @Test
    void a_check_changes_nothing() throws IOException {
        WholeFile.check(file);
        WholeFile.check(folder.resolve("new.csv"));
        assertThat(file).hasContent("old");
        assertOnly("table.csv");
        assertThatCode(() -> WholeFile.check(Path.of("relative-name.csv"))).doesNotThrowAnyException();
    }
}
