package io.github.grabnas.search;

import static io.github.grabnas.search.GrabNasSearches.FASHION;
import static io.github.grabnas.search.GrabNasSearches.KNOWLEDGE;
import static io.github.grabnas.search.GrabNasSearches.SPACE;
import static io.github.grabnas.search.GrabNasSearches.TABLE;
import static io.github.grabnas.search.GrabNasSearches.iterations;
import static io.github.grabnas.search.GrabNasSearches.problem;
import static io.github.grabnas.search.GrabNasSearches.search;
import static io.github.grabnas.search.GrabNasSearches.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.nn.settransformer.DatasetSample;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.PrunedSearchSpace;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.space.UniqueCells;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.surrogate.MetaCheckpoint;
import io.github.grabnas.surrogate.MetaD2aCheckpoint;
import io.github.grabnas.surrogate.MetaLearnedModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Algorithm 1, line by line, with shipped networks on a table at proxy scale. */
class GrabNasTest {

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
                new SearchProblem(new NasBench201(), FASHION, count + 1, 1, KNOWLEDGE),
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
    void more_initial_cells_than_the_checkpoint_has_are_filled_up_by_the_prior_mean() {
        SearchProblem whole = new SearchProblem(new NasBench201(), FASHION, 30, 1, KNOWLEDGE);
        List<Trial> trials = SearchMethod.TNAS
                .start(whole, Map.of("initial", "24", "iterations", "1", "distinct", "false"))
                .run();
        assertThat(trials).hasSize(25);
        assertThat(trials.subList(0, 24)).allMatch(t -> t.origin() == CandidateSource.INITIAL);
        assertThat(trials.subList(0, 20).stream().map(t -> (Cell) t.architecture()))
                .isEqualTo(KNOWLEDGE.surrogate(1).initialCells());
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
        SearchSpace pruned = new PrunedSearchSpace(TABLE.ranking(ProxyDataset.FASHION.target()), 10);
        List<Trial> whole = new GrabNas(new SearchProblem(pruned, FASHION, 20, 0, KNOWLEDGE)).run();
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
    void cells_that_the_benchmark_counts_as_the_same_are_evaluated_once() {
        Map<String, String> walking = Map.of("continue-until-new", "true", "warm-up", "0", "exploration", "both");
        List<Trial> distinct = search(problem(40, 2), walking).run();
        assertThat(distinct).hasSize(40);
        assertThat(distinct.stream().map(t -> UniqueCells.representative((Cell) t.architecture())))
                .doesNotHaveDuplicates();
    }

    /** The surrogate of one training with the decoder of the next. */
    private record Mixed() implements MetaLearnedModels {

        @Override
        public MetaCheckpoint surrogate(long seed) {
            return KNOWLEDGE.surrogate(seed);
        }

        @Override
        public GraphAutoencoder autoencoder(long seed) {
            return KNOWLEDGE.autoencoder(seed + 1);
        }

        @Override
        public MetaD2aCheckpoint generator(long seed) {
            return KNOWLEDGE.generator(seed);
        }

        @Override
        public Optional<DatasetSample> dataset(long seed) {
            return KNOWLEDGE.dataset(seed);
        }
    }

    @Test
    void a_decoder_for_another_encoder_than_the_surrogates_is_refused_before_anything_is_evaluated() {
        SearchProblem mixed = new SearchProblem(SPACE, FASHION, 10, 7, new Mixed());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.GRABNAS.start(mixed))
                .withMessageStartingWith("seed 7: the graph decoder was trained for another graph encoder")
                .withMessageContaining("train-decoder");
        assertThat(SearchMethod.GRABNAS_KNN.start(mixed).finished())
                .as("a search without decoder")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tnas", "grabnas", "grabnas-knn"})
    void a_problem_without_knowledge_is_refused(String method) {
        SearchProblem without = new SearchProblem(SPACE, FASHION, 10, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.of(method).start(without))
                .withMessageContaining("meta-trained on other datasets")
                .withMessageContaining("PretrainedModels.of(target)");
    }
}
