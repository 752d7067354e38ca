package io.github.grabnas.kernel;

import org.rapaio.jupyter.kernel.core.RapaioKernel;
import org.rapaio.jupyter.kernel.core.java.JavaEngine;
import org.rapaio.jupyter.kernel.core.java.RapaioExecutionControl;
import org.rapaio.jupyter.kernel.core.java.RapaioExecutionControlProvider;

import java.lang.reflect.Field;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Interrupts the running cell when Jupyter sends SIGINT. The thread of the cell is interrupted, so that code which
 * heeds an interrupt ends by an exception of its own, as any failing cell does. A cell that goes on is given up after
 * five seconds: it is reported as interrupted, and the kernel takes the next one. Cells that were sent before the
 * interrupt and wait, as after "Run All", are run.
 *
 * <p>The kernel's own answer to an interrupt message shuts down the service that runs cells; every later cell would be
 * accepted and never run.
 */
final class CellInterruption {

    private static final long PATIENCE_MILLIS = 5000;

    private static final long PAUSE_MILLIS = 20;

    /** Where the kernel handles a cell, from compiling it to its reply. */
    private static final String SHELL = RapaioKernel.class.getName() + ".handleExecuteRequest";

    /** Where a thread runs the code of a cell; idle threads wait for the cells to come. */
    private static final String CELL = RapaioExecutionControl.class.getName() + ".lambda$execute";

    private final RapaioExecutionControl control;
    /** The kernel's own count, which says whether the cell at hand is still the one that was interrupted. */
    private final AtomicInteger cellsBegun;
    /** Threads of cells that did not heed an interrupt and run on. */
    private final Set<Thread> givenUp = Collections.newSetFromMap(new WeakHashMap<>());

    private CellInterruption(RapaioExecutionControl control, AtomicInteger cellsBegun) {
        this.control = control;
        this.cellsBegun = cellsBegun;
    }

    /** The interruption of cells that an engine runs. */
    static CellInterruption of(JavaEngine engine) {
        RapaioExecutionControlProvider provider =
                (RapaioExecutionControlProvider) field(JavaEngine.class, Optional.of(engine), "controlProvider");
        AtomicInteger cellsBegun = (AtomicInteger) field(RapaioKernel.class, Optional.empty(), "executionCount");
        return new CellInterruption(
                provider.getRegisteredControl((String) field(JavaEngine.class, Optional.of(engine), "executionId")),
                cellsBegun);
    }

    private static Object field(Class<?> type, Optional<Object> owner, String name) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner.orElse(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "the kernel's " + type.getSimpleName() + " has no field " + name
                            + "; expected rapaio-jupyter-kernel 3.0.1",
                    e);
        }
    }

    /** Interrupts the running cell from now on whenever this process receives SIGINT. */
    void onInterruptSignal() {
        sun.misc.Signal.handle(new sun.misc.Signal("INT"), signal -> interrupt(cellsBegun.get()));
    }

    /**
     * Interrupts the cell as soon as its code runs: it may still be compiled. Cells that wait behind it are not
     * interrupted.
     *
     * @param cell the count of cells begun when the interrupt came
     */
    private synchronized void interrupt(int cell) {
        boolean delivered = false;
        boolean told = false;
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (cellsBegun.get() == cell && !busy(SHELL).isEmpty()) {
            List<Thread> cells = cells();
            if (!delivered && !cells.isEmpty()) {
                cells.forEach(Thread::interrupt);
                delivered = true;
                end = System.currentTimeMillis() + PATIENCE_MILLIS;
            }
            if (System.currentTimeMillis() > end && delivered) {
                System.err.println("The cell has not stopped within five seconds. Its code runs on in the background;"
                        + " to end it, restart the kernel.");
                givenUp.addAll(cells);
                control.interrupt();
                return;
            }
            if (System.currentTimeMillis() > end && !told) {
                System.err.println(
                        "The cell is still compiled, or its value is still made into text, which no interrupt"
                                + " ends; if it does not end, restart the kernel.");
                told = true;
            }
            pause();
        }
    }

    /** The threads that run the code of the cell at hand. */
    private List<Thread> cells() {
        return busy(CELL).stream().filter(thread -> !givenUp.contains(thread)).toList();
    }

    /** The threads that are in a method at the moment. */
    private static List<Thread> busy(String method) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> Stream.of(thread.getValue())
                        .anyMatch(frame -> (frame.getClassName() + "." + frame.getMethodName()).startsWith(method)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
