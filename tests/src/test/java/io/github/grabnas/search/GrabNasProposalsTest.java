package io.github.grabnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.evaluate.TabularEvaluator;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.search.GradientExploration.Outcome;
import io.github.grabnas.search.GradientExploration.Result;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import io.github.grabnas.space.GraphClassification;
import io.github.grabnas.surrogate.Conditioning;
import io.github.grabnas.surrogate.DeepKernelSurrogate;
import io.github.grabnas.surrogate.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Several iterates of an ascent are decoded, and the one with the highest posterior mean is evaluated. */
class GrabNasProposalsTest {

    private static final FewPriorObservations KNOWLEDGE = new FewPriorObservations();

    private static GrabNas search(String method, Map<String, String> settings) throws IOException {
        Stream<Cell> few = IntStream.range(0, Cell.COUNT / 9).mapToObj(i -> Cell.ofIndex(9 * i));
        ExplicitSearchSpace space =
                new ExplicitSearchSpace(Stream.concat(few, KNOWLEDGE.surrogate(1).initialCells().stream())
                        .toList());
        Map<String, String> all =
                new HashMap<>(Map.of("warm-up", "0", "steps", "10", "eta", "500", "distinct", "false"));
        all.putAll(settings);
        return (GrabNas) SearchMethod.of(method)
                .start(
                        new SearchProblem(
                                space,
                                new TabularEvaluator(BenchmarkSuite.PROXY.table(), ProxyDataset.FASHION.target()),
                                25,
                                1,
                                KNOWLEDGE),
                        all);
    }

    /** The explorations of a whole search, of which there are some. */
    private static List<Result> explorations(GrabNas search) {
        List<Result> all = new ArrayList<>();
        while (!search.finished()) {
            if (search.step() instanceof GrabNas.Iteration iteration) {
                all.addAll(iteration.gradientExplorations());
            }
        }
        assertThat(all).isNotEmpty();
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"grabnas", "grabnas-knn"})
    void iterates_at_even_distances_up_to_the_end_are_decoded(String method) throws IOException {
        for (Result r : explorations(search(method, Map.of("proposals", "5")))) {
            assertThat(r.candidates().stream().map(DecodedCandidate::iterate)).containsExactly(2, 4, 6, 8, 10);
        }
        for (Result r : explorations(search(method, Map.of("proposals", "1")))) {
            assertThat(r.candidates().stream().map(DecodedCandidate::iterate))
                    .as("as in the paper")
                    .containsExactly(10);
            assertThat(r.chosen()).isEqualTo(r.candidates().get(0));
        }
        for (Result r : explorations(search(method, Map.of()))) {
            assertThat(r.candidates().stream().map(DecodedCandidate::iterate))
                    .as("by default a hundred, of ten steps and the start")
                    .hasSize(100)
                    .isSorted()
                    .startsWith(0)
                    .endsWith(10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grabnas", "grabnas-knn"})
    void the_new_candidate_with_the_highest_posterior_mean_is_evaluated_and_observed_where_it_was_decoded_from(
            String method) throws IOException {
        // Without refits a posterior depends on the observations alone, and not on the fits before.
        GrabNas search = search(method, Map.of("proposals", "30", "refit", "false", "residual-features", "fused"));
        Set<Architecture> evaluated = new HashSet<>();
        int choices = 0;
        while (!search.finished()) {
            GrabNas.Step step = search.step();
            step.trials().stream()
                    .filter(t -> t.origin() != CandidateSource.GRADIENT)
                    .forEach(t -> evaluated.add(t.architecture()));
            if (!(step instanceof GrabNas.Iteration iteration)) {
                continue;
            }
            Result r = iteration.gradientExplorations().get(0);
            for (DecodedCandidate p : r.candidates()) {
                assertThat(p.known())
                        .isEqualTo(p.architecture().map(evaluated::contains).orElse(false));
                assertThat(p.isNew()).isEqualTo(p.architecture().isPresent() && !p.known());
            }
            List<DecodedCandidate> fresh =
                    r.candidates().stream().filter(DecodedCandidate::isNew).toList();
            if (r.outcome() == Outcome.EVALUATED) {
                assertThat(r.chosen())
                        .isEqualTo(fresh.stream()
                                .max(Comparator.comparingDouble(
                                        p -> p.expected().orElseThrow()))
                                .orElseThrow());
                Architecture found = r.trials().get(0).architecture();
                assertThat(r.chosen().architecture()).contains(found);
                List<Observation> before = search.support()
                        .observations()
                        .subList(0, search.support().size() - 1);
                Observation last = search.support().observations().get(before.size());
                assertThat(last.embedding())
                        .contains(r.trajectory().get(r.chosen().iterate()).embedding());
                DeepKernelSurrogate surrogate = SurrogateSettings.defaults()
                        .withConditioning(Conditioning.paper())
                        .surrogate(search.support().problem());
                Matrix encoded = surrogate.embed(List.of(found));
                assertThat(surrogate.condition(before).mean(encoded.row(0)))
                        .isCloseTo(r.chosen().expected().orElseThrow(), within(1e-9));
                choices += fresh.stream()
                                        .map(DecodedCandidate::architecture)
                                        .distinct()
                                        .count()
                                > 1
                        ? 1
                        : 0;
                evaluated.add(found);
            } else {
                // A table has no answer for a graph that is no cell.
                assertThat(fresh.isEmpty())
                        .isEqualTo(r.outcome() != Outcome.NO_BUDGET && r.outcome() != Outcome.UNANSWERED);
            }
        }
        assertThat(choices).as("explorations with something to choose").isPositive();
    }

    @Test
    void more_proposals_bring_more_evaluations_from_gradients() throws IOException {
        long one = explorations(search("grabnas", Map.of("eta", "100", "proposals", "1"))).stream()
                .filter(r -> r.outcome() == Outcome.EVALUATED)
                .count();
        long many = explorations(search("grabnas", Map.of("eta", "100", "proposals", "30"))).stream()
                .filter(r -> r.outcome() == Outcome.EVALUATED)
                .count();
        assertThat(many).isGreaterThan(one);
    }

    @Test
    void a_rate_that_leads_beyond_all_numbers_ends_the_path_and_not_the_search() throws IOException {
        GrabNas search = search("grabnas", Map.of("eta", "1e200"));
        List<Result> explorations = explorations(search);
        assertThat(search.trials()).hasSize(25);
        assertThat(explorations)
                .isNotEmpty()
                .anyMatch(r -> r.trajectory().size() < 11)
                .allSatisfy(r -> {
                    assertThat(r.trajectory()).allMatch(p -> Double.isFinite(p.mean()));
                    assertThat(r.classification()).isNotInstanceOf(GraphClassification.Invalid.class);
                });
    }
}
