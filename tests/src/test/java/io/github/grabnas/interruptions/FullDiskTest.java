package io.github.grabnas.interruptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Work on a disk that gets full stops with one line, keeps what was finished, and goes on when there is room. The disk
 * is one in memory, which a process can mount for itself alone where the system lets it; elsewhere the test is skipped,
 * or fails where {@code GRABNAS_REQUIRE_FULL_DISK} is true.
 */
@Tag("long")
class FullDiskTest {

    /** Mounts a disk of the size $2 at $1, and runs the rest; $1 is copied to $1-full. Then, with room: once more. */
    private static final String SCRIPT = """
            disk=$1 size=$2; shift 2
            mount -t tmpfs -o size="$size" tmpfs "$disk" || exit 99
            "$@"; status=$?
            cp -r "$disk" "$disk-full"
            mount -o remount,size=64m "$disk" || exit 99
            echo "status $status; there is room again"
            "$@" || exit 98
            cp -r "$disk" "$disk-done"
            """;

    @TempDir
    private Path folder;

    private static List<String> alone(String... command) {
        List<String> all = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount"));
        all.addAll(List.of(command));
        return all;
    }

    private boolean canMount() throws IOException, InterruptedException {
        Path place = Files.createDirectory(folder.resolve("tried"));
        try {
            return WorkProcess.start(alone("mount", "-t", "tmpfs", "tmpfs", place.toString()), folder.resolve("output"))
                            .status()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Of what replaces a state there is room for one, and not for the next beside it. */
    @ParameterizedTest
    @CsvSource({"SEARCH, 4k", "MEASURING, 4k", "META_TRAINING, 340k", "DECODER_TRAINING, 2700k", "EXPERIMENT, 16k"})
    void what_was_finished_is_kept_and_the_rest_is_done_when_there_is_room(SmallWork work, String size)
            throws IOException, InterruptedException {
        boolean ready = canMount();
        if (Boolean.parseBoolean(System.getenv("GRABNAS_REQUIRE_FULL_DISK"))) {
            assertThat(ready).as("a process may mount a disk for itself").isTrue();
        }
        assumeThat(ready).as("a process may mount a disk for itself").isTrue();
        Path whole = Files.createDirectory(folder.resolve("whole"));
        WorkProcess plain = WorkProcess.start(WorkProcess.command(work, whole), folder.resolve("output"));
        assertThat(plain.status()).as(plain.output()).isZero();

        Path disk = Files.createDirectory(folder.resolve("disk"));
        List<String> command = alone("bash", "-c", SCRIPT, "bash", disk.toString(), size);
        command.addAll(WorkProcess.command(work, disk));
        WorkProcess full = WorkProcess.start(command, folder.resolve("output"));
        assertThat(full.status()).as(full.output()).isZero();
        assertThat(full.output().lines().filter(line -> line.contains("No space left on device")))
                .as(full.output())
                .singleElement()
                .asString()
                .contains("could not", disk.toString(), "make room there, or choose another folder");
        assertThat(full.output()).contains("status 1; there is room again").doesNotContain("\tat ");
        assertThat(files(folder.resolve("disk-full")))
                .as("nothing half-written")
                .noneMatch(name -> name.endsWith(".part"));
        for (String file : work.results()) {
            assertThat(folder.resolve("disk-full").resolve(file)).doesNotExist();
            assertThat(folder.resolve("disk-done").resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
        }
        assertKept(work, full.output());
    }

    /** What was finished before the disk was full is in the final files, and was not done again. */
    private void assertKept(SmallWork work, String output) throws IOException {
        Path full = folder.resolve("disk-full");
        Path done = folder.resolve("disk-done");
        switch (work) {
            case SEARCH, MEASURING -> {
                List<String> kept = Files.readAllLines(full.resolve("journal"));
                assertThat(kept).hasSizeGreaterThan(10);
                assertThat(Files.readAllLines(done.resolve("journal")))
                        .startsWith(kept.subList(0, kept.size() - 1).toArray(String[]::new));
            }
            case META_TRAINING, DECODER_TRAINING -> {
                assertThat(full.resolve("state")).isRegularFile();
                assertThat(done.resolve("state")).doesNotExist();
                String again = output.substring(output.indexOf("there is room again"));
                assertThat(again.lines().filter(line -> line.startsWith("round ")))
                        .as("the rounds that were trained with room, after those that are in the state")
                        .isNotEmpty()
                        .doesNotContain("round 0", "round 1");
            }
            case EXPERIMENT -> {
                List<String> kept = files(full.resolve("runs"));
                assertThat(kept).isNotEmpty();
                for (String run : kept) {
                    assertThat(done.resolve("runs").resolve(run))
                            .hasSameBinaryContentAs(full.resolve("runs").resolve(run));
                }
            }
            default -> throw new IllegalStateException("what is kept of " + work + "?");
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }
}
