package io.github.grabnas.nn.dl4j;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The native library behind ND4J. On Linux with an x86-64 processor that has AVX2 it is the one with oneDNN, whose
 * convolutions are 15 to 40 times as fast as the plain library's; of the CUDA backend, which the build profile
 * {@code cuda} brings, the one with cuDNN.
 *
 * <p>Which library is loaded is decided once, by a system property that must be set before ND4J's first class is; so
 * whatever uses ND4J calls {@link #start()} first. A value that the user gave to the property ({@value #EXTENSION})
 * stands.
 *
 * @param name of the backend, such as {@code CPU}
 * @param blas the library for matrix products, such as {@code OPENBLAS}
 * @param extension which variant of the native library was asked for; empty for the plain one
 * @param threads how many it may use
 */
public record Nd4jBackend(String name, String blas, String extension, int threads) {

    /** The system property that names the variant. */
    public static final String EXTENSION = "org.bytedeco.javacpp.platform.extension";

    private static final String CUDA_BACKEND = "/org/nd4j/linalg/jcublas/JCublasBackend.class";

    private static final String ONEDNN_AVX2 = "-onednn-avx2";

    private static final String CUDNN = "-cudnn";

    /** Checks that nothing is missing. */
    public Nd4jBackend {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(blas, "blas");
        Objects.requireNonNull(extension, "extension");
    }

    /**
     * Starts ND4J, if it is not running yet, and tells what it runs on.
     *
     * @throws IllegalStateException if it does not start; the message says why and what to do
     */
    public static Nd4jBackend start() {
        boolean cuda = Nd4jBackend.class.getResource(CUDA_BACKEND) != null;
        if (cuda) {
            requireGpu(InstalledGpus.LIST);
        }
        chooseVariant();
        try {
            Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
            return new Nd4jBackend(
                    String.valueOf(environment.get("backend")),
                    String.valueOf(environment.get("blas.vendor")),
                    System.getProperty(EXTENSION, ""),
                    Nd4j.getEnvironment().maxThreads());
        } catch (LinkageError | RuntimeException e) {
            throw new IllegalStateException(
                    "ND4J did not start (" + rootMessage(e) + "). "
                            + (cuda
                                    ? "This build has its CUDA backend, which needs Linux and NVIDIA's driver; where "
                                            + "nvidia-smi does not list a GPU, build without -Pcuda."
                                    : "Expected a native library for this machine on the class path; "
                                            + "-Dnd4j.classifier=... of the build names another one."),
                    e);
        }
    }

    /** Asked for once: it starts a program, and every network starts the backend. */
    private static final class InstalledGpus {
        private static final List<NvidiaGpu> LIST = NvidiaGpu.installed();
    }

    /** Refuses GPUs that ND4J would fail on: at the first operation of every training, by then without a reason. */
    static void requireGpu(List<NvidiaGpu> installed) {
        if (!installed.isEmpty() && installed.stream().noneMatch(NvidiaGpu::runsNd4j)) {
            throw new IllegalStateException("ND4J's CUDA backend does not run on "
                    + installed.stream().map(NvidiaGpu::toString).distinct().collect(Collectors.joining(", "))
                    + ": its library has code for compute capability " + NvidiaGpu.SUPPORTED
                    + " only. Use a GPU of those, or build without -Pcuda and train on the processor.");
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).strip();
    }

    private static void chooseVariant() {
        if (System.getProperty(EXTENSION) == null) {
            if (isBundled("jcublas", CUDNN)) {
                System.setProperty(EXTENSION, CUDNN);
            } else if (hasAvx2() && isBundled("cpu/nativecpu", ONEDNN_AVX2)) {
                System.setProperty(EXTENSION, ONEDNN_AVX2);
            }
        }
    }

    /**
     * Whether ND4J computes on a GPU. Where no CUDA backend is on the class path this is told without starting ND4J,
     * which takes seconds; nor where no GPU is one that ND4J runs on.
     */
    public static boolean hasCuda() {
        if (Nd4jBackend.class.getResource(CUDA_BACKEND) == null) {
            return false;
        }
        try {
            return start().isCuda();
        } catch (IllegalStateException notStarted) {
            return false;
        }
    }

    /** Whether it is the CUDA backend. */
    public boolean isCuda() {
        return name.toUpperCase(Locale.ROOT).contains("CUDA");
    }

    /**
     * How many threads ND4J's native operations may use that the calling thread starts. More than there are idle
     * processors make small operations a hundred times slower: OpenMP's threads wait for each other.
     */
    static void useThreads(int threads) {
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }

    /** Whether the loaded library computes convolutions with oneDNN. */
    public boolean usesOneDnn() {
        return extension.contains("onednn");
    }

    private static boolean isBundled(String backend, String extension) {
        return Nd4jBackend.class.getResource("/org/nd4j/linalg/" + backend + "/bindings/linux-x86_64" + extension)
                != null;
    }

    private static boolean hasAvx2() {
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        Path processors = Path.of("/proc/cpuinfo");
        if (!architecture.equals("amd64") && !architecture.equals("x86_64") || !Files.isReadable(processors)) {
            return false;
        }
        try {
            return Files.readString(processors).matches("(?s).*\\bavx2\\b.*");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        String library = usesOneDnn() ? " and oneDNN" : extension.equals(CUDNN) ? " and cuDNN" : "";
        return name + " with " + blas + library + ", " + threads + " thread(s)";
    }
}
