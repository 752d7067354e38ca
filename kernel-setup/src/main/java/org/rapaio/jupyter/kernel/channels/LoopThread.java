package org.rapaio.jupyter.kernel.channels;

import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads one channel of the kernel until it is shut down. It has the name and the interface of a class in
 * rapaio-jupyter-kernel 3.0.1, lies before that jar on the class path and so takes its place.
 *
 * <p>The kernel's own class sets its running flag after the thread was started; a thread that begins at once finds it
 * false and ends, and nobody reads that channel. Besides, the kernel starts these threads before it has assigned its
 * message handlers, and a message that arrives in between ends the thread. Here the flag is set from the beginning,
 * every thread waits for {@link #allConnected()}, and a message that fails is logged and does not end the loop.
 */
public final class LoopThread extends Thread {

    private static final Logger LOGGER = Logger.getLogger(LoopThread.class.getSimpleName());

    private static final CountDownLatch CONNECTED = new CountDownLatch(1);

    private final long pauseMillis;
    private final Runnable body;
    private volatile boolean running = true;

    /**
     * A thread that does not run yet.
     *
     * @param name the thread's name
     * @param pauseMillis the pause after each look at the channel, in milliseconds
     * @param body looks at the channel once and handles a message if there is one
     */
    public LoopThread(String name, long pauseMillis, Runnable body) {
        super(name);
        this.pauseMillis = pauseMillis;
        this.body = body;
    }

    /** Lets all threads begin: the kernel has bound its channels and assigned its message handlers. */
    public static void allConnected() {
        CONNECTED.countDown();
    }

    @Override
    public void run() {
        try {
            CONNECTED.await();
            while (running) {
                handleOne();
                Thread.sleep(pauseMillis);
            }
        } catch (InterruptedException e) {
            running = false;
        }
    }

    private void handleOne() {
        try {
            body.run();
        } catch (RuntimeException | Error e) {
            // An error, such as a stack overflow, may be of a value's toString. A shutdown closes the channel while it
            // is being read.
            if (running) {
                LOGGER.log(Level.SEVERE, "a message on " + getName() + " could not be handled", e);
            }
        }
    }

    /** Ends the thread after the message that it is handling. */
    public void shutdown() {
        running = false;
    }
}
