package io.github.grabnas.surrogate;

import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.graph.GraphBatch;
import io.github.grabnas.nn.settransformer.DatasetSample;
import io.github.grabnas.space.Architecture;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Fused vectors (eq. 1) of architectures, each with the dataset of a task of its own. A task's dataset is drawn and
 * embedded once, when it is first met.
 */
final class TaskFusion {

    private final DeepKernel model;
    private final Parameters parameters;
    private final MetaTrainingData data;
    private final SplittableRandom random;
    private final Map<Integer, double[]> datasets = new HashMap<>();

    /** With samples of the tasks' datasets that are drawn by {@code random}. */
    TaskFusion(DeepKernel model, Parameters parameters, MetaTrainingData data, SplittableRandom random) {
        this.model = model;
        this.parameters = parameters;
        this.data = data;
        this.random = random;
    }

    /** Draws and embeds the datasets of tasks that were not met before, in their order. */
    void meet(List<Integer> tasks) {
        tasks.forEach(this::dataset);
    }

    /** The fused vectors, one a row; architecture i is fused with the dataset of task i. */
    Matrix fuse(List<? extends Architecture> architectures, List<Integer> tasks) {
        Matrix graphs = model.graphs().embed(parameters, GraphBatch.of(architectures));
        double[][] rows = new double[tasks.size()][];
        Arrays.setAll(
                rows,
                i -> model.fusion()
                        .fuse(parameters, dataset(tasks.get(i)), graphs.selectRows(i))
                        .row(0));
        return Matrix.ofRows(rows);
    }

    private double[] dataset(int task) {
        return model.readsDatasets()
                ? datasets.computeIfAbsent(
                        task,
                        t -> model.datasets()
                                .embed(parameters, List.of(data.sample(t, DatasetSample.PER_CLASS, random)))
                                .row(0))
                : new double[0];
    }
}
