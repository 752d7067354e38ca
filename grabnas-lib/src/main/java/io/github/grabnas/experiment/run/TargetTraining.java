package io.github.grabnas.experiment.run;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.image.ImageDataset;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.search.TrainerSource;

import java.util.stream.Stream;

/** The images of the library's targets, and the network around the cells that their tables are of. */
public final class TargetTraining {

    private static final int IMAGE_SIZE = 32;

    private TargetTraining() {}

    /**
     * Datasets at proxy scale, also those whose table is not there yet, have the networks and images of their table;
     * CIFAR-10 and CIFAR-100 the published network, C = 16 and N = 5, and what images there are. ImageNet16-120 has no
     * image files.
     */
    public static TrainerSource of(String label, DataFolder data) {
        boolean proxy = Stream.of(ProxyDataset.values())
                .anyMatch(d -> d.target().label().equals(label));
        if (proxy) {
            ProxyDataset dataset = ProxyDataset.of(label);
            return () -> CandidateTrainer.proxy(dataset, data);
        }
        if (!label.equals(Target.CIFAR10.label()) && !label.equals(Target.CIFAR100.label())) {
            return TrainerSource.NONE;
        }
        return () -> {
            TrainedTarget.Training published = TrainedTarget.Training.published();
            ImageTask images = ImageDataset.of(label).read(data, IMAGE_SIZE);
            return new CandidateTrainer(images, published.channels(), published.cells(), published.recipe(), 1);
        };
    }
}
