package io.github.grabnas.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

class MemoizedTest {

    private final AtomicInteger computed = new AtomicInteger();

    @Test
    void nothing_is_computed_before_it_is_asked_for_and_then_once() {
        Memoized<Integer> memoized = new Memoized<>(computed::incrementAndGet);
        assertThat(computed).hasValue(0);
        assertThat(List.of(memoized.get(), memoized.get())).containsExactly(1, 1);
    }

    @Test
    void threads_that_ask_at_the_same_time_get_the_same_object() throws Exception {
        CyclicBarrier together = new CyclicBarrier(4);
        Memoized<Object> memoized = new Memoized<>(() -> {
            computed.incrementAndGet();
            return new Object();
        });
        Callable<Object> asking = () -> {
            together.await();
            return memoized.get();
        };
        var pool = Executors.newFixedThreadPool(4);
        try {
            for (Future<Object> answer :
                    pool.invokeAll(Stream.generate(() -> asking).limit(4).toList())) {
                assertThat(answer.get()).isSameAs(memoized.get());
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(computed).hasValue(1);
    }

    @Test
    void what_failed_is_tried_again() {
        Memoized<Integer> memoized = new Memoized<>(() -> {
            if (computed.incrementAndGet() == 1) {
                throw new IllegalStateException("interrupted");
            }
            return computed.get();
        });
        assertThatThrownBy(memoized::get).hasMessage("interrupted");
        assertThat(memoized.get()).isEqualTo(2);
    }
}
