package io.github.grabnas.nn.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class Nd4jBackendTest {

    private static Nd4jBackend backend;

    @BeforeAll
    static void start() {
        backend = Nd4jBackend.start();
    }

    @Test
    void on_linux_with_avx2_the_library_with_onednn_is_chosen() throws IOException {
        assumeTrue(System.getProperty("os.arch").equals("amd64") && Files.readString(Path.of("/proc/cpuinfo")).contains("avx2"),
                "this processor has no AVX2");
        assertThat(backend.usesOneDnn()).isTrue();
        assertThat(Files.readString(Path.of("/proc/self/maps"))).as("what is loaded").contains("onednn-avx2");
        assertThat(backend.threads()).isPositive();
    }

    @Test
    void a_matrix_product_equals_plain_loops() {
        INDArray a = Nd4j.rand(DataType.DOUBLE, 7, 5);
        INDArray b = Nd4j.rand(DataType.DOUBLE, 5, 3);
        INDArray product = a.mmul(b);
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 3; j++) {
                double sum = 0;
                for (int k = 0; k < 5; k++) {
                    sum += a.getDouble(i, k) * b.getDouble(k, j);
                }
                assertThat(product.getDouble(i, j)).isCloseTo(sum, within(1e-12));
            }
        }
    }
}
