package io.github.grabnas.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

class DeepKernelSurrogateTest {

    @Test
    void a_target_has_three_tenths_of_the_noise_of_meta_training() throws IOException {
        MetaCheckpoint checkpoint = MetaCheckpoint.find("proxy", 0);
        DeepKernelSurrogate surrogate = DeepKernelSurrogate.withMeanDataset(checkpoint);
        // A tenth of the logarithm is kept.
        double ofTuples =
                Math.exp(10 * checkpoint.parameters().get("kernel.noise").get(0, 0));
        for (DeepKernelSurrogate one : List.of(
                surrogate,
                surrogate.withPriorMean(PriorMean.ZERO),
                surrogate.withConditioning(Conditioning.paper()),
                surrogate.inAnyUnit())) {
            assertThat(one.noise())
                    .isEqualTo(0.3 * checkpoint.model().noise(checkpoint.parameters()))
                    .isCloseTo(0.3 * ofTuples, within(1e-12));
        }
    }
}
