package io.github.grabnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.parallel.EvaluationQueue;
import io.github.grabnas.evaluate.parallel.EvaluationSlots;
import io.github.grabnas.evaluate.parallel.SimulatedSlots;
import io.github.grabnas.pretrained.PretrainedModels;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureEncoding;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.space.UniqueCells;
import io.github.grabnas.surrogate.GaussianProcessSurrogate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/** An evaluation that is interrupted or fails ends a step, and loses nothing of the search. */
class FailedEvaluationTest {

    private static final SearchSpace TEN =
            new ExplicitSearchSpace(UniqueCells.all().subList(100, 110));
    private static final SearchSpace HUNDREDS =
            new ExplicitSearchSpace(UniqueCells.all().subList(100, 400));

    private static ArchitectureSearch start(String method, SearchSpace space, ArchitectureEvaluator evaluator) {
        return SearchMethod.of(method)
                .start(new SearchProblem(space, evaluator, 10, 3, PretrainedModels.of(ProxyDataset.FASHION.target())));
    }

    private static List<Trial> afterAFailure(ArchitectureSearch search) {
        assertThatThrownBy(search::run).isInstanceOf(CancellationException.class);
        return search.run();
    }

    @ParameterizedTest(name = "{0}, call {1}")
    @CsvSource({"random, 4", "bo-onehot, 3", "bo-onehot, 8", "tnas, 2", "tnas, 9"})
    void the_same_architectures_are_evaluated_in_the_same_order(String method, int call) {
        List<Trial> undisturbed =
                start(method, new NasBench201(), new FailsOnce(0)).run();
        assertThat(afterAFailure(start(method, new NasBench201(), new FailsOnce(call))))
                .isEqualTo(undisturbed);
    }

    private static GrabNas grabnas(int failingCall, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("warm-up", "2", "exploration", "both"));
        settings.putAll(more);
        return (GrabNas) SearchMethod.GRABNAS.start(
                new SearchProblem(new NasBench201(), new FailsOnce(failingCall), 16, 3, new FewPriorObservations()),
                settings);
    }

    /** Calls 8 and 9 are the first iteration's that has explorations, of which the tenth call is the second. */
    @ParameterizedTest(name = "call {0}")
    @ValueSource(ints = {4, 7, 8, 9, 10, 11, 14})
    void grabnas_loses_neither_an_iteration_nor_an_exploration(int call) {
        assertThat(afterAFailure(grabnas(call, Map.of())))
                .isEqualTo(grabnas(0, Map.of()).run());
    }

    @Test
    void the_last_iteration_is_not_lost_either_nor_is_the_function_that_was_drawn_for_one() {
        Map<String, String> settings = Map.of("iterations", "3", "pending", "posterior-sampling");
        List<Trial> undisturbed = grabnas(0, settings).run();
        assertThat(undisturbed).hasSizeGreaterThan(8);
        for (int call = 6; call <= 10; call++) {
            GrabNas search = grabnas(call, settings);
            List<GrabNas.Iteration> iterations = new ArrayList<>();
            while (!search.finished()) {
                try {
                    if (search.step() instanceof GrabNas.Iteration iteration) {
                        iterations.add(iteration);
                    }
                } catch (CancellationException e) {
                    assertThat(e).hasMessage("given up");
                }
            }
            assertThat(search.trials()).as("call %d", call).isEqualTo(undisturbed);
            assertThat(iterations).extracting(GrabNas.Iteration::number).containsExactly(1, 2, 3);
            assertThat(iterations.get(2).explorations()).hasSize(2);
        }
    }

    @Test
    void metad2a_evaluates_the_candidate_that_was_given_up() {
        List<Trial> undisturbed =
                start("metad2a", new NasBench201(), new FailsOnce(0)).run();
        assertThat(afterAFailure(start("metad2a", new NasBench201(), new FailsOnce(5))))
                .isEqualTo(undisturbed);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"random", "evolution", "bo-onehot"})
    void a_small_space_is_exhausted_all_the_same(String method) {
        assertThat(afterAFailure(start(method, TEN, new FailsOnce(6))))
                .extracting(Trial::architecture)
                .containsExactlyInAnyOrderElementsOf(TEN.architectures());
    }

    /**
     * An evaluation fails while others run.
     *
     * @param failing which wait for an answer ends so, from 1; none if it is 0
     * @param calls how often somebody has waited
     */
    private record WaitFails(EvaluationSlots simulated, int failing, AtomicInteger calls) implements EvaluationSlots {

        WaitFails(int slots, int failing) {
            this(SimulatedSlots.byNetworkCost(slots), failing, new AtomicInteger());
        }

        @Override
        public int count() {
            return simulated.count();
        }

        @Override
        public EvaluationQueue open(ArchitectureEvaluator evaluator) {
            EvaluationQueue queue = simulated.open(evaluator);
            return new EvaluationQueue() {

                @Override
                public void submit(Architecture architecture) {
                    queue.submit(architecture);
                }

                @Override
                public int running() {
                    return queue.running();
                }

                @Override
                public Optional<Completed> poll() {
                    return queue.poll();
                }

                @Override
                public Completed take() {
                    if (calls.incrementAndGet() == failing) {
                        throw new CancellationException("given up");
                    }
                    return queue.take();
                }

                @Override
                public void cancel() {
                    queue.cancel();
                }
            };
        }
    }

    @Test
    void answers_that_came_in_a_step_that_failed_are_members_of_evolutions_population() {
        // Of the four that the end of the budget waits for, the second.
        SearchProblem problem =
                new SearchProblem(new NasBench201(), new MadeUpEvaluator(), 16, 3).in(new WaitFails(4, 14));
        RegularizedEvolution search = new RegularizedEvolution(problem, new RegularizedEvolution.Settings(6, 6));
        assertThatThrownBy(search::run).isInstanceOf(CancellationException.class);
        int came = search.trials().size();
        assertThat(came).isEqualTo(13);
        while (!search.finished()) {
            List<Trial> before = List.copyOf(search.trials());
            Trial parent = search.step().parent().orElseThrow();
            double best = before.subList(before.size() - 6, before.size()).stream()
                    .mapToDouble(Trial::accuracy)
                    .max()
                    .orElseThrow();
            assertThat(parent.accuracy())
                    .as("the best of the last six, all of which compete")
                    .isEqualTo(best);
        }
        assertThat(search.trials()).hasSize(16);
    }

    /** Whether a search with four iterations fails once; what its steps return is all that it does. */
    private static boolean fails(String method, ArchitectureEvaluator evaluator, EvaluationSlots slots) {
        SearchProblem problem =
                new SearchProblem(HUNDREDS, evaluator, 90, 3, PretrainedModels.of(ProxyDataset.FASHION.target()));
        Map<String, String> settings = new HashMap<>(Map.of("iterations", "4"));
        if (method.startsWith("grabnas")) {
            settings.put("warm-up", "1");
        }
        ArchitectureSearch search = SearchMethod.of(method).start(problem.in(slots), settings);
        List<Trial> stepped = new ArrayList<>();
        List<Integer> iterations = new ArrayList<>();
        int failures = 0;
        while (!search.finished()) {
            try {
                SearchStep step = search.step();
                stepped.addAll(step.trials());
                if (step instanceof BayesianOptimization.Iteration iteration) {
                    iterations.add(iteration.number());
                } else if (step instanceof GrabNas.Iteration iteration) {
                    iterations.add(iteration.number());
                }
            } catch (CancellationException e) {
                failures++;
            }
        }
        assertThat(stepped).isEqualTo(search.trials());
        assertThat(iterations).containsExactly(1, 2, 3, 4);
        return failures > 0;
    }

    @ParameterizedTest(name = "{0}, {1} at a time")
    @CsvSource({"bo-onehot, 4", "bo-onehot, 8", "grabnas-knn, 8"})
    void whichever_evaluation_or_wait_fails_the_steps_return_every_iteration_and_every_trial(String method, int slots) {
        int call = 1;
        while (fails(method, new FailsOnce(call), SimulatedSlots.byNetworkCost(slots))) {
            call++;
        }
        assertThat(call).isGreaterThan(9);
        int wait = 1;
        while (fails(method, new MadeUpEvaluator(), new WaitFails(slots, wait))) {
            wait++;
        }
        assertThat(wait).isGreaterThan(5);
    }

    @Test
    void an_initial_design_evaluates_each_cell_once_and_no_more_than_the_budget() {
        Cell first = UniqueCells.all().get(100);
        Cell second = UniqueCells.all().get(101);
        SearchProblem problem = new SearchProblem(TEN, new FailsOnce(0), 4, 3);
        BayesianOptimization search = new BayesianOptimization(
                "bo",
                problem,
                new GaussianProcessSurrogate(ArchitectureEncoding.of(TEN)),
                List.of(first, first, second, first),
                LoopSettings.defaults());
        List<Trial> trials = search.run();
        assertThat(trials).hasSize(4);
        assertThat(trials.subList(0, 2)).extracting(Trial::architecture).containsExactly(first, second);
        assertThat(trials.stream().map(Trial::architecture).distinct()).hasSize(4);
    }

    @Test
    void residuals_on_operations_are_refused_before_anything_is_evaluated() {
        SearchProblem cells = new SearchProblem(
                new NasBench201(), new FailsOnce(1), 10, 3, PretrainedModels.of(ProxyDataset.FASHION.target()));
        Map<String, String> operations = Map.of("residual-features", "operations");
        for (String method : List.of("grabnas", "grabnas-knn")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SearchMethod.of(method).start(cells, operations))
                    .withMessageContaining("residual-features=operations: method '" + method + "'")
                    .withMessageContaining("expected graph or fused, or method tnas");
        }
        ArchitectureGraph graph = ArchitectureGraph.parse("input nor_conv_3x3 nor_conv_3x3 output; 0>1 1>2 2>3 0>3");
        SearchProblem graphs = new SearchProblem(
                new ExplicitSearchSpace(List.of(graph, Cell.ofIndex(7))), cells.evaluator(), 2, 3, cells.models());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.of("tnas").start(graphs, operations))
                .withMessageContaining("is no cell");
    }
}
