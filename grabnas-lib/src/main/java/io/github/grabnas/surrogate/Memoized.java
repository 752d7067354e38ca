package io.github.grabnas.surrogate;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A value that is computed when it is first asked for, and once, however many threads ask. A computation that fails is
 * tried again by whoever asks next.
 */
final class Memoized<T> implements Supplier<T> {

    private final Supplier<T> computation;
    private volatile Optional<T> value = Optional.empty();

    Memoized(Supplier<T> computation) {
        this.computation = computation;
    }

    @Override
    public T get() {
        return value.orElseGet(this::compute);
    }

    private synchronized T compute() {
        if (value.isEmpty()) {
            value = Optional.of(computation.get());
        }
        return value.orElseThrow();
    }
}
