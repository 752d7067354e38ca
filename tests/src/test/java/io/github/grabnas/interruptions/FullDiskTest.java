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
import java.util.Set;
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

    /** What a search on images writes before its end. */
    private static final Set<String> ON_THE_WAY = Set.of("result/trials.csv", "result/split.csv");

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

    /**
     * Of what replaces a state there is room for one, and not for the next beside it. A search on images has its
     * pictures on the disk, too; the first size is full when a candidate was trained, the second in a finalist's
     * training.
     */
    @ParameterizedTest
    @CsvSource({
        "SEARCH, 4k",
        "MEASURING, 4k",
        "META_TRAINING, 340k",
        "DECODER_TRAINING, 2700k",
        "EXPERIMENT, 16k",
        "IMAGE_SEARCH, 156k",
        "IMAGE_SEARCH, 440k",
        "TRAINING, 204k"
    })
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
            if (!ON_THE_WAY.contains(file)) {
                assertThat(folder.resolve("disk-full").resolve(file)).doesNotExist();
            }
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
            case IMAGE_SEARCH -> assertJournalIsKept(full, done);
            case TRAINING -> {
                assertThat(full.resolve("result/training.state")).isRegularFile();
                assertThat(done.resolve("result/training.state")).doesNotExist();
                assertThat(output.substring(output.indexOf("there is room again")))
                        .doesNotContain("epoch 1 of 60")
                        .contains("epoch 60 of 60");
            }
            default -> throw new IllegalStateException("what is kept of " + work + "?");
        }
    }

    /** Of the candidates that were trained none is trained again, and no line is half. */
    private static void assertJournalIsKept(Path full, Path done) throws IOException {
        String kept = Files.readString(full.resolve("result/search.journal"));
        assertThat(kept).endsWith("\n");
        assertThat(kept.lines()).hasSizeGreaterThan(1);
        assertThat(Files.readString(done.resolve("result/search.journal"))).startsWith(kept);
    }

    /** Where no disk can be mounted, too: a process whose files may have so many bytes. */
    @ParameterizedTest
    @CsvSource({"IMAGE_SEARCH, 1600, search.journal", "IMAGE_SEARCH, 100000, state", "TRAINING, 10000, training.state"})
    void a_file_that_may_not_grow_is_named_and_the_rest_is_done_when_it_may(SmallWork work, int bytes, String file)
            throws IOException, InterruptedException {
        Path whole = Files.createDirectory(folder.resolve("whole"));
        WorkProcess plain = WorkProcess.start(WorkProcess.command(work, whole), folder.resolve("output"));
        assertThat(plain.status()).as(plain.output()).isZero();

        Path place = Files.createDirectory(folder.resolve("place"));
        List<String> command = new ArrayList<>(WorkProcess.command(work, place));
        // The machine's own file of counters is larger.
        command.add(1, "-XX:-UsePerfData");
        command.addAll(0, List.of("prlimit", "--fsize=" + bytes));
        WorkProcess limited = WorkProcess.start(command, folder.resolve("output"));
        assertThat(limited.status()).as(limited.output()).isEqualTo(1);
        assertThat(limited.output().lines().filter(line -> line.contains("File too large")))
                .as(limited.output())
                .singleElement()
                .asString()
                .contains("could not", place.resolve("result").toString(), file, "allow larger files there");
        assertThat(limited.output()).doesNotContain("\tat ");
        assertThat(files(place)).as("nothing half-written").noneMatch(name -> name.endsWith(".part"));
        Path before = folder.resolve("before");
        if (work == SmallWork.IMAGE_SEARCH) {
            Files.createDirectories(before.resolve("result"));
            Files.copy(place.resolve("result/search.journal"), before.resolve("result/search.journal"));
        }

        WorkProcess again = WorkProcess.start(WorkProcess.command(work, place), folder.resolve("output"));
        assertThat(again.status()).as(again.output()).isZero();
        for (String result : work.results()) {
            assertThat(place.resolve(result)).hasSameBinaryContentAs(whole.resolve(result));
        }
        if (work == SmallWork.IMAGE_SEARCH) {
            assertJournalIsKept(before, place);
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
