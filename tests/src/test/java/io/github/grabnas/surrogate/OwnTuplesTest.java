package io.github.grabnas.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.benchmark.MetaTrainingTuple.Split;
import io.github.grabnas.nn.FusionMlp;
import io.github.grabnas.nn.graph.GraphEncoder;
import io.github.grabnas.nn.settransformer.DatasetEncoder;
import io.github.grabnas.nn.training.TrainingRun;
import io.github.grabnas.nn.training.TrainingSettings;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Meta-training on somebody's own tuples: few of them, and such as cannot be. */
class OwnTuplesTest {

    private static final MetaTrainingData MADE_UP = MadeUpTasks.data();

    private final DeepKernel model = new DeepKernel(
            new DatasetEncoder(3, 8, 2, 6, true),
            new GraphEncoder(10, 8, 8, true),
            new FusionMlp(6, 8, 10, 6),
            KernelKind.MATERN52);
    private final MetaTraining training =
            new MetaTraining(new TrainingSettings(2, 16, 3e-3, 1e-3, 1, 20), 3, PseudoNegatives.none());

    private static MetaTrainingData of(List<MetaTrainingTuple> tuples) {
        return new MetaTrainingData(tuples, MADE_UP.tasks(), MADE_UP.classes(), MADE_UP.taskFactors(), 30);
    }

    @Test
    void seven_cells_are_enough_and_all_of_them_are_initial_cells() {
        MetaTrainingData few = of(IntStream.range(0, 7 * 30)
                .mapToObj(i -> new MetaTrainingTuple(
                        i % 30, Cell.ofIndex(2_000 * (i % 7)), 60 + i % 7, i % 30 < 25 ? Split.TRAIN : Split.VALID))
                .toList());
        TrainingRun run = training.start(model, model.initialize(1), few, 1);
        run.complete(p -> {});
        MetaCheckpoint checkpoint = MetaCheckpoint.of(model, training, few, run.state(), Map.of());
        assertThat(checkpoint.initialCells()).hasSize(7).startsWith(Cell.ofIndex(12_000));
        assertThat(checkpoint.rawInitialCells()).hasSize(7);
    }

    @Test
    void tuples_of_graphs_alone_are_refused_before_the_training() {
        ArchitectureGraph graph = ArchitectureGraph.parse(
                "input nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 output; 0>1 1>2 2>3 3>4 4>5");
        MetaTrainingData graphs = of(IntStream.range(0, 30)
                .mapToObj(task -> new MetaTrainingTuple(task, graph, 60 + task, task < 25 ? Split.TRAIN : Split.VALID))
                .toList());
        assertThatThrownBy(() -> training.start(model, model.initialize(1), graphs, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none of the 30 tuples is for training and of a cell");
    }

    @Test
    void a_task_or_a_class_that_there_is_not_is_refused() {
        MetaTrainingTuple tuple = new MetaTrainingTuple(30, Cell.ofIndex(7), 60, Split.TRAIN);
        assertThatThrownBy(() -> of(List.of(tuple)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the task of '" + Cell.ofIndex(7).text() + "' has number 30; expected 0 to 29");
        assertThatThrownBy(() -> new MetaTrainingData(
                        List.of(), List.of(List.of(60)), MADE_UP.classes(), List.of(List.of(0)), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a task's class has number 60; expected 0 to 59");
        assertThatThrownBy(() ->
                        new MetaTrainingData(List.of(), MADE_UP.tasks(), MADE_UP.classes(), List.of(List.of(0)), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("30 tasks, 1 times factors, 30 scales");
    }
}
