package io.github.grabnas.surrogate;

import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.benchmark.MetaTrainingTuple.Split;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.FiniteDifferences;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Tasks on which the truth is known: a cell is the better the more 3x3 convolutions it has; a task is the harder the
 * higher its number.
 */
public final class MadeUpTasks {

    private MadeUpTasks() {}

    /** Thirty tasks of two classes and twelve tuples each; the last five tasks are held out. */
    public static MetaTrainingData data() {
        SplittableRandom random = new SplittableRandom(5);
        List<MetaTrainingTuple> tuples = new ArrayList<>();
        List<List<Integer>> tasks = new ArrayList<>();
        List<Matrix> classes = new ArrayList<>();
        List<List<Integer>> taskFactors = new ArrayList<>();
        for (int task = 0; task < 30; task++) {
            tasks.add(List.of(2 * task, 2 * task + 1));
            classes.add(FiniteDifferences.random(6, 3, 2L * task));
            classes.add(FiniteDifferences.random(4, 3, 2L * task + 1));
            taskFactors.add(List.of(task));
            for (int i = 0; i < 12; i++) {
                Cell cell = Cell.ofIndex(random.nextInt(Cell.COUNT));
                tuples.add(new MetaTrainingTuple(
                        task,
                        cell,
                        80 - task + 1.5 * cell.count(Operation.of("nor_conv_3x3")) + 0.3 * random.nextGaussian(),
                        task < 25 ? Split.TRAIN : Split.VALID));
            }
        }
        return new MetaTrainingData(tuples, tasks, classes, taskFactors, 30);
    }
}
