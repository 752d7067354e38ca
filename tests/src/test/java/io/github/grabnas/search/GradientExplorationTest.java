package io.github.grabnas.search;

import static io.github.grabnas.search.GrabNasSearches.ANSWERS_ALL;
import static io.github.grabnas.search.GrabNasSearches.FASHION;
import static io.github.grabnas.search.GrabNasSearches.KNOWLEDGE;
import static io.github.grabnas.search.GrabNasSearches.SPACE;
import static io.github.grabnas.search.GrabNasSearches.TABLE;
import static io.github.grabnas.search.GrabNasSearches.UNTRAINED;
import static io.github.grabnas.search.GrabNasSearches.explorations;
import static io.github.grabnas.search.GrabNasSearches.gradients;
import static io.github.grabnas.search.GrabNasSearches.problem;
import static io.github.grabnas.search.GrabNasSearches.search;
import static io.github.grabnas.search.GrabNasSearches.steps;
import static io.github.grabnas.search.GrabNasSearches.surrogate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.graph.DecodingRule;
import io.github.grabnas.search.GradientExploration.Outcome;
import io.github.grabnas.search.GradientExploration.Result;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import io.github.grabnas.space.GraphClassification;
import io.github.grabnas.space.GraphClassifier;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.space.UniqueCells;
import io.github.grabnas.surrogate.DeepKernelPosterior;
import io.github.grabnas.surrogate.MetaLearnedModels;
import io.github.grabnas.surrogate.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What a gradient exploration does in an iteration, and what becomes of it, on a table at proxy scale. */
class GradientExplorationTest {

    @Test
    void the_outcome_of_a_exploration_says_what_became_of_it_and_what_is_known_is_not_evaluated_again() {
        for (MetaLearnedModels models : List.of(KNOWLEDGE, UNTRAINED)) {
            GrabNas search = search(
                    new SearchProblem(SPACE, FASHION, 25, 1, models),
                    Map.of("warm-up", "0", "decoding", "sampled", "distinct", "false"));
            Set<Architecture> evaluated = new HashSet<>();
            Set<Outcome> seen = new HashSet<>();
            for (GrabNas.Step step : steps(search)) {
                step.trials().stream()
                        .filter(t -> t.origin() != CandidateSource.GRADIENT)
                        .forEach(t -> evaluated.add(t.architecture()));
                if (!(step instanceof GrabNas.Iteration iteration)) {
                    continue;
                }
                Result r = iteration.gradientExplorations().get(0);
                seen.add(r.outcome());
                assertThat(r.trials()).as("%s", r.outcome()).hasSize(r.outcome() == Outcome.EVALUATED ? 1 : 0);
                if (r.outcome() == Outcome.NO_BUDGET) {
                    assertThat(search.finished()).isTrue();
                    continue;
                }
                assertThat(r.outcome() == Outcome.INVALID)
                        .isEqualTo(r.classification() instanceof GraphClassification.Invalid);
                if (r.classification() instanceof GraphClassification.KnownCell known) {
                    assertThat(r.outcome() == Outcome.KNOWN).isEqualTo(evaluated.contains(known.cell()));
                    evaluated.add(known.cell());
                } else if (r.classification() instanceof GraphClassification.Novel novel) {
                    assertThat(r.outcome())
                            .isEqualTo(evaluated.add(novel.graph()) ? Outcome.UNANSWERED : Outcome.KNOWN);
                }
                r.trials()
                        .forEach(t -> assertThat(t.architecture())
                                .isEqualTo(((GraphClassification.KnownCell) r.classification()).cell()));
            }
            assertThat(seen).contains(models == KNOWLEDGE ? Outcome.EVALUATED : Outcome.UNANSWERED);
            assertThat(search.trials()).hasSize(25);
            assertThat(search.support().observations()).hasSize(25);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"encoded", "observed"})
    void an_ascent_begins_at_the_best_so_far_and_goes_up_the_gradient_of_the_posterior_mean_in_standardised_units(
            String from) {
        SearchSpace mediocre = new ExplicitSearchSpace(
                TABLE.ranking(ProxyDataset.FASHION.target()).subList(6000, 7000));
        GrabNas search = search(
                new SearchProblem(mediocre, FASHION, 20, 1, KNOWLEDGE),
                Map.of("refit-every", "1", "eta", "6", "steps", "3", "warm-up", "0", "ascend-from", from));
        Set<Boolean> asEncoded = new HashSet<>();
        int checked = 0;
        while (!search.finished()) {
            if (!(search.step() instanceof GrabNas.Iteration iteration)) {
                continue;
            }
            Result r = iteration.gradientExplorations().get(0);
            List<Observation> before = search.support()
                    .observations()
                    .subList(0, search.support().size() - r.trials().size());
            double best =
                    before.stream().mapToDouble(Observation::accuracy).max().orElseThrow();
            assertThat(r.start().accuracy()).isEqualTo(best);
            Observation finest = before.stream()
                    .filter(o -> o.accuracy() == best)
                    .findFirst()
                    .orElseThrow();
            Matrix encoded = surrogate(search.support().problem()).embed(List.of(finest.architecture()));
            assertThat(r.trajectory()).hasSize(4);
            assertThat(r.trajectory().get(0).embedding())
                    .isEqualTo(
                            from.equals("encoded")
                                    ? encoded
                                    : finest.embedding().orElseThrow());
            asEncoded.add(finest.embedding().orElseThrow().equals(encoded));
            DeepKernelPosterior model = surrogate(search.support().problem()).condition(before);
            double rate = 6 * Math.pow(model.neighbourDistance(), 2) / model.outputScale();
            for (int step = 1; step < 4; step++) {
                double[] at = r.trajectory().get(step - 1).embedding().row(0);
                double[] gradient = model.meanAndGradient(at).gradient();
                double[] to = r.trajectory().get(step).embedding().row(0);
                for (int j = 0; j < to.length; j++) {
                    assertThat(to[j]).isCloseTo(at[j] + rate * gradient[j], within(1e-9));
                }
                assertThat(r.trajectory().get(step).mean()).isCloseTo(model.mean(to), within(1e-9));
                checked++;
            }
        }
        assertThat(checked).isPositive();
        assertThat(asEncoded)
                .as("the best so far was decoded in some iteration")
                .contains(false);
    }

    @Test
    void a_decoded_architecture_is_observed_where_it_was_decoded_from_or_where_it_is_encoded() {
        for (boolean encoded : List.of(false, true)) {
            GrabNas search = search(
                    problem(25, 1),
                    Map.of(
                            "observe-at",
                            encoded ? "encoded" : "decoded",
                            "warm-up",
                            "0",
                            "continue-until-new",
                            "true",
                            "steps",
                            "10",
                            "eta",
                            "2000",
                            "decoding",
                            "argmax"));
            List<Result> evaluated = explorations(search).stream()
                    .filter(r -> r.outcome() == Outcome.EVALUATED)
                    .toList();
            assertThat(evaluated).isNotEmpty();
            for (Result r : evaluated) {
                Architecture found = r.trials().get(0).architecture();
                Observation o = search.support().observations().stream()
                        .filter(s -> s.architecture().equals(found))
                        .findFirst()
                        .orElseThrow();
                Matrix end = r.trajectory().get(r.trajectory().size() - 1).embedding();
                assertThat(o.embedding())
                        .contains(
                                encoded ? surrogate(search.support().problem()).embed(List.of(found)) : end);
                assertThat(KNOWLEDGE
                                .autoencoder(1)
                                .decode(end, new DecodingRule.Argmax())
                                .get(0))
                        .isEqualTo(r.graph());
            }
        }
    }

    @Test
    void walking_on_past_what_is_known_brings_more_evaluations_from_gradients() {
        GrabNas stopping =
                search(problem(30, 1), Map.of("warm-up", "0", "steps", "10", "eta", "0.3", "decoding", "argmax"));
        GrabNas walking = walking("40");
        assertThat(explorations(stopping))
                .isNotEmpty()
                .allMatch(r -> r.trajectory().size() == 11);
        List<Result> walks = explorations(walking);
        assertThat(walks)
                .allMatch(r -> r.trajectory().size() <= 51)
                .anyMatch(r -> r.trajectory().size() > 11);
        assertThat(walks)
                .filteredOn(r -> r.outcome() == Outcome.KNOWN)
                .allMatch(r -> r.trajectory().size() == 51);
        assertThat(gradients(walking.trials())).isGreaterThan(gradients(stopping.trials()));
    }

    private static GrabNas walking(String maxExtraSteps) {
        return search(
                problem(30, 1),
                Map.of(
                        "warm-up",
                        "0",
                        "continue-until-new",
                        "true",
                        "max-extra-steps",
                        maxExtraSteps,
                        "steps",
                        "10",
                        "eta",
                        "0.3",
                        "decoding",
                        "argmax"));
    }

    @Test
    void a_walk_that_meets_nothing_new_ends_after_its_last_extra_step() {
        List<Result> walks = explorations(walking("1"));
        assertThat(walks).allMatch(r -> r.trajectory().size() <= 12);
        assertThat(walks)
                .filteredOn(r -> r.outcome() == Outcome.KNOWN)
                .isNotEmpty()
                .allMatch(r -> r.trajectory().size() == 12);
    }

    @Test
    void the_nearest_neighbour_is_the_closest_cell_that_is_not_in_the_support_set() {
        GrabNas search = search(SearchMethod.GRABNAS_KNN, problem(18, 1), Map.of("warm-up", "0", "distinct", "false"));
        Set<Architecture> known = new HashSet<>();
        List<Architecture> cells = search.candidates().architectures();
        int checked = 0;
        for (GrabNas.Step step : steps(search)) {
            step.trials().stream()
                    .filter(t -> t.origin() != CandidateSource.GRADIENT)
                    .forEach(t -> known.add(t.architecture()));
            if (step instanceof GrabNas.Iteration iteration) {
                Result r = iteration.gradientExplorations().get(0);
                double[] end = r.trajectory()
                        .get(r.trajectory().size() - 1)
                        .embedding()
                        .row(0);
                Cell found = ((GraphClassification.KnownCell) r.classification()).cell();
                assertThat(known).doesNotContain(found);
                double distance = distance(search.embeddings().row(cells.indexOf(found)), end);
                assertThat(IntStream.range(0, cells.size()).filter(c -> !known.contains(cells.get(c))))
                        .allMatch(c -> distance(search.embeddings().row(c), end) >= distance - 1e-9);
                assertThat(r.outcome()).isEqualTo(r.trials().isEmpty() ? Outcome.NO_BUDGET : Outcome.EVALUATED);
                r.trials().forEach(t -> known.add(t.architecture()));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(5);
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(IntStream.range(0, a.length)
                .mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i]))
                .sum());
    }

    @Test
    void where_no_cell_is_left_the_nearest_neighbour_has_none() {
        List<Cell> same = SPACE.architectures().stream()
                .map(Cell.class::cast)
                .filter(c -> UniqueCells.representative(c).equals(Cell.ofIndex(0)))
                .toList();
        assertThat(same).hasSizeGreaterThan(3);
        GrabNas search = search(
                SearchMethod.GRABNAS_KNN,
                new SearchProblem(new ExplicitSearchSpace(same), FASHION, 50, 0, KNOWLEDGE),
                Map.of("warm-up", "0"));
        assertThat(explorations(search))
                .isNotEmpty()
                .allMatch(r -> r.outcome() == Outcome.NONE_LEFT && r.trials().isEmpty());
        assertThat(search.trials())
                .as("of nothing but equals, every cell is evaluated in the end")
                .hasSize(same.size());
    }

    @Test
    void a_novel_architecture_costs_nothing_where_a_table_is_asked_and_is_evaluated_where_it_can_be_trained() {
        Map<String, String> drawn = Map.of("warm-up", "0", "decoding", "sampled");
        GrabNas asksTable = search(new SearchProblem(SPACE, FASHION, 20, 1, UNTRAINED), drawn);
        List<Result> unanswered = explorations(asksTable).stream()
                .filter(r -> r.outcome() == Outcome.UNANSWERED)
                .toList();
        assertThat(unanswered)
                .isNotEmpty()
                .allMatch(r -> r.classification() instanceof GraphClassification.Novel
                        && r.trials().isEmpty());
        assertThat(asksTable.trials()).hasSize(20).allMatch(t -> t.architecture() instanceof Cell);

        GrabNas trains = search(new SearchProblem(SPACE, ANSWERS_ALL, 20, 1, UNTRAINED), drawn);
        List<Result> evaluated = explorations(trains).stream()
                .filter(r -> r.classification() instanceof GraphClassification.Novel)
                .toList();
        assertThat(evaluated).isNotEmpty().noneMatch(r -> r.outcome() == Outcome.UNANSWERED);
        assertThat(trains.trials())
                .hasSize(20)
                .anyMatch(t -> t.architecture() instanceof ArchitectureGraph && t.origin() == CandidateSource.GRADIENT);
    }

    @Test
    void graphs_are_read_by_their_node_types_where_it_is_asked_for() {
        Map<String, String> exact = Map.of("warm-up", "0", "decoding", "sampled");
        Map<String, String> sequence = new HashMap<>(exact);
        sequence.put("matching", "type-sequence");
        SearchProblem problem = new SearchProblem(SPACE, FASHION, 20, 1, UNTRAINED);
        assertThat(explorations(search(problem, exact)))
                .anyMatch(r -> r.classification() instanceof GraphClassification.Novel);
        List<Result> bySequence = explorations(search(problem, sequence));
        GraphClassifier classifier = new GraphClassifier(SPACE);
        assertThat(bySequence)
                .isNotEmpty()
                .allMatch(r -> r.classification().equals(classifier.classifyTypeSequence(r.graph())))
                .allMatch(r -> (r.classification() instanceof GraphClassification.Invalid)
                        == (r.outcome() == Outcome.INVALID));
        assertThat(bySequence)
                .filteredOn(r -> r.outcome() == Outcome.INVALID)
                .anyMatch(r -> ((GraphClassification.Invalid) r.classification()).reason()
                        == GraphClassification.Reason.NOT_A_CELL_SEQUENCE);
    }
}
