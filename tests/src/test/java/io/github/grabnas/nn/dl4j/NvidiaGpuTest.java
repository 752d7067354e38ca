package io.github.grabnas.nn.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** Which GPUs ND4J's library for CUDA has machine code for. */
class NvidiaGpuTest {

    private static final NvidiaGpu A100 = new NvidiaGpu("NVIDIA A100-SXM4-40GB", 8, 0);
    private static final NvidiaGpu LATEST = new NvidiaGpu("A name, with a comma", 12, 0);
    private static final NvidiaGpu H200 = new NvidiaGpu("NVIDIA H200", 9, 0);

    @ParameterizedTest(name = "{0}.{1} ({3}): {2}")
    @CsvSource({
        "3, 5, false, Tesla K40",
        "3, 7, true, Tesla K80",
        "5, 2, true, GTX 980",
        "6, 1, true, GTX 1080",
        "7, 5, true, RTX 2080",
        "8, 0, true, A100",
        "8, 9, true, RTX 4090",
        "9, 0, false, H100",
        "10, 0, false, B200",
        "12, 0, false, RTX 5090"
    })
    void it_runs_from_kepler_to_ada(int major, int minor, boolean runs, String name) {
        assertThat(new NvidiaGpu(name, major, minor).runsNd4j()).isEqualTo(runs);
    }

    @Test
    void a_line_of_the_driver_s_list_is_read_and_any_other_passed_over() {
        assertThat(NvidiaGpu.parse("NVIDIA H200, 9.0")).contains(H200);
        assertThat(NvidiaGpu.parse(" A name, with a comma, 12.0 ")).contains(LATEST);
        assertThat(NvidiaGpu.parse("Field \"compute_cap\" is not a valid field to query."))
                .isEmpty();
        assertThat(NvidiaGpu.parse("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver."))
                .isEmpty();
        assertThat(NvidiaGpu.parse("")).isEmpty();
    }

    @Test
    void the_program_s_lines_become_gpus_and_a_missing_program_none() {
        assertThat(NvidiaGpu.listedBy("echo", "NVIDIA H200, 9.0\nno GPU\nNVIDIA A100-SXM4-40GB, 8.0"))
                .containsExactly(H200, A100);
        assertThat(NvidiaGpu.listedBy("there-is-no-such-program")).isEmpty();
    }

    @Test
    void a_machine_is_refused_if_none_of_its_gpus_runs_nd4j() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Nd4jBackend.requireGpu(List.of(H200, H200)))
                .withMessageStartingWith("ND4J's CUDA backend does not run on NVIDIA H200 (compute capability 9.0): ")
                .withMessageContaining("compute capability 3.7 and 5.0 to 8.9 only")
                .withMessageContaining("build without -Pcuda");
        assertThatCode(() -> Nd4jBackend.requireGpu(List.of(H200, A100))).doesNotThrowAnyException();
        assertThatCode(() -> Nd4jBackend.requireGpu(List.of()))
                .as("whether there is a GPU is not known")
                .doesNotThrowAnyException();
    }

    @Test
    void a_negative_capability_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NvidiaGpu("GPU", -1, 0))
                .withMessageContaining("GPU: compute capability -1.0");
    }

    @Test
    void an_interrupt_does_not_make_the_list_empty_and_is_not_lost() {
        Thread.currentThread().interrupt();
        assertThat(NvidiaGpu.listedBy("echo", "NVIDIA H200, 9.0")).containsExactly(H200);
        assertThat(Thread.interrupted()).isTrue();
    }
}
