package io.github.grabnas.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class SupportSetTest {

    @ParameterizedTest
    @ValueSource(strings = {"tnas", "bo-onehot"})
    void to_look_at_the_posterior_after_every_step_changes_nothing_of_a_search(String method) {
        List<Trial> undisturbed = start(method).run();
        BayesianOptimization watched = start(method);
        while (!watched.finished()) {
            watched.step();
            double[] seen =
                    watched.support().posterior().predict(watched.candidates()).means();
            assertThat(watched.support()
                            .posterior()
                            .predict(watched.candidates())
                            .means())
                    .isEqualTo(seen);
        }
        assertThat(watched.trials()).isEqualTo(undisturbed);
    }

    private static BayesianOptimization start(String method) {
        return (BayesianOptimization) SearchMethod.of(method).start(GrabNasSearches.problem(22, 1));
    }
}
