package io.github.grabnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.gp.AcquisitionFunction;
import io.github.grabnas.gp.MeanAndGradient;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.gp.UpperConfidenceBound;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import io.github.grabnas.space.OneHotOperations;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.surrogate.Candidates;
import io.github.grabnas.surrogate.DeepKernelSurrogate;
import io.github.grabnas.surrogate.EmbeddingPosterior;
import io.github.grabnas.surrogate.EmbeddingSurrogate;
import io.github.grabnas.surrogate.GaussianProcessSurrogate;
import io.github.grabnas.surrogate.Observation;
import io.github.grabnas.surrogate.Surrogate;
import io.github.grabnas.surrogate.SurrogatePosterior;
import io.github.grabnas.surrogate.TribuoSurrogate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Each part of a search is swapped for another one, or for one's own, without a change of the library. */
class OwnPartsTest {

    private static final FewPriorObservations MODELS = new FewPriorObservations();
    private static final List<Cell> CELLS =
            IntStream.range(0, 600).mapToObj(i -> Cell.ofIndex(26 * i)).toList();
    private static final SearchSpace SPACE = new ExplicitSearchSpace(CELLS);

    private static SearchProblem problem(int budget) {
        return new SearchProblem(SPACE, new MadeUpEvaluator(), budget, 1, MODELS);
    }

    /** A surrogate of one's own: the mean accuracy of the observations that share the most operations. */
    private record MostAlike() implements Surrogate {

        @Override
        public String name() {
            return "most-alike";
        }

        @Override
        public SurrogatePosterior condition(List<Observation> observations) {
            return candidates -> {
                double[] means = new double[candidates.count()];
                double[] variances = new double[candidates.count()];
                for (int i = 0; i < means.length; i++) {
                    Cell cell = (Cell) candidates.architectures().get(i);
                    int most = observations.stream()
                            .mapToInt(o -> shared(cell, (Cell) o.architecture()))
                            .max()
                            .orElseThrow();
                    means[i] = observations.stream()
                            .filter(o -> shared(cell, (Cell) o.architecture()) == most)
                            .mapToDouble(Observation::accuracy)
                            .average()
                            .orElseThrow();
                    variances[i] = Cell.EDGES - most;
                }
                return Prediction.of(means, variances);
            };
        }

        private static int shared(Cell a, Cell b) {
            return (int) IntStream.range(0, Cell.EDGES)
                    .filter(e -> a.operations().get(e) == b.operations().get(e))
                    .count();
        }
    }

    /**
     * A surrogate of one's own with a latent space: the first two numbers of the one-hot encoding, and a plane over
     * them.
     */
    private record Plane() implements EmbeddingSurrogate {

        private record Encoded(List<Architecture> architectures, Matrix embeddings) implements Candidates {

            @Override
            public Optional<Matrix> embedding(int candidate) {
                return Optional.of(embeddings.selectRows(candidate));
            }
        }

        @Override
        public String name() {
            return "plane";
        }

        @Override
        public Matrix embed(List<? extends Architecture> architectures) {
            return Matrix.ofRows(architectures.stream()
                    .map(a -> {
                        double[] vector = new OneHotOperations().encode(a);
                        return new double[] {vector[2] + 2 * vector[3], vector[8]};
                    })
                    .toArray(double[][]::new));
        }

        @Override
        public Candidates encode(List<? extends Architecture> architectures) {
            return new Encoded(List.copyOf(architectures), embed(architectures));
        }

        @Override
        public EmbeddingPosterior condition(List<Observation> observations) {
            return new EmbeddingPosterior() {

                @Override
                public MeanAndGradient meanAndGradient(double... embedding) {
                    return new MeanAndGradient(3 * embedding[0] + 5 * embedding[1], 3, 5);
                }

                @Override
                public double outputScale() {
                    return 1;
                }

                @Override
                public Prediction predict(Candidates candidates) {
                    double[] means = IntStream.range(0, candidates.count())
                            .mapToDouble(i ->
                                    mean(candidates.embedding(i).orElseThrow().row(0)))
                            .toArray();
                    return Prediction.of(means, new double[means.length]);
                }
            };
        }
    }

    static List<Surrogate> surrogates() {
        return List.of(
                new MostAlike(),
                new GaussianProcessSurrogate(new OneHotOperations()),
                new Plane(),
                TribuoSurrogate.randomForest(new OneHotOperations(), 30),
                TribuoSurrogate.nearestNeighbours(new OneHotOperations(), 3),
                SurrogateSettings.defaults().surrogate(problem(1)));
    }

    @ParameterizedTest
    @MethodSource("surrogates")
    void any_surrogate_goes_with_any_acquisition_function(Surrogate surrogate) {
        AcquisitionFunction own = (mean, standardDeviation, best) -> mean + 0.1 * standardDeviation;
        for (AcquisitionFunction acquisition : List.of(own, new UpperConfidenceBound(1))) {
            BayesianOptimization search = new BayesianOptimization(
                    "own",
                    problem(12),
                    surrogate,
                    CELLS.subList(100, 103),
                    LoopSettings.defaults().withAcquisition(acquisition).withDistinct(false));
            List<Architecture> evaluated = new ArrayList<>();
            while (!search.finished()) {
                if (search.step() instanceof BayesianOptimization.Iteration iteration) {
                    double largest = IntStream.range(0, CELLS.size())
                            .filter(i -> !evaluated.contains(
                                    search.candidates().architectures().get(i)))
                            .mapToDouble(i -> acquisition.value(
                                    iteration.posterior().mean(i),
                                    iteration.posterior().standardDeviation(i),
                                    iteration.incumbent()))
                            .max()
                            .orElseThrow();
                    assertThat(iteration.value()).isEqualTo(largest);
                }
                evaluated.add(search.trials().get(search.trials().size() - 1).architecture());
            }
            assertThat(search.trials()).hasSize(12);
            assertThat(evaluated.subList(0, 3)).isEqualTo(CELLS.subList(100, 103));
        }
    }

    @Test
    void a_surrogate_of_ones_own_finds_better_cells_than_random_search() {
        double own = 0;
        double random = 0;
        for (long seed = 0; seed < 5; seed++) {
            SearchProblem whole = new SearchProblem(SPACE, new MadeUpEvaluator(), 40, seed, MODELS);
            own += new BayesianOptimization(
                            "own",
                            whole,
                            new MostAlike(),
                            BayesianOptimization.randomDesign(whole),
                            LoopSettings.defaults())
                    .run()
                    .get(39)
                    .bestSoFar();
            random += new RandomSearch(whole).run().get(39).bestSoFar();
        }
        assertThat(own).isGreaterThan(random);
    }

    /** A way back of one's own: always the same cell. */
    private record Always(Cell cell) implements CandidateDecoder {

        @Override
        public String name() {
            return "always";
        }

        @Override
        public List<Optional<ArchitectureGraph>> decode(Matrix embeddings, SupportSet support, int iteration) {
            return Collections.nCopies(embeddings.rows(), Optional.of(cell.graph()));
        }
    }

    @Test
    void an_exploration_goes_with_any_surrogate_that_has_a_gradient_and_any_way_back() {
        Plane surrogate = new Plane();
        BayesianOptimization loop =
                new BayesianOptimization("plane", problem(15), surrogate, CELLS.subList(0, 2), LoopSettings.defaults());
        Cell outside = Cell.ofIndex(26 * 17 + 1);
        GrabNas search = new GrabNas(
                loop,
                2,
                List.of(
                        new GradientExploration(
                                surrogate,
                                new NearestArchitectures(loop.candidates()),
                                SPACE,
                                ExplorationSettings.defaults().withAscent(new LatentGradientAscent(0.01, 3))),
                        new GradientExploration(
                                surrogate, new Always(outside), SPACE, ExplorationSettings.defaults())));
        List<GradientExploration.Result> nearest = new ArrayList<>();
        List<GradientExploration.Result> always = new ArrayList<>();
        while (!search.finished()) {
            if (search.step() instanceof GrabNas.Iteration iteration
                    && !iteration.explorations().isEmpty()) {
                nearest.add(iteration.gradientExplorations().get(0));
                always.add(iteration.gradientExplorations().get(1));
            }
        }
        assertThat(nearest).isNotEmpty().allSatisfy(r -> {
            double[] first = r.trajectory().get(0).embedding().row(0);
            assertThat(r.trajectory().get(3).embedding().row(0))
                    .containsExactly(
                            new double[] {first[0] + 0.09, first[1] + 0.15},
                            org.assertj.core.api.Assertions.within(1e-12));
            assertThat(r.wayBack()).isEqualTo("nearest neighbour");
        });
        assertThat(always.get(0).trials())
                .singleElement()
                .satisfies(t -> assertThat(t.architecture()).isEqualTo(outside));
        assertThat(always.subList(1, always.size())).allMatch(r -> r.outcome() == GradientExploration.Outcome.KNOWN);
    }

    @Test
    void an_exploration_of_ones_own_evaluates_what_it_likes() {
        Cell favourite = Cell.ofIndex(26 * 100 + 1);
        Exploration own = (support, iteration) -> {
            List<Trial> trials = support.isKnown(favourite)
                    ? List.of()
                    : support.observe(favourite, Optional.empty(), CandidateSource.GRADIENT);
            return () -> trials;
        };
        BayesianOptimization loop = new BayesianOptimization(
                "own", problem(10), new MostAlike(), CELLS.subList(0, 2), LoopSettings.defaults());
        List<Trial> trials = new GrabNas(loop, 0, List.of(own)).run();
        assertThat(trials.get(3).architecture()).isEqualTo(favourite);
        assertThat(trials).hasSize(10);
    }

    @Test
    void an_exploration_of_a_search_with_another_surrogate_is_refused_with_what_to_take() {
        DeepKernelSurrogate latent = SurrogateSettings.defaults().surrogate(problem(1));
        BayesianOptimization loop = new BayesianOptimization(
                "own", problem(10), new MostAlike(), CELLS.subList(0, 2), LoopSettings.defaults());
        GradientExploration exploration =
                new GradientExploration(latent, new Always(Cell.ofIndex(0)), SPACE, ExplorationSettings.defaults());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GrabNas(loop, 0, List.of(exploration)))
                .withMessage("an exploration has another surrogate, 'deep-kernel', than the search, 'most-alike'; "
                        + "give both the same object");
        loop.step();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exploration.explore(loop.support(), 1))
                .withMessageContaining("has no gradient; take one with a latent space");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NearestArchitectures(loop.candidates()))
                .withMessageContaining("no embeddings");
    }

    @Test
    void a_search_that_has_begun_gets_no_explorations_any_more() {
        BayesianOptimization loop = new BayesianOptimization(
                "begun", problem(10), new MostAlike(), CELLS.subList(0, 2), LoopSettings.defaults());
        loop.step();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GrabNas(loop, 0, List.of()))
                .withMessage("the search 'begun' has begun, with 1 evaluations; expected one that has not; make a new "
                        + "one from its parts");
    }

    /** A method of one's own, found by its name where it is declared as a service. */
    private record InOrder() implements SearchMethod {

        @Override
        public String label() {
            return "in-order";
        }

        @Override
        public String description() {
            return "the architectures in their order";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(Setting.integer("skip", 0, 0, "how many are left out"));
        }

        @Override
        public ArchitectureSearch start(SearchProblem problem, SettingValues values) {
            int skip = (Integer) values.get(settings().get(0));
            return new BayesianOptimization(
                    label(),
                    problem,
                    new MostAlike(),
                    problem.space()
                            .architectures()
                            .subList(skip, problem.space().size()),
                    LoopSettings.defaults().withInitial(1_000));
        }
    }

    @Test
    void a_method_of_ones_own_has_a_table_of_settings_like_the_others() {
        List<Trial> trials =
                new InOrder().start(problem(4), java.util.Map.of("skip", "2")).run();
        assertThat(trials.stream().map(t -> (Cell) t.architecture())).isEqualTo(CELLS.subList(2, 6));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InOrder().start(problem(4), java.util.Map.of("skip", "-1")))
                .withMessage("setting skip=-1: expected a whole number, at least 0");
    }
}
