package io.github.grabnas.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.gp.Prediction;
import io.github.grabnas.gp.UpperConfidenceBound;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.UniqueCells;
import io.github.grabnas.surrogate.Observation;
import io.github.grabnas.surrogate.Surrogate;
import io.github.grabnas.surrogate.SurrogatePosterior;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

/** Where a search chooses by chance, everything that may be chosen is. */
class RandomChoicesTest {

    private static final List<Cell> SIX = UniqueCells.all().subList(100, 106);

    /** Expects 50 of the first three of the cells, and 60 of the last three, and is certain of that. */
    private record TwoLevels() implements Surrogate {

        @Override
        public String name() {
            return "two levels";
        }

        @Override
        public SurrogatePosterior condition(List<Observation> observations) {
            return candidates -> {
                double[] means = candidates.architectures().stream()
                        .mapToDouble(cell -> SIX.indexOf(cell) < 3 ? 50 : 60)
                        .toArray();
                return Prediction.of(means, new double[means.length]);
            };
        }
    }

    @Test
    void of_cells_that_maximise_the_acquisition_function_alike_each_is_chosen_as_often() {
        int searches = 600;
        int[] chosen = new int[SIX.size()];
        for (long seed = 0; seed < searches; seed++) {
            BayesianOptimization search = new BayesianOptimization(
                    "ties",
                    new SearchProblem(new ExplicitSearchSpace(SIX), new MadeUpEvaluator(), 6, seed),
                    new TwoLevels(),
                    SIX.subList(0, 1),
                    LoopSettings.defaults().withInitial(1).withAcquisition(new UpperConfidenceBound(0)));
            assertThat(search.step().architecture()).isEqualTo(SIX.get(0));
            chosen[SIX.indexOf(search.step().architecture())]++;
        }
        assertThat(Arrays.copyOf(chosen, 3)).containsOnly(0);
        // Four standard deviations of a count whose probability is a third.
        int most = (int) (4 * Math.sqrt(searches * 2 / 9.0));
        assertThat(Arrays.stream(chosen, 3, 6).boxed())
                .hasSize(3)
                .allSatisfy(count -> assertThat(count).isBetween(searches / 3 - most, searches / 3 + most));
    }

    @Test
    void every_living_member_may_become_the_parent() {
        RegularizedEvolution search = new RegularizedEvolution(
                new SearchProblem(new NasBench201(), new MadeUpEvaluator(), 404, 8),
                new RegularizedEvolution.Settings(4, 1));
        int[] parents = new int[4];
        while (!search.finished()) {
            int before = search.trials().size();
            search.step().parent().ifPresent(parent -> parents[before - parent.evaluation()]++);
        }
        assertThat(Arrays.stream(parents).sum()).isEqualTo(400);
        // Four standard deviations of a count whose probability is a quarter.
        int most = (int) (4 * Math.sqrt(400 * 3 / 16.0));
        assertThat(Arrays.stream(parents).boxed())
                .as("by age, the youngest first")
                .allSatisfy(count -> assertThat(count).isBetween(100 - most, 100 + most));
    }
}
