package io.github.grabnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.Operation;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.surrogate.MetaLearnedModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What all searches promise, and what sets each apart. */
class ArchitectureSearchTest {

    private static final MetaLearnedModels KNOWLEDGE = new FewPriorObservations();
    private static final SearchSpace THOUSAND = new ExplicitSearchSpace(
            IntStream.range(0, 1_000).mapToObj(i -> Cell.ofIndex(15 * i)).toList());

    static List<SearchMethod> allButMetaD2a() {
        return SearchMethod.all().stream()
                .filter(m -> m != SearchMethod.METAD2A && !m.needsImages())
                .toList();
    }

    /**
     * MetaD2A and GraB-NAS generate graphs, which may lie outside the space; their own tests say what becomes of them.
     */
    static List<SearchMethod> thoseThatStayWithinTheSpace() {
        return allButMetaD2a().stream().filter(m -> m != SearchMethod.GRABNAS).toList();
    }

    private static SearchProblem problem(SearchSpace space, ArchitectureEvaluator evaluator, int budget, long seed) {
        return new SearchProblem(space, evaluator, budget, seed, KNOWLEDGE);
    }

    private static SearchProblem problem(SearchSpace space, int budget, long seed) {
        return problem(space, new MadeUpEvaluator(), budget, seed);
    }

    @ParameterizedTest
    @MethodSource("allButMetaD2a")
    void the_budget_is_spent_on_distinct_cells_and_best_so_far_never_falls(SearchMethod method) {
        MadeUpEvaluator evaluator = new MadeUpEvaluator();
        ArchitectureSearch search = method.start(problem(THOUSAND, evaluator, 40, 3));
        List<Trial> trials = search.run();
        assertThat(trials).hasSize(40);
        assertThat(evaluator.answered).isEqualTo(40);
        assertThat(trials.stream().map(Trial::architecture).distinct()).hasSize(40);
        double best = 0;
        for (int i = 0; i < trials.size(); i++) {
            best = Math.max(best, trials.get(i).accuracy());
            assertThat(trials.get(i).evaluation()).isEqualTo(i + 1);
            assertThat(trials.get(i).bestSoFar()).isEqualTo(best);
        }
        assertThatIllegalStateException()
                .isThrownBy(search::step)
                .withMessageContaining("finished after 40 evaluations");
        assertThat(search.method()).isEqualTo(method.label());
    }

    @ParameterizedTest
    @MethodSource("allButMetaD2a")
    void the_same_seed_gives_the_same_search_and_another_seed_another(SearchMethod method) {
        List<Trial> first = method.start(problem(THOUSAND, 30, 5)).run();
        assertThat(method.start(problem(THOUSAND, 30, 5)).run()).isEqualTo(first);
        assertThat(method.start(problem(THOUSAND, 30, 6)).run()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("allButMetaD2a")
    void what_was_taken_of_a_search_does_not_change_with_it(SearchMethod method) {
        ArchitectureSearch search = method.start(problem(THOUSAND, 12, 3));
        SearchStep first = search.step();
        List<Trial> trials = search.trials();
        assertThat(trials).hasSize(1).isEqualTo(first.trials());
        search.run();
        assertThat(trials).hasSize(1).isEqualTo(first.trials());
        assertThat(search.trials()).hasSize(12);
    }

    @ParameterizedTest
    @MethodSource("thoseThatStayWithinTheSpace")
    void a_search_stays_within_its_space_and_ends_when_the_space_does(SearchMethod method) {
        SearchSpace space = new ExplicitSearchSpace(
                IntStream.range(0, 12).mapToObj(i -> Cell.ofIndex(1_111 * i)).toList());
        List<Trial> trials = method.start(problem(space, 50, 1)).run();
        assertThat(trials).hasSize(12);
        assertThat(trials).allMatch(trial -> space.contains(trial.architecture()));
    }

    @ParameterizedTest
    @MethodSource("thoseThatStayWithinTheSpace")
    void cells_that_the_evaluator_cannot_answer_cost_nothing_and_end_no_search(SearchMethod method) {
        SearchSpace space = new ExplicitSearchSpace(
                IntStream.range(0, 30).mapToObj(i -> Cell.ofIndex(500 * i + 3)).toList());
        MadeUpEvaluator known = new MadeUpEvaluator();
        var evaluator = new ArchitectureEvaluator() {
            @Override
            public Evaluation evaluate(Architecture architecture) {
                return ((Cell) architecture).index() % 3 == 0
                        ? new Evaluation.Unanswered("a third is unknown")
                        : known.evaluate(architecture);
            }

            @Override
            public String target() {
                return "partly";
            }
        };
        List<Trial> trials = method.start(problem(space, evaluator, 100, 2)).run();
        assertThat(trials).hasSize((int) space.architectures().stream()
                .filter(c -> ((Cell) c).index() % 3 != 0)
                .count());
    }

    @Test
    void the_bayesian_search_finds_the_best_cell_of_a_smooth_landscape_where_random_search_does_not() {
        for (long seed = 0; seed < 3; seed++) {
            List<Trial> bayesian = new BayesianOptimization(problem(new NasBench201(), 60, seed)).run();
            assertThat(bayesian.get(59).bestSoFar()).isEqualTo(MadeUpEvaluator.best());
            assertThat(new RandomSearch(problem(new NasBench201(), 60, seed))
                            .run()
                            .get(59)
                            .bestSoFar())
                    .isLessThan(MadeUpEvaluator.best());
        }
    }

    @Test
    void a_step_of_the_bayesian_search_shows_why_it_chose() {
        BayesianOptimization search = new BayesianOptimization(problem(new NasBench201(), 10, 4));
        for (int i = 0; i < 5; i++) {
            assertThat(search.step()).isInstanceOf(BayesianOptimization.Initial.class);
        }
        List<Cell> known =
                search.trials().stream().map(t -> (Cell) t.architecture()).toList();
        var step = (BayesianOptimization.Iteration) search.step();
        assertThat(step.posterior().count()).isEqualTo(15_625);
        assertThat(step.incumbent()).isEqualTo(search.trials().get(4).bestSoFar());
        assertThat(step.acquisitionAt(((Cell) step.architecture()).index())).isEqualTo(step.value());
        assertThat(IntStream.range(0, 15_625).filter(i -> !known.contains(Cell.ofIndex(i))))
                .allMatch(i -> step.acquisitionAt(i) <= step.value());
    }

    @Test
    void evolution_mutates_one_of_its_living() {
        RegularizedEvolution search = new RegularizedEvolution(problem(new NasBench201(), 60, 8));
        for (int i = 0; i < 10; i++) {
            assertThat(search.step().parent()).isEmpty();
        }
        while (!search.finished()) {
            int before = search.trials().size();
            RegularizedEvolution.Step step = search.step();
            Trial parent = step.parent().orElseThrow();
            assertThat(parent.evaluation()).as("the oldest die").isGreaterThan(before - 10);
            assertThat(step.child()).isNotEqualTo(parent.architecture());
            assertThat(step.trials().get(0).origin()).isEqualTo(CandidateSource.MUTATION);
        }
    }

    private static int differences(Trial parent, Architecture child) {
        List<Operation> of = ((Cell) parent.architecture()).operations();
        return (int) IntStream.range(0, Cell.EDGES)
                .filter(e -> of.get(e) != ((Cell) child).operations().get(e))
                .count();
    }

    @Test
    void a_child_differs_from_its_parent_in_one_operation_and_in_two_where_no_such_child_is_left() {
        Cell parent = Cell.ofIndex(4_321);
        List<Cell> near = parent.neighbours().subList(0, 5);
        List<Cell> farther =
                near.stream().flatMap(n -> n.neighbours().stream()).distinct().toList();
        SearchSpace space = new ExplicitSearchSpace(
                Stream.of(List.of(parent), near, farther).flatMap(List::stream).toList());
        RegularizedEvolution search =
                new RegularizedEvolution(problem(space, 60, 8), new RegularizedEvolution.Settings(4, 4));
        boolean farAway = false;
        while (!search.finished()) {
            List<Architecture> before =
                    search.trials().stream().map(Trial::architecture).toList();
            RegularizedEvolution.Step step = search.step();
            if (step.parent().isPresent()) {
                Trial of = step.parent().get();
                int differences = differences(of, step.child());
                boolean exhausted = ((Cell) of.architecture())
                        .neighbours().stream().filter(space::contains).allMatch(before::contains);
                assertThat(differences).isEqualTo(exhausted ? 2 : 1);
                farAway |= exhausted;
            }
        }
        assertThat(farAway).isTrue();
    }

    @Test
    void settings_are_taken_by_name_and_wrong_ones_refused() {
        SearchProblem problem = problem(new NasBench201(), 10, 0);
        assertThat(SearchMethod.BO_ONEHOT
                        .start(problem, Map.of("kernel", "rbf", "acquisition", "ucb", "initial", "3"))
                        .run())
                .filteredOn(t -> t.origin() == CandidateSource.INITIAL)
                .hasSize(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.BO_ONEHOT.start(problem, Map.of("colour", "red")))
                .withMessageContaining("method 'bo-onehot' has no setting 'colour'; expected one of "
                        + "acquisition, distinct, init, initial, iterations, kernel, pending, refit-every, restarts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.RANDOM.start(problem, Map.of("x", "1")))
                .withMessageContaining("it has none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.EVOLUTION.start(problem, Map.of("population", "ten")))
                .withMessageContaining("population=ten: expected a whole number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.BO_ONEHOT.start(problem, Map.of("kernel", "linear")))
                .withMessageContaining("kernel=linear: expected one of rbf, matern32, matern52");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.of("annealing"))
                .withMessage("unknown method 'annealing'; expected one of random, evolution, bo-onehot, tnas, metad2a, "
                        + "grabnas, grabnas-knn, darts, gdas, setn, rsps, pc-darts, drnas");
        assertThatIllegalArgumentException().isThrownBy(() -> problem(new NasBench201(), 0, 0));
    }
}
