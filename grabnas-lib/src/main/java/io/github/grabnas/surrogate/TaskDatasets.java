package io.github.grabnas.surrogate;

import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;
import io.github.grabnas.nn.settransformer.DatasetEncoder;
import io.github.grabnas.nn.settransformer.DatasetSample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The datasets of a batch, encoded together: a class that several tasks have is encoded once. */
final class TaskDatasets {

    private TaskDatasets() {}

    /**
     * The mean of the embeddings of all tasks that have tuples, 1 x d. Of every class {@link DatasetSample#PER_CLASS}
     * instances are drawn by seed 0.
     */
    static Matrix meanEmbedding(DatasetEncoder encoder, Parameters parameters, MetaTrainingData data) {
        List<Integer> tasks = data.tuples().stream()
                .map(MetaTrainingTuple::task)
                .distinct()
                .sorted()
                .toList();
        Matrix embeddings = encode(
                        encoder,
                        Tape.forward(parameters),
                        data,
                        tasks,
                        DatasetSample.PER_CLASS,
                        new SplittableRandom(0))
                .value();
        double[] mean = new double[embeddings.columns()];
        for (int i = 0; i < embeddings.rows(); i++) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += embeddings.get(i, j) / embeddings.rows();
            }
        }
        return Matrix.ofRows(mean);
    }

    /**
     * The embeddings of tasks, one row each.
     *
     * @param instances of a class, drawn by chance; the same for all tasks that have the class
     */
    static Variable encode(
            DatasetEncoder encoder,
            Tape tape,
            MetaTrainingData data,
            List<Integer> tasks,
            int instances,
            SplittableRandom random) {
        Map<Integer, Integer> rows = new HashMap<>();
        List<Matrix> classes = new ArrayList<>();
        List<DatasetSample> samples = new ArrayList<>();
        List<Integer> prototypeRows = new ArrayList<>();
        for (int task : tasks) {
            List<Matrix> of = new ArrayList<>();
            for (int c : data.tasks().get(task)) {
                int row = rows.computeIfAbsent(c, number -> {
                    classes.add(MetaTrainingData.draw(data.classes().get(number), instances, random));
                    return classes.size() - 1;
                });
                prototypeRows.add(row);
                of.add(classes.get(row));
            }
            samples.add(new DatasetSample(of));
        }
        Variable prototypes = encoder.prototypes(tape, List.of(new DatasetSample(classes)));
        return encoder.combine(
                prototypes.rows(
                        prototypeRows.stream().mapToInt(Integer::intValue).toArray()),
                samples);
    }
}
