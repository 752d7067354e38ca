package io.github.grabnas.cli;

import org.jline.utils.Signals;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Lets a command end in order: the first Ctrl-C asks it to, the second ends the process at once. When the system ends
 * the process otherwise, as {@code kill} does, it waits until what is at hand is done and written. Closed at the
 * command's end.
 */
final class Interruption implements BooleanSupplier, AutoCloseable {

    /** Of a command that Ctrl-C ended: 128 and the number of the signal, as shells count. */
    static final int EXIT_STATUS = 130;

    private static final String CTRL_C = "INT";
    private static final long LONGEST_WAIT_MINUTES = 30;

    private final PrintWriter lines;
    private final String message;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::endInOrder);
    private final Object before;
    private volatile boolean asked;

    /**
     * Waits for Ctrl-C from now on.
     *
     * @param message said when it comes
     */
    Interruption(PrintWriter lines, String message) {
        this.lines = lines;
        this.message = message;
        Runtime.getRuntime().addShutdownHook(hook);
        before = Signals.register(CTRL_C, this::pressed);
    }

    private void pressed() {
        if (asked) {
            say("grabnas: ended at once; what was finished is kept");
            // An orderly exit would wait for the hook, and the hook for the training at hand.
            Runtime.getRuntime().halt(EXIT_STATUS);
        }
        asked = true;
        say(message + "; Ctrl-C once more ends it at once");
    }

    private void endInOrder() {
        if (done.getCount() == 0) {
            return;
        }
        if (!asked) {
            asked = true;
            say(message);
        }
        try {
            done.await(LONGEST_WAIT_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String line) {
        lines.println(line);
        lines.flush();
    }

    /** Whether the command is to end. */
    @Override
    public boolean getAsBoolean() {
        return asked;
    }

    @Override
    public void close() {
        done.countDown();
        Signals.unregister(CTRL_C, before);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends already, and the hook sees that nothing is left to wait for.
            asked = true;
        }
    }
}
