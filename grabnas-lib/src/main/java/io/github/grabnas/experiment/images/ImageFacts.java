package io.github.grabnas.experiment.images;

import io.github.grabnas.data.image.DataPart;
import io.github.grabnas.data.image.ImageSplit;
import io.github.grabnas.nn.convolution.Skeleton;

/**
 * What of somebody's images decides how long a training takes.
 *
 * @param training images to train on
 * @param validation images to choose by
 * @param test images to measure the chosen network on
 * @param classes how many
 * @param channels 1 for grey images, 3 for coloured ones
 * @param side height and width at which they were read, in pixels
 */
public record ImageFacts(int training, int validation, int test, int classes, int channels, int side) {

    /** Those of divided images. */
    public static ImageFacts of(ImageSplit split) {
        return new ImageFacts(
                split.count(DataPart.TRAINING),
                split.count(DataPart.VALIDATION),
                split.count(DataPart.TEST),
                split.collection().classNames().size(),
                split.collection().images().channels(),
                split.collection().images().height());
    }

    /** How many training images each class has. */
    static int[] trainingOfEachClass(ImageSplit split) {
        int[] sizes = new int[split.collection().classNames().size()];
        for (int i = 0; i < split.collection().count(); i++) {
            sizes[split.collection().entries().get(i).label()] += split.part(i) == DataPart.TRAINING ? 1 : 0;
        }
        return sizes;
    }

    /** What surrounds the cells at a scale. */
    Skeleton skeleton(TrainingScale scale) {
        return new Skeleton(channels, scale.pixels(), classes, scale.channels(), scale.cells());
    }
}
