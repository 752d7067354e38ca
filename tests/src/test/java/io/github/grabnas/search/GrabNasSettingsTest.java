package io.github.grabnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.grabnas.benchmark.Target;
import io.github.grabnas.evaluate.TabularEvaluator;
import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.gp.LogExpectedImprovement;
import io.github.grabnas.surrogate.Conditioning;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The settings of GraB-NAS by name: what they do, and what is refused. */
class GrabNasSettingsTest {

    private static final FewPriorObservations KNOWLEDGE = new FewPriorObservations();

    private static SearchProblem problem(int budget, long seed) throws IOException {
        Stream<Cell> few = IntStream.range(0, Cell.COUNT / 9).mapToObj(i -> Cell.ofIndex(9 * i));
        ExplicitSearchSpace space = new ExplicitSearchSpace(Stream.concat(few, KNOWLEDGE.surrogate(seed).initialCells().stream()).toList());
        return new SearchProblem(space, new TabularEvaluator(BenchmarkSuite.EMBEDDED.table(), Target.MICRO_DIGITS), budget, seed, KNOWLEDGE);
    }

    private static GrabNas search(SearchProblem problem, Map<String, String> settings) {
        return (GrabNas) SearchMethod.GRABNAS.start(problem, settings);
    }

    @ParameterizedTest
    @CsvSource({"iterations, 3", "initial, 2", "initial-by, raw", "warm-up, 1", "ascend-from, observed", "eta, 12.5", "steps, 2", "refinement, both",
            "acquisition, ucb", "dataset, false", "knowledge, kernel-only", "deviations, fused", "refit, true", "refit-every, 2",
            "decoding, sampled", "reading, type-sequence", "proposals, 4", "walk-on, true", "walk-on-steps, 3", "observe-at, encoded",
            "distinct, false"})
    void every_setting_is_taken_by_name(String name, String value) throws IOException {
        GrabNas search = search(problem(8, 1), Map.of(name, value));
        assertThat(search.run()).hasSize(8);
        assertThatIllegalArgumentException().isThrownBy(() -> search(problem(8, 1), Map.of(name, "?")))
                .withMessageContaining(name + "=?");
    }

    @Test
    void settings_do_what_their_names_say() throws IOException {
        Map<String, String> all = Map.of("iterations", "4", "initial", "2", "warm-up", "1", "eta", "10", "steps", "2",
                "refinement", "both", "acquisition", "logei", "deviations", "fused", "refit", "false", "dataset", "false");
        GrabNas search = search(problem(100, 1), all);
        List<GrabNas.Step> steps = new ArrayList<>();
        while (!search.finished()) {
            steps.add(search.step());
        }
        assertThat(steps).hasSize(2 + 4);
        assertThatIllegalStateException().isThrownBy(search::step).withMessageContaining("finished after 4 iterations");
        GrabNas.Iteration last = (GrabNas.Iteration) steps.get(5);
        assertThat(last.refinements().stream().map(Refinement::by))
                .containsExactly(Refinement.By.DECODER, Refinement.By.NEAREST_NEIGHBOUR);
        assertThat(last.refinements()).allMatch(r -> r.path().size() == 3);
        assertThat(last.acquisition()).isInstanceOf(LogExpectedImprovement.class);
        assertThat(last.model().conditioning()).isEqualTo(Conditioning.paper());
        assertThat(search.candidates().surrogate().datasetEmbedding()).containsOnly(0);
        assertThat(new GrabNas(problem(5, 1)).candidates().surrogate().datasetEmbedding()).doesNotContain(0);
    }

    @Test
    void unknown_settings_and_values_out_of_range_are_refused_with_what_was_expected() throws IOException {
        SearchProblem problem = problem(10, 0);
        Map<Map<String, String>, String> messages = Map.of(
                Map.of("colour", "red"), "method 'grabnas' has no setting 'colour'; expected one of "
                        + "acquisition, ascend-from, dataset, decoding, deviations, distinct, eta, initial, initial-by, iterations, knowledge, "
                        + "observe-at, proposals, reading, refinement, refit, refit-every, steps, walk-on, walk-on-steps, warm-up",
                Map.of("eta", "0"), "eta 0.0, steps 40: expected a positive rate",
                Map.of("steps", "0"), "steps 0: expected a positive rate and at least 1 step",
                Map.of("initial", "0"), "initial 0", Map.of("iterations", "0"), "iterations 0", Map.of("warm-up", "-1"), "warm-up -1",
                Map.of("refit-every", "0"), "refit-every 0", Map.of("walk-on-steps", "-2"), "walk-on steps -2",
                Map.of("refit", "false"), "take FUSED, or refit",
                Map.of("refinement", "none"), "refinement=none: expected one of both, decoder, knn");
        assertThatIllegalArgumentException().isThrownBy(() -> search(problem, Map.of("proposals", "0")))
                .withMessageContaining("proposals 0").withMessageContaining("at least 1 iteration, initial cell and proposal");
        messages.forEach((settings, message) -> assertThatIllegalArgumentException().as("%s", settings)
                .isThrownBy(() -> SearchMethod.GRABNAS.start(problem, settings)).withMessageContaining(message));
    }
}
