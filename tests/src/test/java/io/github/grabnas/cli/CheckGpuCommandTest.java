package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.grabnas.nn.dl4j.Nd4jBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                .containsPattern("gradients: [0-9.]+e-[0-9]+")
                .containsPattern("running statistics: [0-9.]+e-[0-9]+")
                .containsPattern("scores: [0-9.]+e-[0-9]+")
                .containsPattern("step 2: loss vector [0-9.]+, nd4j [0-9.]+")
                .containsPattern(
                        "nd4j +[0-9]+ images/s: the published recipe on 50000 images takes about [0-9.]+ hours");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--steps        | 1      | --steps 1: expected at least 2, as the first warms up",
                "--batch        | 20     | --batch 20: expected a multiple of 16",
                "--train-images | 255    | --train-images 255: expected at least 256, one batch of the recipe"
            })
    void an_option_that_makes_no_sense_is_wrong_usage_and_named_alone(String option, String value, String message) {
        assertThat(check(option, value)).isEqualTo(2);
        assertThat(err.toString())
                .contains("grabnas check-gpu: " + message + ";")
                .hasLineCount(1);
    }

    @Test
    void a_network_that_no_engine_can_hold_is_refused_in_words() {
        assertThat(check("--channels", "3800")).isEqualTo(1);
        assertThat(err.toString()).contains("grabnas: a network of ", " weights (C=3800, N=1)", "take fewer channels");
    }
}
