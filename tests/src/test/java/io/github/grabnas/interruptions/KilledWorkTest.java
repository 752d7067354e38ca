package io.github.grabnas.interruptions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Work that is killed at random moments and started again gives the results of work that was never killed. */
class KilledWorkTest {

    private static final int FEW = 3;
    private static final int MANY = 20;

    @TempDir
    private Path folder;

    /** Measuring is killed in {@code JournalKillTest}; the others are left out because they take long. */
    @ParameterizedTest
    @EnumSource(
            value = SmallWork.class,
            names = {"SEARCH", "META_TRAINING", "DECODER_TRAINING", "EXPERIMENT"})
    void killed_a_few_times_and_started_again_it_gives_the_same_results(SmallWork work)
            throws IOException, InterruptedException {
        assertSameResults(work, FEW);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(SmallWork.class)
    void killed_many_times_and_started_again_it_gives_the_same_results(SmallWork work)
            throws IOException, InterruptedException {
        assertSameResults(work, Math.min(MANY, work.mostKills()));
    }

    /** Bit for bit. */
    private void assertSameResults(SmallWork work, int most) throws IOException, InterruptedException {
        Path whole = Files.createDirectory(folder.resolve("whole"));
        long begin = System.nanoTime();
        assertThat(start(work, whole).killedAfter(600_000)).isFalse();
        long milliseconds = (System.nanoTime() - begin) / 1_000_000;

        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        int kills = 0;
        for (int round = 0; kills < most; round++) {
            Path resumed = Files.createDirectory(folder.resolve("resumed-" + round));
            // After the last kill, or when a run came to its end before it was to be killed, the results are compared.
            while (kills < most && start(work, resumed).killedAfter(random.nextLong(milliseconds))) {
                kills++;
            }
            assertThat(start(work, resumed).killedAfter(600_000)).isFalse();
            for (String file : work.results()) {
                assertThat(resumed.resolve(file))
                        .as("%s after %d kills, seed of the moments %d", file, kills, seed)
                        .hasSameBinaryContentAs(whole.resolve(file));
            }
        }
    }

    private WorkProcess start(SmallWork work, Path place) throws IOException {
        return WorkProcess.start(WorkProcess.command(work, place), folder.resolve("output"));
    }
}
