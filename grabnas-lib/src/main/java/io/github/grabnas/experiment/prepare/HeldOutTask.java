package io.github.grabnas.experiment.prepare;

import io.github.grabnas.benchmark.ProxyFeatures;
import io.github.grabnas.benchmark.ProxyTupleReader;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.settransformer.DatasetSample;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.surrogate.Observation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A task at proxy scale that was held out: no meta-training task has any of its classes.
 *
 * @param name of the task
 * @param features of its training images, a matrix for each class
 * @param trainings what was measured on it
 */
record HeldOutTask(String name, List<Matrix> features, List<Observation> trainings) {

    HeldOutTask {
        features = List.copyOf(features);
        trainings = List.copyOf(trainings);
    }

    /**
     * All of them.
     *
     * @param maxNodes trainings of larger graphs are left out
     */
    static List<HeldOutTask> all(int maxNodes) throws IOException {
        ProxyFeatures features = ProxyFeatures.find();
        Map<String, List<Observation>> tasks = new LinkedHashMap<>();
        for (ProxyTupleReader.Training training : ProxyTupleReader.find().heldOut()) {
            Architecture architecture = training.tuple().architecture();
            if (architecture.graph().nodeCount() <= maxNodes) {
                tasks.computeIfAbsent(training.task(), t -> new ArrayList<>())
                        .add(Observation.of(architecture, training.tuple().accuracy()));
            }
        }
        return tasks.entrySet().stream()
                .map(task -> new HeldOutTask(task.getKey(), features.of(task.getKey()), task.getValue()))
                .toList();
    }

    /** A sample of its images, as the dataset encoder reads it. */
    DatasetSample sample(long seed) {
        return DatasetSample.draw(features, DatasetSample.PER_CLASS, seed);
    }
}
