package io.github.grabnas.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.search.CandidateSource;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class AnytimeCurveTest {

    private static SearchRun run(double... bestSoFar) {
        List<Trial> trials = new ArrayList<>();
        for (double best : bestSoFar) {
            trials.add(new Trial(trials.size() + 1, Cell.ofIndex(trials.size()), CandidateSource.RANDOM, best, best));
        }
        return new SearchRun("method", "cifar10", 0, 0, trials, 0.5);
    }

    @Test
    void each_point_summarises_all_searches_and_a_shorter_one_keeps_its_last_value() {
        AnytimeCurve curve = AnytimeCurve.of(List.of(run(90, 94), run(92, 92, 95)));
        assertThat(curve.method()).isEqualTo("method");
        assertThat(curve.bestSoFar()).hasSize(3);
        assertThat(curve.bestSoFar()).extracting(s -> s.mean()).containsExactly(91.0, 93.0, 94.5);
        assertThat(curve.bestSoFar().get(0).standardDeviation()).isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(curve.bestSoFar().get(2).max()).isEqualTo(95);
    }

    @Test
    void of_no_searches_there_is_none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnytimeCurve.of(List.of()))
                .withMessageContaining("at least one");
    }
}
