package io.github.grabnas.evaluate.parallel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Large things that several users share for a time, such as the images of a task. Each is made when its first user
 * comes. What nobody uses any more is kept in case it is needed again, but only a few such; the one that has not been
 * used for longest is closed first. Several threads may use it.
 *
 * <pre>{@code
 * Broadcast images = broadcasts.lease(task, () -> send(task));
 * ...
 * broadcasts.release(task);
 * }</pre>
 *
 * @param <K> what tells resources apart
 * @param <R> a resource
 */
public final class SharedResources<K, R> {

    private final int idle;
    private final Consumer<R> closer;
    /** Those in use in the order of their first use, and those idle in the order of their last. */
    private final Map<K, Lease<R>> leases = new LinkedHashMap<>();

    private static final class Lease<R> {

        private final R resource;
        private int users;

        Lease(R resource) {
            this.resource = resource;
        }
    }

    /**
     * None yet.
     *
     * @param idle how many that nobody uses are kept
     * @param closer is given each that is not kept any more
     */
    public SharedResources(int idle, Consumer<R> closer) {
        if (idle < 0) {
            throw new IllegalArgumentException("idle resources " + idle + ": expected at least 0");
        }
        this.idle = idle;
        this.closer = closer;
    }

    /** The resource, for one more user, who gives it back by {@link #release}; it is made if it is not there. */
    public synchronized R lease(K key, Supplier<R> maker) {
        Lease<R> lease = leases.computeIfAbsent(key, k -> new Lease<>(maker.get()));
        lease.users++;
        return lease.resource;
    }

    /**
     * A user needs it no more.
     *
     * @throws IllegalStateException if nobody uses it
     */
    public synchronized void release(K key) {
        Lease<R> lease = Optional.ofNullable(leases.get(key))
                .filter(known -> known.users > 0)
                .orElseThrow(() -> new IllegalStateException(key + " is released, and nobody uses it; lease it first"));
        lease.users--;
        leases.remove(key);
        leases.put(key, lease);
        long unused = leases.values().stream().filter(l -> l.users == 0).count();
        if (unused > idle) {
            K eldest = leases.entrySet().stream()
                    .filter(e -> e.getValue().users == 0)
                    .findFirst()
                    .orElseThrow()
                    .getKey();
            closer.accept(leases.remove(eldest).resource);
        }
    }

    /** How many there are, in use or not. */
    public synchronized int size() {
        return leases.size();
    }
}
