package io.github.grabnas.evaluate.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.evaluate.parallel.EvaluationQueue.Completed;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** In which order the answers of several evaluations come. */
@Timeout(60)
class EvaluationQueueTest {

    private static ArchitectureEvaluator evaluator(Function<Cell, Evaluation> answers) {
        return new ArchitectureEvaluator() {
            @Override
            public Evaluation evaluate(Architecture architecture) {
                return answers.apply((Cell) architecture);
            }

            @Override
            public String target() {
                return "made-up";
            }
        };
    }

    private static final ArchitectureEvaluator BY_INDEX =
            evaluator(cell -> new Evaluation.Measured(cell.index() / 1_000.0));

    private static int index(Completed completed) {
        return ((Cell) completed.architecture()).index();
    }

    @Test
    void simulated_answers_come_in_the_order_of_their_ends() {
        EvaluationQueue queue = new SimulatedSlots(2, a -> ((Cell) a).index()).open(BY_INDEX);
        queue.submit(Cell.ofIndex(5));
        queue.submit(Cell.ofIndex(3));
        assertThat(queue.poll()).as("nothing has ended at time 0").isEmpty();
        assertThat(queue.take()).isEqualTo(new Completed(Cell.ofIndex(3), new Evaluation.Measured(0.003), 3));
        queue.submit(Cell.ofIndex(4));
        assertThat(queue.take().time()).isEqualTo(5);
        assertThat(queue.take().time()).as("it began at 3").isEqualTo(7);
        assertThat(queue.running()).isZero();
    }

    @Test
    void simulated_answers_that_end_together_come_in_the_order_of_submission() {
        EvaluationQueue queue = SimulatedSlots.ofEqualDurations(3).open(BY_INDEX);
        for (int i : new int[] {9, 1, 5}) {
            queue.submit(Cell.ofIndex(i));
        }
        assertThat(index(queue.take())).isEqualTo(9);
        assertThat(index(queue.poll().orElseThrow())).isEqualTo(1);
        assertThat(index(queue.poll().orElseThrow())).isEqualTo(5);
        assertThat(queue.poll()).isEmpty();
    }

    @Test
    void what_has_no_answer_takes_no_time() {
        EvaluationQueue queue = SimulatedSlots.ofEqualDurations(2)
                .open(evaluator(
                        cell -> cell.index() == 0 ? new Evaluation.Unanswered("unknown") : new Evaluation.Measured(1)));
        queue.submit(Cell.ofIndex(7));
        queue.submit(Cell.ofIndex(0));
        assertThat(index(queue.poll().orElseThrow())).isZero();
        assertThat(index(queue.take())).isEqualTo(7);
    }

    @Test
    void a_costlier_network_takes_longer() {
        SimulatedSlots slots = SimulatedSlots.byNetworkCost(1);
        // NAS-Bench-201 has 220.12 million multiply-adds for the cell of 3x3 convolutions alone.
        Cell convolutions = Cell.parse(
                "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|" + "+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|");
        assertThat(slots.duration().applyAsDouble(convolutions))
                .isBetween(0.22, 0.221)
                .isGreaterThan(20 * slots.duration().applyAsDouble(Cell.ofIndex(0)));
    }

    @Test
    void more_than_the_slots_are_refused_and_so_is_waiting_for_nothing() {
        for (EvaluationSlots slots : new EvaluationSlots[] {EvaluationSlots.one(), new ThreadSlots(1)}) {
            EvaluationQueue queue = slots.open(BY_INDEX);
            assertThatIllegalStateException().isThrownBy(queue::take).withMessageContaining("nothing is running");
            queue.submit(Cell.ofIndex(1));
            assertThatIllegalStateException()
                    .isThrownBy(() -> queue.submit(Cell.ofIndex(2)))
                    .withMessageContaining("all 1 slots are taken");
            assertThat(index(queue.take())).isEqualTo(1);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ThreadSlots(0))
                .withMessageContaining("slots 0");
    }

    @Test
    void threads_evaluate_at_the_same_time_and_the_first_to_end_is_taken_first() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        CountDownLatch second = new CountDownLatch(1);
        EvaluationQueue queue = new ThreadSlots(2).open(evaluator(cell -> {
            both.countDown();
            await(both);
            if (cell.index() == 1) {
                await(second);
            }
            return new Evaluation.Measured(cell.index());
        }));
        queue.submit(Cell.ofIndex(1));
        queue.submit(Cell.ofIndex(2));
        assertThat(index(queue.take())).isEqualTo(2);
        assertThat(queue.running()).isEqualTo(1);
        second.countDown();
        assertThat(index(queue.take())).isEqualTo(1);
    }

    @Test
    void what_an_evaluation_throws_the_taker_gets() {
        EvaluationQueue queue = new ThreadSlots(2).open(evaluator(cell -> {
            throw new IllegalStateException("disk full");
        }));
        queue.submit(Cell.ofIndex(1));
        assertThatIllegalStateException().isThrownBy(queue::take).withMessage("disk full");
        assertThat(queue.running()).isZero();
    }

    @Test
    void an_undeclared_checked_exception_reaches_the_taker_too() {
        EvaluationQueue queue = new ThreadSlots(1).open(evaluator(cell -> {
            EvaluationQueueTest.<RuntimeException>throwUndeclared(new IOException("disk full"));
            return new Evaluation.Measured(1);
        }));
        queue.submit(Cell.ofIndex(0));
        assertThatIllegalStateException()
                .isThrownBy(queue::take)
                .withMessage(
                        "the evaluation of '" + Cell.ofIndex(0).text() + "' failed: java.io.IOException: disk full")
                .withCauseInstanceOf(IOException.class);
        assertThat(queue.running()).isZero();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwUndeclared(Throwable failure) throws E {
        throw (E) failure;
    }

    @Test
    void an_accuracy_that_had_come_when_another_evaluation_failed_is_kept() throws InterruptedException {
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        EvaluationQueue queue = new ThreadSlots(3).open(evaluator(cell -> {
            threads.add(Thread.currentThread());
            if (cell.index() == 1) {
                throw new IllegalStateException("disk full");
            }
            return cell.index() == 2 ? new Evaluation.Measured(70) : new Evaluation.Unanswered("unknown");
        }));
        for (int i = 1; i <= 3; i++) {
            queue.submit(Cell.ofIndex(i));
            threads.take().join();
        }
        assertThatIllegalStateException().isThrownBy(queue::take).withMessage("disk full");
        queue.cancel();
        assertThat(queue.running()).isEqualTo(1);
        assertThat(queue.poll()).map(EvaluationQueueTest::index).contains(2);
        assertThat(queue.running()).isZero();
        assertThat(queue.poll()).isEmpty();
    }

    @Test
    void an_interrupt_of_the_waiting_thread_ends_all_evaluations() {
        AtomicInteger ended = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        EvaluationQueue queue = new ThreadSlots(2).open(evaluator(cell -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                ended.incrementAndGet();
            }
            throw new CancellationException("interrupted");
        }));
        queue.submit(Cell.ofIndex(1));
        queue.submit(Cell.ofIndex(2));
        Thread.currentThread().interrupt();
        assertThatThrownBy(queue::take).isInstanceOf(CancellationException.class);
        assertThat(ended).hasValue(2);
        assertThat(queue.running()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
