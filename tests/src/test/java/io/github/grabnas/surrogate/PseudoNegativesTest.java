package io.github.grabnas.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.benchmark.WithheldCells;
import io.github.grabnas.nn.FusionMlp;
import io.github.grabnas.nn.graph.GraphEncoder;
import io.github.grabnas.nn.settransformer.DatasetEncoder;
import io.github.grabnas.nn.training.TrainingSettings;
import io.github.grabnas.nn.training.TrainingState;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Cells that no tuple holds, as they are drawn and as they enter meta-training. */
class PseudoNegativesTest {

    private final DeepKernel model = new DeepKernel(
            new DatasetEncoder(3, 8, 2, 6, true),
            new GraphEncoder(10, 8, 8, true),
            new FusionMlp(6, 8, 10, 6),
            KernelKind.MATERN52);

    private static Set<Cell> tried(List<MetaTrainingTuple> tuples) {
        return tuples.stream().flatMap(tuple -> tuple.cell().stream()).collect(Collectors.toSet());
    }

    private MetaCheckpoint trained(PseudoNegatives pseudoNegatives) {
        MetaTrainingData data = MadeUpTasks.data();
        MetaTraining training = new MetaTraining(new TrainingSettings(4, 48, 3e-3, 1e-3, 4, 1), 3, pseudoNegatives);
        TrainingState state =
                training.start(model, model.initialize(7), data, 7).complete(p -> {});
        return MetaCheckpoint.of(model, training, data, state, Map.of());
    }

    @Test
    void drawn_cells_are_distinct_and_in_no_tuple_and_the_seed_decides_them() {
        List<MetaTrainingTuple> tuples = MadeUpTasks.data().tuples();
        List<Cell> drawn = PseudoNegatives.draw(tuples, WithheldCells.none(), 300, new SplittableRandom(4));
        assertThat(drawn).hasSize(300).doesNotHaveDuplicates().doesNotContainAnyElementsOf(tried(tuples));
        assertThat(PseudoNegatives.draw(tuples, WithheldCells.none(), 300, new SplittableRandom(4)))
                .isEqualTo(drawn);
        assertThat(PseudoNegatives.draw(tuples, WithheldCells.none(), 300, new SplittableRandom(5)))
                .isNotEqualTo(drawn);
    }

    @Test
    void withheld_cells_are_drawn_neither_for_batches_nor_as_prior_observations() {
        WithheldCells half = new WithheldCells(
                "half of them",
                IntStream.range(0, Cell.COUNT / 2).mapToObj(Cell::ofIndex).collect(Collectors.toSet()));
        assertThat(PseudoNegatives.draw(MadeUpTasks.data().tuples(), half, 300, new SplittableRandom(4)))
                .hasSize(300)
                .noneMatch(half.cells()::contains);
        MetaTrainingData data = MadeUpTasks.data().without(half);
        MetaTraining training =
                new MetaTraining(new TrainingSettings(2, 48, 3e-3, 1e-3, 2, 1), 3, new PseudoNegatives(10, 400, -2));
        TrainingState state =
                training.start(model, model.initialize(7), data, 7).complete(p -> {});
        MetaCheckpoint checkpoint = MetaCheckpoint.of(model, training, data, state, Map.of());
        assertThat(checkpoint.priorObservations())
                .hasSizeGreaterThan(400)
                .noneMatch(o -> half.cells().contains(o.cell()));
        assertThat(checkpoint.initialCells()).noneMatch(half.cells()::contains);
    }

    @Test
    void where_fewer_cells_are_left_than_asked_for_all_of_them_are_drawn() {
        List<MetaTrainingTuple> allButNine = IntStream.range(9, Cell.COUNT)
                .mapToObj(i -> new MetaTrainingTuple(0, Cell.ofIndex(i), 50, MetaTrainingTuple.Split.TRAIN))
                .toList();
        List<Cell> nine = IntStream.range(0, 9).mapToObj(Cell::ofIndex).toList();
        assertThat(PseudoNegatives.draw(allButNine, WithheldCells.none(), 9, new SplittableRandom(1)))
                .containsExactlyInAnyOrderElementsOf(nine);
        assertThat(PseudoNegatives.draw(allButNine, WithheldCells.none(), 50, new SplittableRandom(1)))
                .containsExactlyInAnyOrderElementsOf(nine);
    }

    @Test
    void a_checkpoint_holds_them_as_prior_observations_of_one_weak_tuple_each_and_none_without_pseudo_negatives() {
        Set<Cell> tried = tried(MadeUpTasks.data().tuples());
        assertThat(trained(new PseudoNegatives(16, 30, -1.5)).priorObservations())
                .filteredOn(l -> !tried.contains(l.cell()))
                .hasSize(30)
                .allMatch(l -> l.effect() == -1.5 && l.count() == 1);
        assertThat(trained(PseudoNegatives.none()).priorObservations())
                .isNotEmpty()
                .allMatch(l -> tried.contains(l.cell()));
    }

    @Test
    void a_surrogate_expects_less_of_cells_that_count_as_weak_than_one_that_has_no_observation_of_them() {
        MetaCheckpoint with = trained(new PseudoNegatives(16, 30, -2));
        MetaCheckpoint without = with.withPriorObservations(
                with.priorObservations().stream().filter(l -> l.effect() != -2).toList());
        List<Cell> weak = with.priorObservations().stream()
                .filter(l -> l.effect() == -2)
                .map(MetaCheckpoint.PriorObservation::cell)
                .toList();
        assertThat(weak).hasSize(30);
        assertThat(mean(with, weak)).isLessThan(mean(without, weak) - 0.1);
    }

    private static double mean(MetaCheckpoint checkpoint, List<Cell> cells) {
        DeepKernelSurrogate surrogate = DeepKernelSurrogate.withoutDataset(checkpoint);
        return Arrays.stream(surrogate.encode(cells).priorMeans()).average().orElseThrow();
    }

    @Test
    void negative_counts_batches_without_prior_observations_and_effects_that_are_no_numbers_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PseudoNegatives(-1, 10, -2))
                .withMessageContaining("-1 in a batch");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PseudoNegatives(1, -10, -2))
                .withMessageContaining("-10 prior observations");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PseudoNegatives(1, 0, -2))
                .withMessageContaining("0 prior observations");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PseudoNegatives(1, 1, Double.NaN))
                .withMessageContaining("effect NaN");
    }
}
