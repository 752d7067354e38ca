package io.github.grabnas.evaluate.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.grabnas.evaluate.training.Candidate.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** What an interrupt does to a training, such as Jupyter's to a running cell. */
@Timeout(120)
class TrainingInterruptionTest {

    /** Would take hours. */
    private static CandidateTrainer endless() {
        return new CandidateTrainer(
                TinyTask.task(), 1, 1, new TrainingRecipe(50_000_000, 16, 0.1, 0.9, 0, 0, false), 1);
    }

    private static Candidate candidate(CandidateTrainer trainer, int number) {
        return new Candidate(
                trainer, TinyTask.candidates(number + 1).get(number).architecture(), 0);
    }

    private record Ended(Throwable failure, boolean flag) {}

    /** Runs the work in a thread of its own, interrupts it once it has begun, and waits for its end. */
    private static Ended interrupted(CountDownLatch begun, org.assertj.core.api.ThrowableAssert.ThrowingCallable work)
            throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            failure.set(catchThrowable(work));
            flag.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        begun.await();
        thread.interrupt();
        thread.join();
        return new Ended(failure.get(), flag.get());
    }

    @Test
    void an_interrupt_ends_a_training() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Ended ended = interrupted(
                begun,
                () -> endless().train(candidate(endless(), 0).architecture(), 0, false, epoch -> begun.countDown()));
        assertThat(ended.failure())
                .isInstanceOf(CancellationException.class)
                .hasMessage("training on tiny was interrupted");
        assertThat(ended.flag()).as("the interrupt is answered").isFalse();
    }

    @Test
    void an_interrupted_pool_keeps_what_was_done_and_its_journal_goes_on(@TempDir Path folder)
            throws IOException, InterruptedException {
        List<Candidate> candidates = new ArrayList<>(TinyTask.candidates(5));
        candidates.add(candidate(endless(), 5));
        candidates.add(candidate(endless(), 6));
        try (TrainingJournal journal = TrainingJournal.open(folder.resolve("j"), "settings")) {
            CountDownLatch begun = new CountDownLatch(5);
            Ended ended = interrupted(
                    begun, () -> new CandidatePool(2).train(candidates, journal, entry -> begun.countDown()));
            assertThat(ended.failure())
                    .isInstanceOf(CancellationException.class)
                    .hasMessageContaining("the journal holds");
            assertThat(journal.entries()).hasSize(5);
            assertThat(new CandidatePool(2).train(TinyTask.candidates(9), journal, entry -> {}))
                    .hasSize(9);
        }
        try (TrainingJournal again = TrainingJournal.open(folder.resolve("j"), "settings")) {
            assertThat(again.warning()).isEmpty();
            assertThat(again.entries()).hasSize(9);
        }
    }

    @Test
    void when_any_thread_fails_the_others_end_after_the_candidate_they_are_at(@TempDir Path folder) throws IOException {
        try (TrainingJournal journal = TrainingJournal.open(folder.resolve("j"), "settings")) {
            assertThatThrownBy(() -> new CandidatePool(2).train(TinyTask.candidates(60), journal, entry -> {
                        if (Thread.currentThread().getName().endsWith("-2")) {
                            throw new IllegalStateException("the second thread failed");
                        }
                    }))
                    .hasMessage("the second thread failed");
            assertThat(journal.entries()).hasSizeLessThan(60);
        }
    }

    @Test
    void a_journal_stays_open_when_the_thread_that_appends_is_interrupted(@TempDir Path folder) throws IOException {
        try (TrainingJournal journal = TrainingJournal.open(folder.resolve("j"), "settings")) {
            for (long seed = 0; seed < 3; seed++) {
                Thread.currentThread().interrupt();
                journal.append(
                        new TrainingJournal.Entry(new Key("tiny", "cell", seed), 50, OptionalDouble.empty(), false, 1));
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(journal.entries()).hasSize(3);
        }
    }
}
