package io.github.grabnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.parallel.EvaluationQueue;
import io.github.grabnas.evaluate.parallel.EvaluationSlots;
import io.github.grabnas.evaluate.parallel.SimulatedSlots;
import io.github.grabnas.gp.MeanAndGradient;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.space.UniqueCells;
import io.github.grabnas.surrogate.Candidates;
import io.github.grabnas.surrogate.EmbeddingPosterior;
import io.github.grabnas.surrogate.EmbeddingSurrogate;
import io.github.grabnas.surrogate.Observation;
import io.github.grabnas.surrogate.Surrogate;
import io.github.grabnas.surrogate.SurrogatePosterior;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

class SupportSetTest {

    private static final Cell OBSERVED = Cell.ofIndex(0);
    private static final SearchSpace CELLS = new ExplicitSearchSpace(
            IntStream.range(0, 15).mapToObj(i -> Cell.ofIndex(1_000 * i)).toList());

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

    /**
     * A surrogate that notes how it is conditioned.
     *
     * @param calls how, and on how many observations
     */
    private record Noting(List<String> calls) implements Surrogate {

        /**
         * Says the same of all cells.
         *
         * @param observations how many
         */
        private record Of(int observations) implements SurrogatePosterior {

            @Override
            public Prediction predict(Candidates candidates) {
                return Prediction.of(new double[candidates.count()], new double[candidates.count()]);
            }
        }

        @Override
        public String name() {
            return "noting";
        }

        private Of noted(String call, List<Observation> observations) {
            calls.add(call + " " + observations.size());
            return new Of(observations.size());
        }

        @Override
        public SurrogatePosterior condition(List<Observation> observations) {
            return noted("condition", observations);
        }

        @Override
        public SurrogatePosterior refit(List<Observation> observations, SurrogatePosterior earlier) {
            return noted("from " + ((Of) earlier).observations() + " refit", observations);
        }

        @Override
        public SurrogatePosterior update(List<Observation> observations, SurrogatePosterior earlier) {
            return noted("from " + ((Of) earlier).observations() + " update", observations);
        }
    }

    @Test
    void hyper_parameters_are_fitted_after_every_third_new_observation() {
        List<Cell> cells = UniqueCells.all().subList(100, 140);
        Noting surrogate = new Noting(new ArrayList<>());
        List<Trial> trials = new BayesianOptimization(
                        "noting",
                        new SearchProblem(new ExplicitSearchSpace(cells), new MadeUpEvaluator(), 14, 1),
                        surrogate,
                        cells,
                        LoopSettings.defaults().withInitial(5).withRefitEvery(3))
                .run();
        assertThat(trials).hasSize(14);
        assertThat(surrogate.calls())
                .containsExactly(
                        "condition 5",
                        "from 5 update 6",
                        "from 5 update 7",
                        "from 5 refit 8",
                        "from 8 update 9",
                        "from 8 update 10",
                        "from 8 refit 11",
                        "from 11 update 12",
                        "from 11 update 13");
    }

    /**
     * A latent space with one coordinate, a cell's number in hundreds, and a mean that is the coordinate.
     *
     * @param updates on what it was conditioned with the hyper-parameters of an earlier posterior
     */
    private record Line(List<List<Observation>> updates) implements EmbeddingSurrogate {

        private record Encoded(List<Architecture> architectures, Matrix embeddings) implements Candidates {

            @Override
            public Optional<Matrix> embedding(int candidate) {
                return Optional.of(embeddings.selectRows(candidate));
            }
        }

        private record Coordinate() implements EmbeddingPosterior {

            @Override
            public MeanAndGradient meanAndGradient(double... embedding) {
                return new MeanAndGradient(embedding[0], 1);
            }

            @Override
            public double outputScale() {
                return 1;
            }

            /** Accuracies below 25 are read as half as far below it. */
            @Override
            public double observationOf(double mean) {
                return mean < 25 ? 2 * mean - 25 : mean;
            }

            @Override
            public Prediction predict(Candidates candidates) {
                double[] means = IntStream.range(0, candidates.count())
                        .mapToDouble(i -> candidates.embedding(i).orElseThrow().get(0, 0))
                        .toArray();
                return Prediction.of(means, new double[means.length]);
            }
        }

        @Override
        public String name() {
            return "line";
        }

        @Override
        public Matrix embed(List<? extends Architecture> architectures) {
            return Matrix.ofRows(architectures.stream()
                    .map(a -> new double[] {((Cell) a).index() / 100.0})
                    .toArray(double[][]::new));
        }

        @Override
        public Candidates encode(List<? extends Architecture> architectures) {
            return new Encoded(List.copyOf(architectures), embed(architectures));
        }

        @Override
        public EmbeddingPosterior condition(List<Observation> observations) {
            return new Coordinate();
        }

        @Override
        public EmbeddingPosterior update(List<Observation> observations, SurrogatePosterior earlier) {
            updates.add(List.copyOf(observations));
            return new Coordinate();
        }
    }

    /** The cell without operations is observed, with 30 percent, and another one awaited that was proposed later. */
    private static SupportSet awaiting(Cell pending, Optional<Matrix> place, Line surrogate) {
        SearchProblem problem = new SearchProblem(CELLS, new MadeUpEvaluator(), 10, 1)
                .in(new SimulatedSlots(2, cell -> cell.equals(OBSERVED) ? 1 : 2));
        SupportSet support = new SupportSet(problem, surrogate, LoopSettings.defaults());
        assertThat(support.observe(OBSERVED, Optional.empty(), CandidateSource.INITIAL))
                .isEmpty();
        assertThat(support.observe(pending, place, CandidateSource.GRADIENT)).hasSize(1);
        assertThat(support.pending()).containsExactly(pending);
        assertThat(support.incumbent()).isEqualTo(30);
        return support;
    }

    @ParameterizedTest
    @CsvSource({"9000, 90", "2000, 30"})
    void the_incumbent_counts_what_is_assumed_of_pending_ones(int pending, double incumbent) {
        SupportSet support = awaiting(Cell.ofIndex(pending), Optional.empty(), new Line(new ArrayList<>()));
        assertThat(support.belief().incumbent()).isEqualTo(incumbent);
    }

    @Test
    void a_low_pending_cell_is_assumed_with_the_accuracy_that_is_read_as_its_mean() {
        Line surrogate = new Line(new ArrayList<>());
        Cell pending = Cell.ofIndex(2_000);
        awaiting(pending, Optional.empty(), surrogate).belief();
        assertThat(surrogate.updates())
                .singleElement()
                .satisfies(all -> assertThat(all.get(1)).isEqualTo(Observation.of(pending, 15)));
    }

    @Test
    void a_pending_decoded_cell_is_predicted_where_it_was_proposed() {
        Line surrogate = new Line(new ArrayList<>());
        Cell pending = Cell.ofIndex(9_000);
        Matrix place = Matrix.ofRows(new double[] {71.5});
        SupportSet support = awaiting(pending, Optional.of(place), surrogate);
        assertThat(support.belief().incumbent()).isEqualTo(71.5);
        Observation answered = Observation.of(OBSERVED, 30).at(surrogate.embed(List.of(OBSERVED)));
        Observation assumed = Observation.of(pending, 71.5).at(place);
        assertThat(surrogate.updates()).containsExactly(List.of(answered, assumed));
    }

    /**
     * Who waits is interrupted, and the answers come all the same.
     *
     * @param count how many evaluations run at a time
     */
    private record InterruptedTooLate(int count) implements EvaluationSlots {

        @Override
        public EvaluationQueue open(ArchitectureEvaluator evaluator) {
            Queue<Architecture> running = new ArrayDeque<>();
            Queue<Architecture> ended = new ArrayDeque<>();
            return new EvaluationQueue() {

                @Override
                public void submit(Architecture architecture) {
                    running.add(architecture);
                }

                @Override
                public int running() {
                    return running.size() + ended.size();
                }

                @Override
                public Optional<Completed> poll() {
                    return Optional.ofNullable(ended.poll()).map(a -> new Completed(a, evaluator.evaluate(a), 0));
                }

                @Override
                public Completed take() {
                    throw new CancellationException("interrupted");
                }

                @Override
                public void cancel() {
                    ended.addAll(running);
                    running.clear();
                }
            };
        }
    }

    @ParameterizedTest(name = "{0} at a time")
    @ValueSource(ints = {1, 2})
    void what_was_answered_though_its_step_was_interrupted_makes_equivalent_cells_known(int slots) {
        SearchProblem problem =
                new SearchProblem(CELLS, new MadeUpEvaluator(), 10, 1).in(new InterruptedTooLate(slots));
        SupportSet support = new SupportSet(problem, new Line(new ArrayList<>()), LoopSettings.defaults());
        Cell equivalent = IntStream.range(1, Cell.COUNT)
                .mapToObj(Cell::ofIndex)
                .filter(c -> !UniqueCells.representative(c).equals(c))
                .findFirst()
                .orElseThrow();
        Cell evaluated = UniqueCells.representative(equivalent);
        if (slots == 2) {
            support.observe(UniqueCells.all().get(500), Optional.empty(), CandidateSource.INITIAL);
        }
        assertThatThrownBy(() -> support.observe(evaluated, Optional.empty(), CandidateSource.INITIAL))
                .isInstanceOf(CancellationException.class);
        assertThat(support.trials()).hasSize(slots);
        assertThat(support.isEvaluated(equivalent)).isFalse();
        assertThat(support.isKnown(equivalent)).isTrue();
    }
}
