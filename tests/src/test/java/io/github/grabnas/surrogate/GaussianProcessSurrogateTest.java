package io.github.grabnas.surrogate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.gp.GaussianProcess;
import io.github.grabnas.gp.MarginalLikelihoodFit;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.OneHotOperations;
import io.github.grabnas.space.Operation;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/** What becomes of kernel and noise when observations arrive. */
class GaussianProcessSurrogateTest {

    private static final GaussianProcessSurrogate SURROGATE = new GaussianProcessSurrogate(new OneHotOperations());

    /** Different cells, the same ones first; convolutions are good, and something else matters besides. */
    private static List<Observation> observations(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Cell.ofIndex(1_301 * i % Cell.COUNT))
                .map(cell -> Observation.of(cell, 60 + 5 * cell.count(Operation.NOR_CONV_3X3) + cell.index() % 7))
                .toList();
    }

    @Test
    void update_keeps_kernel_and_noise() {
        GaussianProcessSurrogate.Posterior fitted = SURROGATE.condition(observations(12));
        GaussianProcess updated = SURROGATE.update(observations(15), fitted).process();
        assertThat(updated.observations()).isEqualTo(15);
        assertThat(updated.kernel()).isEqualTo(fitted.process().kernel());
        assertThat(updated.noiseVariance()).isEqualTo(fitted.process().noiseVariance());
        assertThat(SURROGATE.condition(observations(15)).process().kernel())
                .as("a fit gives another one")
                .isNotEqualTo(updated.kernel());
    }

    @Test
    void refit_goes_on_from_the_earlier_kernel_and_noise() {
        MarginalLikelihoodFit usual = MarginalLikelihoodFit.defaults();
        GaussianProcessSurrogate slow = SURROGATE.withFit(
                new MarginalLikelihoodFit(usual.variance(), usual.lengthScale(), usual.noise(), 0, 2, 0));
        List<Observation> observations = observations(12);
        GaussianProcessSurrogate.Posterior posterior = slow.condition(observations);
        double first = posterior.process().logMarginalLikelihood();
        for (int i = 0; i < 10; i++) {
            posterior = slow.refit(observations, posterior);
        }
        assertThat(posterior.process().logMarginalLikelihood())
                .as("two iterations do not reach the top, and eleven times two come closer")
                .isGreaterThan(first + 1e-6);
    }
}
