package io.github.grabnas.search.oneshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.search.ArchitectureSearch;
import io.github.grabnas.search.MadeUpEvaluator;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Which cell is derived of given probabilities. */
class DerivationTest {

    /** Of the operations in their order; edges 2 to 5 say nothing. */
    private static final Matrix PROBABILITIES = Matrix.ofRows(
            new double[] {0.05, 0.5, 0.2, 0.2, 0.05},
            new double[] {0.05, 0.2, 0.2, 0.3, 0.25},
            new double[] {0.2, 0.2, 0.2, 0.2, 0.2},
            new double[] {0.2, 0.2, 0.2, 0.2, 0.2},
            new double[] {0.2, 0.2, 0.2, 0.2, 0.2},
            new double[] {0.2, 0.2, 0.2, 0.2, 0.2});
    /** 0.5 x 0.05: it has the most probable operation of all, and yet is the least probable cell. */
    private static final Cell LEAST = cell(Operation.SKIP_CONNECT, Operation.NONE);
    /** 0.2 x 0.2. */
    private static final Cell SECOND = cell(Operation.NOR_CONV_3X3, Operation.SKIP_CONNECT);
    /** 0.2 x 0.3. */
    private static final Cell MOST = cell(Operation.NOR_CONV_1X1, Operation.NOR_CONV_3X3);

    private static final List<Cell> SPACE = List.of(LEAST, SECOND, MOST);

    private static Cell cell(Operation first, Operation second) {
        return Cell.ofIndex(0).with(0, first).with(1, second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"darts", "gdas", "pc-darts", "drnas"})
    void the_derived_cell_has_the_most_probable_operation_of_each_edge(String method) {
        Map<String, String> settings = new TreeMap<>(Map.of("epochs", "3", "steps", "2", "recorded", "false"));
        if (method.equals("pc-darts")) {
            settings.put("alpha-from", "0");
        }
        SearchProblem problem = new SearchProblem(new NasBench201(), new MadeUpEvaluator(), 20, 2)
                .withTraining(() -> CandidateTrainer.proxy(ProxyDataset.DIGITS));
        ArchitectureSearch search = SearchMethod.of(method).start(problem, settings);
        int steps = 0;
        while (!search.finished()) {
            OneShotStep step = (OneShotStep) search.step();
            assertThat(step.derived().orElseThrow().operations())
                    .as("after epoch %d", step.epoch())
                    .isEqualTo(largest(step.probabilities()));
            steps++;
        }
        assertThat(steps).isEqualTo(3);
        assertThat(search.trials()).hasSize(1);
    }

    private static List<Operation> largest(Matrix probabilities) {
        List<Operation> operations = new ArrayList<>();
        for (int e = 0; e < Cell.EDGES; e++) {
            int edge = e;
            operations.add(Operation.all().stream()
                    .max((a, b) ->
                            Double.compare(probabilities.get(edge, a.ordinal()), probabilities.get(edge, b.ordinal())))
                    .orElseThrow());
        }
        return operations;
    }

    @Test
    void the_most_probable_cell_of_a_space_has_the_largest_product_and_no_cell_is_scored() {
        List<Cell> scored = new ArrayList<>();
        Cell derived = Derivation.MOST_PROBABLE.derive(
                SPACE,
                PROBABILITIES,
                cell -> {
                    scored.add(cell);
                    return 0;
                },
                new Random(0));
        assertThat(derived).isEqualTo(MOST);
        assertThat(scored).isEmpty();
        assertThat(Derivation.MOST_PROBABLE.soFar(SPACE, PROBABILITIES)).contains(MOST);
        assertThat(Derivation.bestOfMostProbable(2).soFar(SPACE, PROBABILITIES)).contains(MOST);
    }

    @Test
    void of_equally_probable_cells_the_first_of_the_space_is_derived() {
        Cell equal = MOST.with(5, Operation.AVG_POOL_3X3);
        assertThat(Derivation.MOST_PROBABLE.soFar(List.of(LEAST, equal, MOST), PROBABILITIES))
                .contains(equal);
        assertThat(Derivation.MOST_PROBABLE.soFar(List.of(LEAST, MOST, equal), PROBABILITIES))
                .contains(MOST);
    }

    @Test
    void only_the_most_probable_cells_are_scored_and_the_best_of_these_is_derived() {
        Map<Cell, Double> shared = Map.of(LEAST, 90.0, SECOND, 60.0, MOST, 50.0);
        List<Cell> scored = new ArrayList<>();
        Cell derived = Derivation.bestOfMostProbable(2)
                .derive(
                        SPACE,
                        PROBABILITIES,
                        cell -> {
                            scored.add(cell);
                            return shared.get(cell);
                        },
                        new Random(0));
        assertThat(scored).containsExactly(MOST, SECOND);
        assertThat(derived).isEqualTo(SECOND);
        assertThat(Derivation.bestOfMostProbable(9).derive(SPACE, PROBABILITIES, shared::get, new Random(0)))
                .as("more than there are: all")
                .isEqualTo(LEAST);
    }

    @Test
    void of_random_cells_so_many_are_scored_none_twice_and_the_best_of_these_is_derived() {
        for (long seed = 0; seed < 20; seed++) {
            List<Cell> scored = new ArrayList<>();
            Cell derived = Derivation.bestOfRandom(2)
                    .derive(
                            SPACE,
                            PROBABILITIES,
                            cell -> {
                                scored.add(cell);
                                return cell.equals(SECOND) ? 60 : 50;
                            },
                            new Random(seed));
            assertThat(scored).hasSize(2).doesNotHaveDuplicates();
            assertThat(derived).isEqualTo(scored.contains(SECOND) ? SECOND : scored.get(0));
        }
    }
}
