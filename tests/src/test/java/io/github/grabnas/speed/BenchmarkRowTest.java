package io.github.grabnas.speed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.OptionalDouble;

class BenchmarkRowTest {

    @Test
    void a_ratio_is_how_many_times_as_fast_ours_is_whether_times_or_rates_were_measured() {
        assertThat(BenchmarkRow.time("posterior", "ms", 4, "scikit-learn", OptionalDouble.of(10))
                        .csv())
                .isEqualTo("\"posterior\",ms,4,\"scikit-learn\",10,2.5");
        assertThat(BenchmarkRow.rate("step, small", "images/s", 300.04, "PyTorch", OptionalDouble.of(100))
                        .csv())
                .isEqualTo("\"step, small\",images/s,300,\"PyTorch\",100,3");
        assertThat(BenchmarkRow.rate("step", "images/s", 3e5, "PyTorch", OptionalDouble.empty())
                        .csv())
                .isEqualTo("\"step\",images/s,300000,\"PyTorch\",,");
    }

    @Test
    void what_the_scripts_print_ends_in_a_number_with_or_without_a_unit() {
        assertThat(PythonReference.last("C=16 N=5 32x32 113 images/s")).hasValue(113);
        assertThat(PythonReference.last("PyTorch 2294 candidates/hour")).hasValue(2294);
        assertThat(PythonReference.last("0.301")).hasValue(0.301);
        assertThat(PythonReference.last("12.31 56.02")).hasValue(56.02);
        assertThat(PythonReference.last("no number")).isEmpty();
    }
}
