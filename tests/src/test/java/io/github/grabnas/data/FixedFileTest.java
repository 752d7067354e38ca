package io.github.grabnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Files that cannot be replaced are written to as they are, or refused before the work. */
class FixedFileTest {

    /** A process that may mount things for itself alone puts a file over another. */
    private static final String MOUNTED = """
            file=$1; shift
            mount --bind "$file-elsewhere" "$file" || exit 99
            "$@"
            """;

    private static final String READ_ONLY = """
            file=$1; shift
            mount --bind "$file-elsewhere" "$file" && mount -o remount,bind,ro "$file" || exit 99
            "$@"
            """;

    @TempDir
    private Path folder;

    /** Checks a file and writes to it; without the libraries of the tests, which somebody else may not read. */
    static final class Writing {

        private Writing() {}

        public static void main(String[] arguments) {
            Path file = Path.of(arguments[0]);
            try {
                WholeFile.check(file);
                WholeFile.write(file, out -> out.write("new".getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static List<String> java(Path file) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Writing.class.getName(),
                file.toString());
    }

    /** What a command prints; the test is left out where the system does not let it begin. */
    private static String run(List<String> begin, List<String> command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(begin);
        all.addAll(command);
        Path output = Files.createTempFile("fixed-file", ".txt");
        try {
            Process process = new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(output).content().doesNotContain("Exception in");
            assumeThat(process.exitValue()).as(Files.readString(output)).isZero();
            return Files.readString(output);
        } finally {
            Files.delete(output);
        }
    }

    private static List<String> mounting(String script, Path file) {
        return List.of(
                "unshare", "--user", "--map-root-user", "--mount", "bash", "-c", script, "bash", file.toString());
    }

    @Test
    void a_file_that_is_mounted_by_itself_is_written_to() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("my table.csv"), "below");
        Path elsewhere = Files.writeString(folder.resolve("my table.csv-elsewhere"), "old and longer");
        assertThat(run(mounting(MOUNTED, file), java(file))).isEmpty();
        assertThat(elsewhere).hasContent("new");
        assertThat(file).hasContent("below");
    }

    @Test
    void one_that_is_mounted_for_reading_is_refused_before_the_work() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("table.csv"), "below");
        Path elsewhere = Files.writeString(folder.resolve("table.csv-elsewhere"), "old");
        assertThat(run(mounting(READ_ONLY, file), java(file)))
                .startsWith("could not write " + file + ": Read-only file system; choose another folder");
        assertThat(elsewhere).hasContent("old");
    }

    /** Only the administrator can be somebody else. */
    @Test
    void another_users_file_among_temporary_ones_is_written_to_or_refused() throws IOException, InterruptedException {
        List<String> nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        assumeThat(Files.exists(Path.of("/proc/self/mountinfo"))).isTrue();
        assumeThat(Files.getAttribute(Path.of("/proc/self"), "unix:uid")).isEqualTo(0);
        Path shared = Files.createTempDirectory("shared");
        try {
            run(List.of("chmod", "1777"), List.of(shared.toString()));
            Path open = Files.writeString(shared.resolve("open.csv"), "old");
            run(List.of("chmod", "666"), List.of(open.toString()));
            Path closed = Files.writeString(shared.resolve("closed.csv"), "old");
            assertThat(run(nobody, java(open))).isEmpty();
            assertThat(open).hasContent("new");
            assertThat(run(nobody, java(closed))).startsWith("could not write " + closed + ": permission denied");
        } finally {
            run(List.of("rm", "-r"), List.of(shared.toString()));
        }
    }

    @Test
    void a_pipe_of_somebody_else_is_refused_before_the_work() throws IOException, InterruptedException {
        List<String> nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        Path shared = Files.createTempDirectory("shared");
        try {
            run(List.of("chmod", "755"), List.of(shared.toString()));
            Path pipe = shared.resolve("pipe");
            run(List.of("mkfifo", "-m", "600"), List.of(pipe.toString()));
            assertThat(run(nobody, java(pipe))).startsWith("could not write " + pipe + ": permission denied");
        } finally {
            run(List.of("rm", "-r"), List.of(shared.toString()));
        }
    }
}
