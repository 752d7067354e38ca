package io.github.grabnas.evaluate.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

@Timeout(60)
class SideBySideTest {

    private final List<Integer> begun = Collections.synchronizedList(new ArrayList<>());

    @Test
    void results_come_in_the_order_of_the_tasks_whichever_ends_first() throws Exception {
        CountDownLatch secondDone = new CountDownLatch(1);
        List<Callable<String>> tasks = List.of(
                () -> {
                    secondDone.await();
                    return "first";
                },
                () -> {
                    secondDone.countDown();
                    return "second";
                });
        assertThat(new SideBySide(2).run(tasks)).containsExactly("first", "second");
    }

    @Test
    void as_many_run_at_a_time_as_there_are_threads_and_no_more() throws Exception {
        CyclicBarrier three = new CyclicBarrier(3);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Callable<Integer>> tasks = IntStream.range(0, 9)
                .<Callable<Integer>>mapToObj(i -> () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    three.await();
                    running.decrementAndGet();
                    return i;
                })
                .toList();
        assertThat(new SideBySide(3).run(tasks)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(most).hasValue(3);
    }

    @Test
    void after_a_failure_no_further_task_begins() {
        List<Callable<Integer>> tasks = List.of(begins(0), failing(1, new IOException("no space")), begins(2));
        assertThatThrownBy(() -> new SideBySide(1).run(tasks))
                .isInstanceOf(IOException.class)
                .hasMessage("no space");
        assertThat(begun).containsExactly(0, 1);
    }

    @Test
    void tasks_at_work_end_in_peace_when_another_one_fails() {
        CountDownLatch bothAtWork = new CountDownLatch(2);
        AtomicBoolean ended = new AtomicBoolean();
        List<Callable<Integer>> tasks = List.of(
                () -> {
                    bothAtWork.countDown();
                    bothAtWork.await();
                    throw new IllegalStateException("broken");
                },
                () -> {
                    bothAtWork.countDown();
                    Thread.sleep(200);
                    ended.set(true);
                    return 2;
                });
        assertThatThrownBy(() -> new SideBySide(2).run(tasks)).hasMessage("broken");
        assertThat(ended).isTrue();
    }

    @Test
    void of_several_failures_the_first_one_counts() {
        CountDownLatch failed = new CountDownLatch(1);
        List<Callable<Integer>> tasks = List.of(
                () -> {
                    failed.await();
                    Thread.sleep(200);
                    throw new IllegalStateException("a consequence");
                },
                () -> {
                    failed.countDown();
                    throw new IllegalArgumentException("the cause");
                });
        assertThatThrownBy(() -> new SideBySide(2).run(tasks)).hasMessage("the cause");
    }

    @Test
    void an_error_is_thrown_as_it_is_and_another_checked_exception_within_a_runtime_exception() {
        assertThatThrownBy(() -> new SideBySide(1).run(List.of(failing(0, new StackOverflowError("deep")))))
                .isInstanceOf(StackOverflowError.class);
        assertThatThrownBy(() -> new SideBySide(1).run(List.of(failing(0, new TimeoutException("late")))))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void an_interrupt_reaches_the_tasks_at_work_and_none_runs_any_more() throws Exception {
        CountDownLatch atWork = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        AtomicBoolean endedBefore = new AtomicBoolean();
        Callable<Integer> sleeps = () -> {
            atWork.countDown();
            try {
                Thread.sleep(50_000);
            } finally {
                Thread.sleep(100);
                ended.set(true);
            }
            return 0;
        };
        Thread caller = new Thread(() -> {
            try {
                new SideBySide(1).run(List.of(sleeps, begins(1)));
            } catch (InterruptedException | IOException e) {
                endedBefore.set(e instanceof InterruptedException && ended.get());
            }
        });
        caller.start();
        atWork.await();
        caller.interrupt();
        caller.join();
        assertThat(endedBefore).isTrue();
        assertThat(begun).isEmpty();
    }

    @Test
    void no_threads_are_refused() {
        assertThatThrownBy(() -> new SideBySide(0)).hasMessage("threads 0: expected at least 1");
    }

    private Callable<Integer> begins(int task) {
        return () -> {
            begun.add(task);
            return task;
        };
    }

    private Callable<Integer> failing(int task, Throwable failure) {
        return () -> {
            begun.add(task);
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        };
    }
}
