package io.github.grabnas.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Lets a command end in order after Ctrl-C: the process waits until what is at hand is done and written. Closed at the
 * command's end.
 */
final class Interruption implements BooleanSupplier, AutoCloseable {

    private static final long LONGEST_WAIT_MINUTES = 30;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean asked;

    /**
     * Waits for Ctrl-C from now on.
     *
     * @param message said when it comes
     */
    Interruption(PrintWriter lines, String message) {
        hook = new Thread(() -> {
            if (done.getCount() == 0) {
                return;
            }
            asked = true;
            lines.println(message);
            lines.flush();
            try {
                done.await(LONGEST_WAIT_MINUTES, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether the command is to end. */
    @Override
    public boolean getAsBoolean() {
        return asked;
    }

    @Override
    public void close() {
        done.countDown();
        if (!asked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process ends already, and the hook sees that nothing is left to wait for.
                asked = true;
            }
        }
    }
}
