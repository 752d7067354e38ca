package io.github.grabnas.evaluate.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.JournalInUseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A job in a process of its own, killed with SIGKILL at random moments. */
class JournalKillTest {

    private static final int KILLS = 20;
    private static final int CANDIDATES = 15_000;

    private static Process start(Path journal) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PoolProcess.class.getName(),
                        journal.toString(),
                        "" + CANDIDATES)
                .redirectErrorStream(true)
                .start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    void nothing_is_lost_and_nothing_done_twice_however_often_the_job_is_killed(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("job.journal");
        Random random = new Random(11);
        List<String> before = new ArrayList<>();
        int working = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start(file);
            try (BufferedReader out = output(process)) {
                assertThat(out.readLine()).isEqualTo("open");
                assertThatThrownBy(() ->
                                TrainingJournal.open(file, TinyTask.trainer().settings()))
                        .isInstanceOf(JournalInUseException.class)
                        .hasMessageContaining("another process");
                // Some are killed while they start, most while they write.
                for (int i = random.nextInt(4) * random.nextInt(8); i > 0; i--) {
                    assertThat(out.readLine()).startsWith("Key[");
                }
                Thread.sleep(random.nextInt(60));
                process.destroyForcibly().waitFor();
            }
            List<String> lines = whole(file);
            assertThat(lines.subList(0, before.size())).isEqualTo(before);
            working += lines.size() > before.size() ? 1 : 0;
            before = lines;
        }
        assertThat(working).as("kills of a process that had written").isGreaterThanOrEqualTo(KILLS / 2);
        assertThat(before.size()).as("the job must still be going on").isLessThan(CANDIDATES);

        List<Candidate> some = TinyTask.candidates(CANDIDATES).subList(0, before.size() + 20);
        List<TrainingJournal.Entry> resumed;
        int known;
        try (TrainingJournal journal =
                TrainingJournal.open(file, TinyTask.trainer().settings())) {
            known = journal.entries().size();
            List<TrainingJournal.Entry> trained = new ArrayList<>();
            resumed = new CandidatePool(2).train(some, journal, trained::add);
            assertThat(trained)
                    .hasSizeLessThanOrEqualTo(some.size() - known + 2)
                    .isNotEmpty();
            assertThat(journal.entries()).doesNotHaveDuplicates();
        }
        try (TrainingJournal fresh =
                TrainingJournal.open(folder.resolve("fresh"), TinyTask.trainer().settings())) {
            List<TrainingJournal.Entry> once = new CandidatePool(1).train(some, fresh, entry -> {});
            for (int i = 0; i < once.size(); i++) {
                assertThat(resumed.get(i).key()).isEqualTo(once.get(i).key());
                assertThat(resumed.get(i).accuracy())
                        .as(once.get(i).key().architecture())
                        .isEqualTo(once.get(i).accuracy());
            }
        }
    }

    /** Closing any descriptor of a file drops all locks that the process has on it. */
    @Test
    void a_second_opening_that_is_refused_leaves_the_lock_against_other_processes(@TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("job.journal");
        String settings = TinyTask.trainer().settings();
        try (TrainingJournal journal = TrainingJournal.open(file, settings)) {
            assertThatThrownBy(() -> TrainingJournal.open(file, settings)).isInstanceOf(JournalInUseException.class);
            Process process = start(file);
            try (BufferedReader out = output(process)) {
                assertThat(out.readLine()).isNotEqualTo("open");
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertThat(journal.entries()).isEmpty();
        }
        try (TrainingJournal again = TrainingJournal.open(file, settings)) {
            assertThat(again.entries()).isEmpty();
        }
    }

    /** The lines that ended in a line feed. */
    private static List<String> whole(Path file) throws IOException {
        String text = Files.readString(file);
        return List.of(text.substring(0, text.lastIndexOf('\n') + 1).split("\n"));
    }
}
