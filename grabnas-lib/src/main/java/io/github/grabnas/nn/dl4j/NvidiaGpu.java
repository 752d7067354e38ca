package io.github.grabnas.nn.dl4j;

import io.github.grabnas.data.DecimalNumber;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A GPU as NVIDIA's driver reports it. ND4J's library for CUDA holds machine code only and nothing that a driver could
 * translate for a GPU made later, so that the compute capability decides whether it runs.
 *
 * <p>Of ND4J 1.0.0-M2.1 for CUDA 11.6 each of the 239 blocks of GPU code holds machine code for 3.7, 5.0, 5.2, 6.0,
 * 6.1, 7.0, 7.5, 8.0 and 8.6, and no PTX. Machine code runs on the same major version from its minor version on
 * (NVIDIA, CUDA C++ Programming Guide, "Binary Compatibility"): Kepler's 3.7, then everything from Maxwell to Ada.
 *
 * @param name such as {@code NVIDIA A100-SXM4-40GB}
 * @param major first part of the compute capability
 * @param minor second part of the compute capability
 */
public record NvidiaGpu(String name, int major, int minor) {

    /** What ND4J's library was compiled for. */
    static final String SUPPORTED = "3.7 and 5.0 to 8.9";

    private static final int KEPLER = 3;
    private static final int LEAST_MINOR_OF_KEPLER = 7;
    private static final int MAXWELL = 5;
    private static final int AMPERE_AND_ADA = 8;

    private static final long PATIENCE_SECONDS = 10;

    private static final Pattern LINE = Pattern.compile("(.+), *([0-9]{1,3})\\.([0-9]{1,3})");

    /** Checks that nothing is missing. */
    public NvidiaGpu {
        Objects.requireNonNull(name, "name");
        if (major < 0 || minor < 0) {
            throw new IllegalArgumentException(
                    name + ": compute capability " + major + "." + minor + ": expected no negative number");
        }
    }

    /**
     * The GPUs that the driver's {@code nvidia-smi} lists; none where there is no such program, no driver, or one too
     * old to tell the compute capability.
     */
    public static List<NvidiaGpu> installed() {
        return listedBy("nvidia-smi", "--query-gpu=name,compute_cap", "--format=csv,noheader");
    }

    static List<NvidiaGpu> listedBy(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            // A few lines fit into the pipe, so that the program ends before they are read, unless its driver hangs.
            if (!hasEnded(process)) {
                process.destroyForcibly();
                return List.of();
            }
            try (BufferedReader lines = process.inputReader()) {
                return lines.lines()
                        .map(NvidiaGpu::parse)
                        .flatMap(Optional::stream)
                        .toList();
            }
        } catch (IOException noSuchProgram) {
            return List.of();
        }
    }

    /**
     * Waits also where the thread is interrupted: without the list, a GPU that would crash the process is not refused.
     */
    private static boolean hasEnded(Process process) {
        boolean interrupted = false;
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (true) {
                try {
                    return process.waitFor(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Reads a line such as {@code NVIDIA H200, 9.0}; empty if it is none, an error message for instance. */
    static Optional<NvidiaGpu> parse(String line) {
        Matcher matcher = LINE.matcher(line.strip());
        return matcher.matches()
                ? Optional.of(new NvidiaGpu(
                        matcher.group(1),
                        DecimalNumber.parseInt(matcher.group(2)),
                        DecimalNumber.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    /** Whether ND4J's library for CUDA has machine code for it. */
    public boolean runsNd4j() {
        return major == KEPLER && minor >= LEAST_MINOR_OF_KEPLER || major >= MAXWELL && major <= AMPERE_AND_ADA;
    }

    /** Such as {@code NVIDIA H200 (compute capability 9.0)}. */
    @Override
    public String toString() {
        return name + " (compute capability " + major + "." + minor + ")";
    }
}
