package io.github.grabnas.evaluate.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.evaluate.training.TrainingJournal.Entry;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.UniqueCells;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** An evaluator that several threads ask, and that is interrupted. */
@Timeout(120)
class TrainingEvaluatorTest {

    /** Two cells that the benchmark counts as the same, of which the second stands for both. */
    private static final Cell CELL = Cell.all().stream()
            .filter(cell -> !UniqueCells.representative(cell).equals(cell))
            .findFirst()
            .orElseThrow();

    private static final Cell REPRESENTATIVE = UniqueCells.representative(CELL);

    private final Held cluster = new Held();
    private final TrainingEvaluator evaluator = new TrainingEvaluator(TinyTask.trainer(), 0).on(cluster);

    /** Trains here, but holds every training until it is let go. */
    private static final class Held implements TrainingCluster {

        private final List<Candidate> given = new CopyOnWriteArrayList<>();
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch letGo = new CountDownLatch(1);

        @Override
        public void train(List<Candidate> candidates, Results results) throws IOException {
            given.addAll(candidates);
            begun.countDown();
            try {
                letGo.await();
            } catch (InterruptedException e) {
                throw new CancellationException("the training was interrupted");
            }
            for (Candidate candidate : candidates) {
                results.accept(Entry.of(candidate));
            }
        }

        @Override
        public void close() {
            letGo.countDown();
        }
    }

    /** A thread that asks for a cell. */
    private record Asking(Thread thread, FutureTask<Evaluation> answer) {

        static Asking of(TrainingEvaluator evaluator, Cell cell) {
            FutureTask<Evaluation> answer = new FutureTask<>(() -> evaluator.evaluate(cell));
            Thread thread = new Thread(answer);
            thread.setDaemon(true);
            thread.start();
            return new Asking(thread, answer);
        }

        /** Comes back when the thread waits for something. */
        void awaitWaiting() throws InterruptedException {
            while (thread.getState() != Thread.State.WAITING) {
                assertThat(thread.isAlive()).isTrue();
                Thread.sleep(1);
            }
        }

        Evaluation get() throws Exception {
            return answer.get(60, TimeUnit.SECONDS);
        }

        void assertInterrupted() {
            assertThatThrownBy(this::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(CancellationException.class);
        }
    }

    private Asking ask(Cell cell) {
        return Asking.of(evaluator, cell);
    }

    private static Evaluation trained() {
        return new TrainingEvaluator(TinyTask.trainer(), 0).evaluate(REPRESENTATIVE);
    }

    @Test
    void two_threads_that_ask_for_equal_cells_train_one() throws Exception {
        Asking first = ask(CELL);
        cluster.begun.await();
        Asking second = ask(REPRESENTATIVE);
        second.awaitWaiting();
        cluster.letGo.countDown();
        assertThat(first.get()).isEqualTo(second.get()).isEqualTo(trained());
        assertThat(cluster.given).extracting(Candidate::architecture).containsExactly(REPRESENTATIVE);
    }

    @Test
    void what_was_interrupted_is_trained_when_asked_again() throws Exception {
        Asking interrupted = ask(CELL);
        cluster.begun.await();
        interrupted.thread().interrupt();
        interrupted.assertInterrupted();
        cluster.letGo.countDown();
        assertThat(ask(CELL).get()).isEqualTo(trained());
        assertThat(cluster.given).hasSize(2);
    }

    @Test
    void who_waits_for_a_training_that_is_interrupted_trains_in_its_place() throws Exception {
        Asking first = ask(CELL);
        cluster.begun.await();
        Asking second = ask(REPRESENTATIVE);
        second.awaitWaiting();
        first.thread().interrupt();
        first.assertInterrupted();
        cluster.letGo.countDown();
        assertThat(second.get()).isEqualTo(trained());
        assertThat(cluster.given).hasSize(2);
    }

    @Test
    void who_is_interrupted_while_another_trains_does_not_end_that_training() throws Exception {
        Asking first = ask(CELL);
        cluster.begun.await();
        Asking second = ask(REPRESENTATIVE);
        second.awaitWaiting();
        second.thread().interrupt();
        second.assertInterrupted();
        cluster.letGo.countDown();
        assertThat(first.get()).isEqualTo(trained());
        assertThat(ask(REPRESENTATIVE).get()).isEqualTo(trained());
        assertThat(cluster.given).hasSize(1);
    }
}
