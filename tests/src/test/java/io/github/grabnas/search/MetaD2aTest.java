package io.github.grabnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.evaluate.parallel.ThreadSlots;
import io.github.grabnas.nn.graph.GraphDecoder;
import io.github.grabnas.nn.settransformer.DatasetSample;
import io.github.grabnas.pretrained.PretrainedModels;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import io.github.grabnas.space.GraphClassification;
import io.github.grabnas.space.GraphMatching;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.surrogate.ArchitectureGenerator;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.surrogate.MetaCheckpoint;
import io.github.grabnas.surrogate.MetaD2aCheckpoint;
import io.github.grabnas.surrogate.MetaLearnedModels;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** MetaD2A's search with the checkpoints that come with the checkout, and with generators that know nothing. */
class MetaD2aTest {

    private static final MetaLearnedModels SHIPPED = PretrainedModels.of(ProxyDataset.FASHION.target());
    private static final MetaD2a.Settings FEW = new MetaD2a.Settings(60, GraphMatching.EXACT);

    private static SearchProblem problem(SearchSpace space, ArchitectureEvaluator evaluator, int budget, long seed) {
        return new SearchProblem(space, evaluator, budget, seed, SHIPPED);
    }

    private static List<MetaD2a.Step> steps(MetaD2a search) {
        List<MetaD2a.Step> steps = new ArrayList<>();
        while (!search.finished()) {
            steps.add(search.step());
        }
        return steps;
    }

    /** What was learnt, with another generator in the place of the trained one. */
    private record WithGenerator(MetaD2aCheckpoint generator) implements MetaLearnedModels {

        static WithGenerator untrained(GraphDecoder decoder) {
            MetaD2aCheckpoint trained = SHIPPED.generator(0);
            ArchitectureGenerator other =
                    new ArchitectureGenerator(trained.generator().datasets(), decoder, 1, 0.005);
            return new WithGenerator(new MetaD2aCheckpoint(
                    other,
                    other.initialize(0),
                    trained.predictor(),
                    trained.predictorWeights(),
                    trained.scale(),
                    trained.generatorCurve(),
                    trained.predictorCurve(),
                    Map.of()));
        }

        @Override
        public MetaD2aCheckpoint generator(long seed) {
            return generator;
        }

        @Override
        public java.util.Optional<DatasetSample> dataset(long seed) {
            return SHIPPED.dataset(seed);
        }

        @Override
        public MetaCheckpoint surrogate(long seed) {
            throw new AssertionError("MetaD2A has no use for the surrogate");
        }

        @Override
        public GraphAutoencoder autoencoder(long seed) {
            throw new AssertionError("MetaD2A has no use for the autoencoder");
        }
    }

    @Test
    void the_budget_is_spent_on_distinct_generated_architectures_and_the_same_seed_gives_the_same_search() {
        MadeUpEvaluator evaluator = new MadeUpEvaluator();
        MetaD2a search = new MetaD2a(problem(new NasBench201(), evaluator, 40, 3), FEW);
        List<Trial> trials = search.run();
        assertThat(trials).hasSize(40).allMatch(t -> t.origin() == CandidateSource.GENERATED);
        assertThat(trials.stream().map(Trial::architecture).distinct()).hasSize(40);
        assertThat(evaluator.evaluated).isEqualTo(40 + search.unanswered());
        assertThatIllegalStateException()
                .isThrownBy(search::step)
                .withMessageContaining("finished after 40 evaluations");
        assertThat(new MetaD2a(problem(new NasBench201(), new MadeUpEvaluator(), 40, 3), FEW).run())
                .isEqualTo(trials);
        assertThat(new MetaD2a(problem(new NasBench201(), new MadeUpEvaluator(), 40, 6), FEW).run())
                .isNotEqualTo(trials);
    }

    @Test
    void what_the_evaluator_answers_changes_nothing_in_the_order_of_proposals() {
        var reversed = new ArchitectureEvaluator() {
            @Override
            public Evaluation evaluate(Architecture architecture) {
                return new MadeUpEvaluator().evaluate(architecture) instanceof Evaluation.Measured m
                        ? new Evaluation.Measured(100 - m.accuracy())
                        : new Evaluation.Unanswered("only cells");
            }

            @Override
            public String target() {
                return "reversed";
            }
        };
        List<ArchitectureGraph> proposals =
                steps(new MetaD2a(problem(new NasBench201(), new MadeUpEvaluator(), 80, 1), FEW)).stream()
                        .map(MetaD2a.Step::graph)
                        .toList();
        assertThat(steps(new MetaD2a(problem(new NasBench201(), reversed, 80, 1), FEW)).stream()
                        .map(MetaD2a.Step::graph)
                        .toList())
                .isEqualTo(proposals);
    }

    @Test
    void candidates_come_in_the_predictors_order_and_new_ones_are_generated_when_they_run_out() {
        List<MetaD2a.Step> steps = steps(new MetaD2a(
                problem(new NasBench201(), new MadeUpEvaluator(), 25, 2),
                new MetaD2a.Settings(10, GraphMatching.TYPE_SEQUENCE)));
        assertThat(steps.stream().map(MetaD2a.Step::rank))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4, 5);
        for (int i = 1; i < steps.size(); i++) {
            assertThat(steps.get(i).rank() == 1
                            || steps.get(i).predicted() <= steps.get(i - 1).predicted())
                    .isTrue();
        }
        List<Cell> cells = steps.stream()
                .map(s -> ((GraphClassification.KnownCell) s.classification()).cell())
                .toList();
        assertThat(SHIPPED.generator(2).predict(SHIPPED.dataset(2).orElseThrow(), cells)[4])
                .isEqualTo(steps.get(4).predicted());
        assertThat(steps.get(4).trials().get(0).architecture()).isEqualTo(cells.get(4));
    }

    @Test
    void cells_outside_the_space_are_evaluated_and_named() {
        SearchSpace space = new ExplicitSearchSpace(
                IntStream.range(0, 12).mapToObj(i -> Cell.ofIndex(1_111 * i)).toList());
        List<MetaD2a.Step> steps = steps(new MetaD2a(problem(space, new MadeUpEvaluator(), 50, 1), FEW));
        assertThat(steps.stream().mapToInt(s -> s.trials().size()).sum()).isEqualTo(50);
        assertThat(steps)
                .allMatch(s -> !(s.classification() instanceof GraphClassification.KnownCell known)
                        || known.inSpace() == space.contains(known.cell()));
        assertThat(steps)
                .anyMatch(s -> s.classification() instanceof GraphClassification.KnownCell known && !known.inSpace());
    }

    @Test
    void novel_architectures_cost_nothing_where_the_evaluator_cannot_answer_and_are_trials_where_it_can() {
        MetaLearnedModels untrained = WithGenerator.untrained(GraphDecoder.standard());
        MetaD2a search =
                new MetaD2a(new SearchProblem(new NasBench201(), new MadeUpEvaluator(), 40, 1, untrained), FEW);
        List<MetaD2a.Step> steps = steps(search);
        assertThat(search.unanswered()).isPositive().isEqualTo((int)
                steps.stream().filter(s -> s.trials().isEmpty()).count());
        assertThat(search.trials()).hasSize(40).allMatch(t -> t.architecture() instanceof Cell);
        assertThat(steps)
                .filteredOn(s -> s.trials().isEmpty())
                .allMatch(s -> s.classification() instanceof GraphClassification.Novel);

        var trains = new ArchitectureEvaluator() {
            @Override
            public Evaluation evaluate(Architecture architecture) {
                return new Evaluation.Measured(50 + architecture.graph().nodeCount());
            }

            @Override
            public String target() {
                return "trained";
            }
        };
        MetaD2a trained = new MetaD2a(new SearchProblem(new NasBench201(), trains, 40, 1, untrained), FEW);
        assertThat(trained.run()).hasSize(40).anyMatch(t -> t.architecture() instanceof ArchitectureGraph);
        assertThat(trained.unanswered()).isZero();
    }

    @Test
    void a_generator_that_has_nothing_new_ends_the_search_and_one_without_any_architecture_is_refused() {
        MetaLearnedModels one = WithGenerator.untrained(new GraphDecoder(4, 4, 2, true));
        SearchProblem problem = new SearchProblem(new NasBench201(), new MadeUpEvaluator(), 10, 0, one);
        MetaD2a search = new MetaD2a(problem, FEW);
        assertThat(search.run()).hasSize(1);
        assertThatIllegalStateException().isThrownBy(search::step).withMessageContaining("makes nothing new");
        assertThatIllegalStateException()
                .isThrownBy(new MetaD2a(problem, new MetaD2a.Settings(10, GraphMatching.TYPE_SEQUENCE))::step)
                .withMessageContaining("none of 400 generated graphs is an architecture");
    }

    /** With several evaluations at a time the generator has come to its end before the answer does. */
    @Test
    void an_evaluation_that_fails_after_the_generator_has_come_to_its_end_is_made_again() {
        MetaLearnedModels one = WithGenerator.untrained(new GraphDecoder(4, 4, 2, true));
        ArchitectureEvaluator slow = new MadeUpEvaluator() {

            @Override
            public Evaluation evaluate(Architecture architecture) {
                Evaluation evaluation = super.evaluate(architecture);
                if (evaluated == 1) {
                    LockSupport.parkNanos(300_000_000);
                    throw new IllegalStateException("the machine went away");
                }
                return evaluation;
            }
        };
        SearchProblem problem = new SearchProblem(new NasBench201(), slow, 10, 0, one).in(new ThreadSlots(4));
        MetaD2a search = new MetaD2a(problem, FEW);
        assertThatIllegalStateException().isThrownBy(search::run).withMessage("the machine went away");
        assertThat(search.finished()).isFalse();
        assertThat(search.run()).hasSize(1);
    }

    /**
     * What was learnt, and once the images are not there.
     *
     * @param failing at which call, from 1
     */
    private record ImagesFailOnce(MetaLearnedModels models, int failing, AtomicInteger calls)
            implements MetaLearnedModels {

        @Override
        public MetaD2aCheckpoint generator(long seed) {
            return models.generator(seed);
        }

        @Override
        public java.util.Optional<DatasetSample> dataset(long seed) {
            if (calls.incrementAndGet() == failing) {
                throw new IllegalStateException("the disk went away");
            }
            return models.dataset(seed);
        }

        @Override
        public MetaCheckpoint surrogate(long seed) {
            return models.surrogate(seed);
        }

        @Override
        public GraphAutoencoder autoencoder(long seed) {
            return models.autoencoder(seed);
        }
    }

    @Test
    void a_trial_whose_step_failed_after_the_evaluation_comes_with_the_next_step() {
        MetaLearnedModels one = WithGenerator.untrained(new GraphDecoder(4, 4, 2, true));
        for (MetaLearnedModels models : List.of(one, SHIPPED)) {
            MetaLearnedModels failing = new ImagesFailOnce(models, 2, new AtomicInteger());
            SearchProblem problem = new SearchProblem(new NasBench201(), new MadeUpEvaluator(), 10, 0, failing);
            MetaD2a search = new MetaD2a(problem, new MetaD2a.Settings(5, GraphMatching.EXACT));
            List<MetaD2a.Step> steps = new ArrayList<>();
            assertThatIllegalStateException()
                    .isThrownBy(() -> {
                        while (!search.finished()) {
                            steps.add(search.step());
                        }
                    })
                    .withMessage("the disk went away");
            assertThat(steps).hasSize(search.trials().size() - 1);
            steps.addAll(steps(search));
            assertThat(steps.stream().flatMap(s -> s.trials().stream()).toList())
                    .isEqualTo(search.trials());
            assertThat(steps).allMatch(s -> s.trials().size() == 1);
        }
    }

    @Test
    void settings_are_taken_by_name_and_wrong_ones_and_a_problem_without_knowledge_refused() {
        SearchProblem problem = problem(new NasBench201(), new MadeUpEvaluator(), 10, 0);
        ArchitectureSearch search =
                SearchMethod.METAD2A.start(problem, Map.of("candidates", "5", "matching", "type-sequence"));
        assertThat(search.method()).isEqualTo(SearchMethod.METAD2A.label());
        assertThat(((MetaD2a.Step) search.step()).rank()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.METAD2A.start(problem, Map.of("candidates", "0")))
                .withMessageContaining("candidates=0: expected a whole number, at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.METAD2A.start(problem, Map.of("matching", "loud")))
                .withMessageContaining("expected one of exact, type-sequence");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MetaD2a(new SearchProblem(new NasBench201(), new MadeUpEvaluator(), 10, 0)))
                .withMessageContaining("PretrainedModels.of(target)");
    }
}
