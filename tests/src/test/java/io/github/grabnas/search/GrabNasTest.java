package io.github.grabnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.evaluate.TabularEvaluator;
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
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.PrunedSearchSpace;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.space.UniqueCells;
import io.github.grabnas.surrogate.DeepKernelPosterior;
import io.github.grabnas.surrogate.DeepKernelSurrogate;
import io.github.grabnas.surrogate.MetaLearnedModels;
import io.github.grabnas.surrogate.Observation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Algorithm 1, line by line, with shipped networks on MicroBench's table. */
class GrabNasTest {

    private static final MetaLearnedModels KNOWLEDGE = new FewPriorObservations();
    private static final MetaLearnedModels UNTRAINED = FewPriorObservations.withUntrainedDecoder();
    /** Every ninth cell, and those with which a search begins. */
    private static final SearchSpace SPACE = new ExplicitSearchSpace(Stream.concat(
                    IntStream.range(0, Cell.COUNT / 9).mapToObj(i -> Cell.ofIndex(9 * i)),
                    IntStream.range(0, 3).mapToObj(KNOWLEDGE::surrogate).flatMap(c -> c.initialCells().stream()))
            .toList());

    private static BenchmarkTable table;
    private static ArchitectureEvaluator digits;

    /** Answers for whatever can be trained, by the number of its nodes and operations. */
    private static final ArchitectureEvaluator ANSWERS_ALL = new ArchitectureEvaluator() {
        @Override
        public Evaluation evaluate(Architecture architecture) {
            return new Evaluation.Measured(50
                    + architecture.graph().nodeCount()
                    + architecture.graph().edges().size() % 7);
        }

        @Override
        public String target() {
            return "all";
        }
    };

    @BeforeAll
    static void read() throws IOException {
        table = BenchmarkSuite.EMBEDDED.table();
        digits = new TabularEvaluator(table, Target.MICRO_DIGITS);
    }

    private static SearchProblem problem(int budget, long seed) {
        return new SearchProblem(SPACE, digits, budget, seed, KNOWLEDGE);
    }

    private static DeepKernelSurrogate surrogate(SearchProblem problem) {
        return SurrogateSettings.defaults().surrogate(problem);
    }

    private static GrabNas search(SearchMethod method, SearchProblem problem, Map<String, String> settings) {
        return (GrabNas) method.start(problem, settings);
    }

    private static GrabNas search(SearchProblem problem, Map<String, String> settings) {
        return search(SearchMethod.GRABNAS, problem, settings);
    }

    private static List<GrabNas.Step> steps(GrabNas search) {
        List<GrabNas.Step> steps = new ArrayList<>();
        while (!search.finished()) {
            steps.add(search.step());
        }
        return steps;
    }

    private static List<GrabNas.Iteration> iterations(GrabNas search) {
        return steps(search).stream()
                .filter(GrabNas.Iteration.class::isInstance)
                .map(GrabNas.Iteration.class::cast)
                .toList();
    }

    private static List<Result> explorations(GrabNas search) {
        return iterations(search).stream()
                .flatMap(i -> i.gradientExplorations().stream())
                .toList();
    }

    private static long gradients(List<Trial> trials) {
        return trials.stream()
                .filter(t -> t.origin() == CandidateSource.GRADIENT)
                .count();
    }

    @Test
    void the_same_seed_gives_the_same_trials_and_the_budget_is_what_it_spends() {
        List<Trial> trials = new GrabNas(problem(20, 2)).run();
        assertThat(trials).hasSize(20);
        assertThat(trials.stream().map(Trial::architecture)).doesNotHaveDuplicates();
        assertThat(new GrabNas(problem(20, 2)).run()).isEqualTo(trials);
        assertThat(new GrabNas(problem(20, 3)).run()).isNotEqualTo(trials);
        GrabNas finished = new GrabNas(problem(6, 2));
        finished.run();
        assertThatIllegalStateException()
                .isThrownBy(finished::step)
                .withMessageContaining("finished after 6 evaluations");
    }

    @ParameterizedTest
    @CsvSource({"effect, 5", "raw, 5", "effect, 3"})
    void it_begins_with_the_first_cells_of_the_checkpoint(String by, int count) {
        GrabNas search = search(
                new SearchProblem(new NasBench201(), digits, count + 1, 1, KNOWLEDGE),
                Map.of("initial-by", by, "initial", Integer.toString(count)));
        List<Cell> expected = by.equals("raw")
                ? KNOWLEDGE.surrogate(1).rawInitialCells()
                : KNOWLEDGE.surrogate(1).initialCells();
        List<Trial> trials = search.run();
        assertThat(trials.subList(0, count)).allMatch(t -> t.origin() == CandidateSource.INITIAL);
        assertThat(trials.subList(0, count).stream().map(t -> (Cell) t.architecture()))
                .isEqualTo(expected.subList(0, count));
        assertThat(trials.get(count).origin()).isEqualTo(CandidateSource.BO);
    }

    @Test
    void what_bayesian_optimisation_chooses_maximises_the_acquisition_function_over_cells_that_were_not_asked_for() {
        GrabNas search = search(problem(14, 1), Map.of("distinct", "false"));
        Set<Architecture> evaluated = new HashSet<>();
        for (GrabNas.Step step : steps(search)) {
            if (step instanceof GrabNas.Iteration i) {
                List<Architecture> cells = search.candidates().architectures();
                assertThat(i.choice().acquisitionAt(cells.indexOf(i.choice().architecture())))
                        .isEqualTo(i.choice().value());
                assertThat(IntStream.range(0, cells.size()).filter(c -> !evaluated.contains(cells.get(c))))
                        .allMatch(c -> i.choice().acquisitionAt(c) <= i.choice().value());
                assertThat(evaluated).doesNotContain(i.choice().architecture());
            }
            step.trials().forEach(t -> evaluated.add(t.architecture()));
        }
    }

    @Test
    void bayesian_optimisation_stays_within_a_pruned_space_and_a_gradient_step_can_leave_it() {
        SearchSpace pruned = new PrunedSearchSpace(table.ranking(Target.MICRO_DIGITS), 10);
        List<Trial> whole = new GrabNas(new SearchProblem(pruned, digits, 20, 0, KNOWLEDGE)).run();
        assertThat(whole)
                .filteredOn(t -> t.origin() != CandidateSource.GRADIENT)
                .isNotEmpty()
                .allMatch(t -> pruned.contains(t.architecture()));
        List<Trial> sparse = search(problem(30, 0), Map.of("continue-until-new", "true", "warm-up", "0"))
                .run();
        assertThat(sparse)
                .filteredOn(t -> t.origin() != CandidateSource.GRADIENT)
                .allMatch(t -> SPACE.contains(t.architecture()));
        assertThat(sparse)
                .filteredOn(t -> t.origin() == CandidateSource.GRADIENT)
                .anyMatch(t -> !(t.architecture() instanceof Cell cell && SPACE.contains(cell)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void the_first_iterations_are_without_exploration_and_every_later_one_has_one(int warmUp) {
        for (GrabNas.Iteration i : iterations(search(problem(16, 1), Map.of("warm-up", Integer.toString(warmUp))))) {
            assertThat(i.explorations()).as("iteration %d", i.number()).hasSize(i.number() <= warmUp ? 0 : 1);
        }
    }

    @Test
    void tnas_is_the_same_search_without_gradient_trials() {
        List<BayesianOptimization.Step> tnas = new ArrayList<>();
        BayesianOptimization loop = (BayesianOptimization) SearchMethod.TNAS.start(problem(16, 1));
        while (!loop.finished()) {
            tnas.add(loop.step());
        }
        assertThat(tnas).hasSize(16);
        assertThat(tnas.subList(5, 16)).allMatch(BayesianOptimization.Iteration.class::isInstance);
        List<GrabNas.Iteration> grabnas = iterations(search(problem(16, 1), Map.of("warm-up", "4")));
        for (int i = 0; i < 4; i++) {
            assertThat(grabnas.get(i).trials()).isEqualTo(tnas.get(5 + i).trials());
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.TNAS.start(problem(10, 0), Map.of("eta", "1")))
                .withMessageContaining("method 'tnas' has no setting 'eta'");
    }

    @Test
    void the_outcome_of_a_exploration_says_what_became_of_it_and_what_is_known_is_not_evaluated_again() {
        for (MetaLearnedModels models : List.of(KNOWLEDGE, UNTRAINED)) {
            GrabNas search = search(
                    new SearchProblem(SPACE, digits, 25, 1, models),
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
        SearchSpace mediocre =
                new ExplicitSearchSpace(table.ranking(Target.MICRO_DIGITS).subList(6000, 7000));
        GrabNas search = search(
                new SearchProblem(mediocre, digits, 20, 1, KNOWLEDGE),
                Map.of("refit-every", "1", "eta", "2000", "steps", "3", "warm-up", "0", "ascend-from", from));
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
            for (int step = 1; step < 4; step++) {
                double[] at = r.trajectory().get(step - 1).embedding().row(0);
                double[] gradient = model.meanAndGradient(at).gradient();
                double[] to = r.trajectory().get(step).embedding().row(0);
                for (int j = 0; j < to.length; j++) {
                    assertThat(to[j]).isCloseTo(at[j] + 2000 * gradient[j] / model.outputScale(), within(1e-9));
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
                search(problem(30, 1), Map.of("warm-up", "0", "steps", "10", "eta", "2000", "decoding", "argmax"));
        GrabNas walking = search(
                problem(30, 1),
                Map.of(
                        "warm-up",
                        "0",
                        "continue-until-new",
                        "true",
                        "max-extra-steps",
                        "40",
                        "steps",
                        "10",
                        "eta",
                        "2000",
                        "decoding",
                        "argmax"));
        assertThat(explorations(stopping)).allMatch(r -> r.trajectory().size() == 11);
        List<Result> walks = explorations(walking);
        assertThat(walks)
                .allMatch(r -> r.trajectory().size() <= 51)
                .anyMatch(r -> r.trajectory().size() > 11);
        assertThat(walks)
                .filteredOn(r -> r.outcome() == Outcome.KNOWN)
                .allMatch(r -> r.trajectory().size() == 51);
        assertThat(gradients(walking.trials())).isGreaterThan(gradients(stopping.trials()));
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
                new SearchProblem(new ExplicitSearchSpace(same), digits, 50, 0, KNOWLEDGE),
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
        GrabNas asksTable = search(new SearchProblem(SPACE, digits, 20, 1, UNTRAINED), drawn);
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
        SearchProblem problem = new SearchProblem(SPACE, digits, 20, 1, UNTRAINED);
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

    @Test
    void cells_that_the_benchmark_counts_as_the_same_are_evaluated_once() {
        Map<String, String> walking = Map.of("continue-until-new", "true", "warm-up", "0", "exploration", "both");
        List<Trial> distinct = search(problem(40, 2), walking).run();
        assertThat(distinct).hasSize(40);
        assertThat(distinct.stream().map(t -> UniqueCells.representative((Cell) t.architecture())))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tnas", "grabnas", "grabnas-knn"})
    void a_problem_without_knowledge_is_refused(String method) {
        SearchProblem without = new SearchProblem(SPACE, digits, 10, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.of(method).start(without))
                .withMessageContaining("meta-trained on other datasets")
                .withMessageContaining("PretrainedModels.of(target)");
    }
}
