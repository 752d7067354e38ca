package io.github.grabnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.evaluate.parallel.EvaluationSlots;
import io.github.grabnas.evaluate.parallel.SimulatedSlots;
import io.github.grabnas.evaluate.parallel.ThreadSlots;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import io.github.grabnas.space.OneHotOperations;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.surrogate.GaussianProcessSurrogate;
import io.github.grabnas.surrogate.Observation;
import io.github.grabnas.surrogate.TribuoSurrogate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Searches that evaluate several architectures at a time. */
@Timeout(120)
class ParallelSearchTest {

    private static final FewPriorObservations MODELS = new FewPriorObservations();
    /** Some cells, and those with which meta-trained searches begin. */
    private static final SearchSpace SPACE = new ExplicitSearchSpace(Stream.concat(
                    IntStream.range(0, 400).mapToObj(i -> Cell.ofIndex(39 * i)),
                    LongStream.range(0, 5).boxed().flatMap(seed -> MODELS.surrogate(seed).initialCells().stream()))
            .distinct()
            .toList());

    static List<SearchMethod> methods() {
        return SearchMethod.all().stream().filter(m -> !m.needsImages()).toList();
    }

    private static ArchitectureSearch search(SearchMethod method, EvaluationSlots slots, int budget, long seed) {
        SearchProblem problem = new SearchProblem(SPACE, new MadeUpEvaluator(), budget, seed, MODELS).in(slots);
        return method.start(problem, method == SearchMethod.METAD2A ? Map.of("candidates", "40") : Map.of());
    }

    private static BayesianOptimization bayesian(PendingTrials pending, EvaluationSlots slots, int budget) {
        SearchProblem problem = new SearchProblem(SPACE, new MadeUpEvaluator(), budget, 1, MODELS).in(slots);
        return new BayesianOptimization(
                "bo",
                problem,
                new GaussianProcessSurrogate(new OneHotOperations()),
                BayesianOptimization.randomDesign(problem),
                LoopSettings.defaults().withPending(pending));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void the_budget_is_spent_on_distinct_architectures_and_the_seed_decides_all(SearchMethod method) {
        SimulatedSlots four = SimulatedSlots.byNetworkCost(4);
        List<Trial> trials = search(method, four, 16, 3).run();
        assertThat(trials).hasSize(16);
        assertThat(trials.stream().map(t -> t.architecture().canonical()).distinct())
                .hasSize(16);
        assertThat(trials)
                .extracting(Trial::evaluation)
                .isEqualTo(IntStream.rangeClosed(1, 16).boxed().toList());
        assertThat(search(method, four, 16, 3).run()).isEqualTo(trials);
        assertThat(search(method, four, 16, 4).run()).isNotEqualTo(trials);
        assertThat(search(method, SimulatedSlots.byNetworkCost(1), 16, 3).run())
                .as("one at a time is the plain search")
                .isEqualTo(search(method, EvaluationSlots.one(), 16, 3).run());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void a_step_proposes_while_others_run_and_the_last_one_waits_for_all(SearchMethod method) {
        ArchitectureSearch search = search(method, SimulatedSlots.byNetworkCost(4), 12, 0);
        List<Trial> stepped = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            stepped.addAll(search.step().trials());
        }
        assertThat(stepped).as("three run in four slots").isEmpty();
        while (!search.finished()) {
            stepped.addAll(search.step().trials());
        }
        assertThat(stepped).hasSize(12).isEqualTo(search.trials());
        assertThatIllegalStateException().isThrownBy(search::step).withMessageContaining("12 evaluations");
    }

    @Test
    void random_search_evaluates_the_same_cells_however_many_at_a_time() {
        Set<Architecture> one = new HashSet<>();
        search(SearchMethod.RANDOM, EvaluationSlots.one(), 20, 0).run().forEach(t -> one.add(t.architecture()));
        assertThat(search(SearchMethod.RANDOM, SimulatedSlots.byNetworkCost(7), 20, 0)
                        .run())
                .extracting(Trial::architecture)
                .containsExactlyInAnyOrderElementsOf(one);
    }

    @Test
    void a_space_smaller_than_the_slots_is_evaluated_whole_and_what_has_no_answer_costs_nothing() {
        SearchSpace few = new ExplicitSearchSpace(
                IntStream.range(0, 9).mapToObj(i -> Cell.ofIndex(700 * i)).toList());
        ArchitectureEvaluator most = new ArchitectureEvaluator() {
            @Override
            public Evaluation evaluate(Architecture architecture) {
                return ((Cell) architecture).index() % 2_100 == 0
                        ? new Evaluation.Unanswered("a third is unknown")
                        : new Evaluation.Measured(((Cell) architecture).index() / 200.0);
            }

            @Override
            public String target() {
                return "most";
            }
        };
        for (SearchMethod method : List.of(SearchMethod.RANDOM, SearchMethod.EVOLUTION, SearchMethod.BO_ONEHOT)) {
            SearchProblem problem = new SearchProblem(few, most, 50, 0, MODELS).in(SimulatedSlots.ofEqualDurations(16));
            assertThat(method.start(problem).run()).as(method.label()).hasSize(6);
        }
    }

    @Test
    void a_search_with_more_slots_than_initial_architectures_waits_for_an_answer_before_it_models() {
        BayesianOptimization search = bayesian(new KrigingBeliever(), SimulatedSlots.byNetworkCost(8), 20);
        for (int i = 0; i < 5; i++) {
            assertThat(search.step().trials()).isEmpty();
        }
        var step = (BayesianOptimization.Iteration) search.step();
        assertThat(step.trials()).hasSize(1);
        assertThat(step.pending()).hasSize(4);
    }

    @Test
    void iterations_that_are_counted_end_with_all_answers() {
        for (SearchMethod method : List.of(SearchMethod.BO_ONEHOT, SearchMethod.GRABNAS_KNN)) {
            SearchProblem problem =
                    new SearchProblem(SPACE, new MadeUpEvaluator(), 90, 1, MODELS).in(SimulatedSlots.byNetworkCost(4));
            ArchitectureSearch search = method.start(problem, Map.of("iterations", "8"));
            List<Trial> stepped = new ArrayList<>();
            while (!search.finished()) {
                stepped.addAll(search.step().trials());
            }
            assertThat(stepped).hasSizeGreaterThanOrEqualTo(13).isEqualTo(search.trials());
        }
    }

    @Test
    void the_lie_about_a_pending_cell_is_its_posterior_mean_or_one_of_the_observed_accuracies() {
        Prediction pending = Prediction.of(new double[] {70, 80}, new double[] {1, 2});
        double[] observed = {60, 90, 75};
        assertThat(new KrigingBeliever().assumed(pending, observed)).containsExactly(70, 80);
        assertThat(new ConstantLiar(ConstantLiar.Lie.MIN).assumed(pending, observed))
                .containsExactly(60, 60);
        assertThat(new ConstantLiar(ConstantLiar.Lie.MEAN).assumed(pending, observed))
                .containsExactly(75, 75);
        assertThat(new ConstantLiar(ConstantLiar.Lie.MAX).assumed(pending, observed))
                .containsExactly(90, 90);
        assertThat(new PosteriorSampling().assumed(pending, observed)).isEmpty();
        assertThat(PendingTrials.byName().entrySet())
                .allMatch(e -> e.getKey().equals(e.getValue().label()))
                .hasSize(5);
    }

    @Test
    void a_pending_cell_is_modelled_as_if_it_had_been_observed() {
        BayesianOptimization search = bayesian(new KrigingBeliever(), SimulatedSlots.byNetworkCost(6), 40);
        int seen = 0;
        while (!search.finished()) {
            List<Observation> before = search.support().observations();
            if (search.step() instanceof BayesianOptimization.Iteration step
                    && !step.pending().isEmpty()
                    && before.size() > 1) {
                seen++;
                assertThat(step.pending()).doesNotContain(step.architecture());
                Prediction without =
                        search.surrogate().update(before, step.model()).predict(search.candidates());
                for (Architecture pending : step.pending()) {
                    int position = search.candidates().architectures().indexOf(pending);
                    assertThat(step.posterior().standardDeviation(position))
                            .isLessThan(without.standardDeviation(position));
                }
            }
        }
        assertThat(seen).isGreaterThan(20);
    }

    @Test
    void posterior_sampling_maximises_a_function_that_was_drawn_and_needs_a_gaussian_process() {
        BayesianOptimization search = bayesian(new PosteriorSampling(), SimulatedSlots.byNetworkCost(3), 12);
        while (!search.finished()) {
            if (search.step() instanceof BayesianOptimization.Iteration step) {
                int chosen = search.candidates().architectures().indexOf(step.architecture());
                assertThat(step.value()).isEqualTo(step.posterior().mean(chosen));
                assertThat(step.posterior().variance(chosen)).isZero();
            }
        }
        SearchProblem problem = new SearchProblem(SPACE, new MadeUpEvaluator(), 12, 1);
        BayesianOptimization forest = new BayesianOptimization(
                "forest",
                problem,
                TribuoSurrogate.nearestNeighbours(new OneHotOperations(), 3),
                BayesianOptimization.randomDesign(problem),
                LoopSettings.defaults().withPending(new PosteriorSampling()));
        assertThatIllegalArgumentException().isThrownBy(forest::run).withMessageContaining("take kriging-believer");
    }

    /** Answers as the made-up one does, once it is not blocked any more. */
    private static final class Blocked implements ArchitectureEvaluator {

        private final MadeUpEvaluator table = new MadeUpEvaluator();
        private final AtomicBoolean blocked = new AtomicBoolean(true);
        private final CountDownLatch begun;

        Blocked(int begun) {
            this.begun = new CountDownLatch(begun);
        }

        @Override
        public Evaluation evaluate(Architecture architecture) {
            begun.countDown();
            try {
                if (blocked.get()) {
                    new CountDownLatch(1).await();
                }
            } catch (InterruptedException e) {
                throw new CancellationException("interrupted");
            }
            synchronized (table) {
                return table.evaluate(architecture);
            }
        }

        @Override
        public String target() {
            return "blocked";
        }

        /** Runs a search, and interrupts it when so many evaluations as were given have begun; then answers. */
        void interrupt(ArchitectureSearch search) {
            Thread waiting = Thread.currentThread();
            Thread interrupter = new Thread(() -> {
                try {
                    begun.await();
                } catch (InterruptedException e) {
                    return;
                }
                waiting.interrupt();
            });
            interrupter.start();
            assertThatThrownBy(search::run).isInstanceOf(CancellationException.class);
            assertThat(search.trials()).isEmpty();
            blocked.set(false);
        }
    }

    @Test
    void a_search_on_threads_goes_on_after_an_interrupt_and_evaluates_what_was_given_up() {
        Blocked evaluator = new Blocked(3);
        SearchProblem problem = new SearchProblem(SPACE, evaluator, 15, 1, MODELS).in(new ThreadSlots(3));
        ArchitectureSearch search = SearchMethod.TNAS.start(problem);
        evaluator.interrupt(search);
        assertThat(search.run()).hasSize(15);
        assertThat(evaluator.table.answered).isEqualTo(15);
    }

    @Test
    void what_an_interrupt_gave_up_while_a_search_only_waited_may_be_proposed_again() {
        Blocked evaluator = new Blocked(5);
        SearchProblem problem = new SearchProblem(SPACE, evaluator, 15, 1, MODELS).in(new ThreadSlots(8));
        BayesianOptimization search = new BayesianOptimization(
                "bo",
                problem,
                new GaussianProcessSurrogate(new OneHotOperations()),
                BayesianOptimization.randomDesign(problem),
                LoopSettings.defaults());
        evaluator.interrupt(search);
        assertThat(SPACE.architectures()).noneMatch(search.support()::isKnown);
        assertThat(search.run()).hasSize(15);
    }
}
