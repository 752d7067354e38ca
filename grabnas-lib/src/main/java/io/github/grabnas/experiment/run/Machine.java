package io.github.grabnas.experiment.run;

import java.lang.management.ManagementFactory;
import java.util.Objects;

/**
 * What an experiment ran on.
 *
 * @param processors how many the process may use
 * @param memoryMegabytes of the machine; 0 where Java cannot find out
 * @param heapMegabytes that the process may use at most
 * @param java version and maker
 * @param system the operating system
 */
public record Machine(int processors, long memoryMegabytes, long heapMegabytes, String java, String system) {

    private static final long MEGABYTE = 1 << 20;

    /** Checks that nothing is missing. */
    public Machine {
        Objects.requireNonNull(java, "java");
        Objects.requireNonNull(system, "system");
    }

    /** This machine. */
    public static Machine current() {
        long memory =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getTotalMemorySize() / MEGABYTE
                        : 0;
        Runtime runtime = Runtime.getRuntime();
        return new Machine(
                runtime.availableProcessors(),
                memory,
                runtime.maxMemory() / MEGABYTE,
                Runtime.version() + ", " + System.getProperty("java.vendor"),
                String.join(
                        " ",
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch")));
    }
}
