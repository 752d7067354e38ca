package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.grabnas.nn.dl4j.Nd4jBackend;
import org.junit.jupiter.api.Test;

import java.io.StringWriter;

/** {@code grabnas check-gpu}. */
class CheckGpuCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int check(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "check-gpu";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandRun.status(out, err, all);
    }

    @Test
    void without_a_gpu_it_says_so_and_compares_the_engines_on_the_processor() {
        assumeFalse(Nd4jBackend.hasCuda(), "this machine has a GPU");
        assertThat(check("--channels", "4", "--cells", "1", "--steps", "2", "--batch", "16"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("ND4J runs on CPU", "There is no GPU in use", "mvn -Pcuda", "the engines agree")
                .containsPattern("step 2: loss vector [0-9.]+, nd4j [0-9.]+")
                .containsPattern(
                        "nd4j +[0-9]+ images/s: the published recipe on 50000 images takes about [0-9.]+ hours");
    }

    @Test
    void a_single_step_or_a_batch_that_is_no_multiple_of_16_is_wrong_usage() {
        assertThat(check("--steps", "1")).isEqualTo(2);
        assertThat(check("--batch", "20")).isEqualTo(2);
        assertThat(err.toString()).contains("expected at least 2 steps, a batch that is a multiple of 16");
    }
}
