package io.github.grabnas.nn.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Which native library is loaded. */
class Nd4jBackendTest {

    /** Starts ND4J, and prints which library the system property asks for, whether it could be loaded or not. */
    public static final class Start {

        private Start() {}

        public static void main(String[] arguments) {
            try {
                Nd4jBackend.start();
            } catch (Exception | LinkageError notLoaded) {
                System.out.println("not loaded");
            }
            System.out.println("asked for " + System.getProperty(Nd4jBackend.EXTENSION));
        }
    }

    private static boolean hasAvx2() throws IOException {
        return System.getProperty("os.arch").equals("amd64")
                && Files.readString(Path.of("/proc/cpuinfo")).contains("avx2");
    }

    @Test
    void on_linux_with_avx2_the_library_with_onednn_is_chosen() throws IOException {
        assumeTrue(hasAvx2(), "this processor has no AVX2");
        Nd4jBackend backend = Nd4jBackend.start();
        assertThat(backend.usesOneDnn()).isTrue();
        assertThat(Files.readString(Path.of("/proc/self/maps")))
                .as("the libraries in memory")
                .contains("onednn-avx2");
        assertThat(backend.threads()).isPositive();
    }

    /**
     * No jar holds this variant, so that it cannot be loaded; the test is whether another one is asked for in its
     * place.
     */
    @Test
    void a_variant_that_the_user_names_is_not_replaced(@TempDir Path folder) throws Exception {
        assumeTrue(hasAvx2(), "this processor has no AVX2");
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-D" + Nd4jBackend.EXTENSION + "=-of-the-user",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Start.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(output)).contains("asked for -of-the-user");
    }
}
