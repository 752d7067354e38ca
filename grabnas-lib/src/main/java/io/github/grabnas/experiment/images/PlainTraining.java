package io.github.grabnas.experiment.images;

import io.github.grabnas.classifier.ClassifierSettings;
import io.github.grabnas.classifier.ClassifierTraining;
import io.github.grabnas.classifier.InferenceTimes;
import io.github.grabnas.classifier.TrainedClassifier;
import io.github.grabnas.data.image.ImageSplit;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;

import java.io.IOException;
import java.util.function.DoubleSupplier;

/**
 * What a search has to be better than: the cell of six 3x3 convolutions, which with the skeleton's shortcuts is a plain
 * residual network, trained without any search on the training and validation images of the same split.
 */
final class PlainTraining {

    /** The cell of six 3x3 convolutions. */
    static final Cell ALL_3X3 = InferenceTimes.uniform(Operation.NOR_CONV_3X3);

    private final ImageSearchRequest request;
    private final TrainingSpeed speed;
    private final long begin = System.nanoTime();

    /** A training whose time runs from here. */
    PlainTraining(ImageSearchRequest request, TrainingSpeed speed) {
        this.request = request;
        this.speed = speed;
    }

    /**
     * What it came to.
     *
     * @param scale at which it was trained
     * @param trained the network
     * @param split the images
     * @param seconds of everything
     */
    record Outcome(TrainingScale scale, TrainedClassifier trained, ImageSplit split, double seconds) {}

    /**
     * Takes all the time of the request's budget: at the largest of the {@link ProxyRule}'s scales at which enough
     * epochs fit, for as many epochs as fit.
     */
    Outcome inAllTheTime() throws IOException {
        ImageSplit split = split();
        ProxyRule rule = new ProxyRule(ImageFacts.of(split), request.budget(), request.imageSettings(), speed);
        TrainingScale scale = rule.alone(request.budget().seconds() - elapsed());
        return train(split, scale, () -> request.budget().seconds() - elapsed());
    }

    /** At the pixels, channels and cells of a scale, for as many epochs as fit into so many seconds of training. */
    Outcome inSeconds(TrainingScale scale, double seconds) throws IOException {
        return train(split(), scale, () -> seconds);
    }

    private ImageSplit split() throws IOException {
        return ImageSplit.of(request.read(), request.imageSettings().split(request.seed()));
    }

    /**
     * Trains.
     *
     * @param left the seconds of training and looking at the test images; asked for when an epoch was measured
     */
    private Outcome train(ImageSplit split, TrainingScale scale, DoubleSupplier left) {
        ImageTask parts = split.task();
        LabelledImages all =
                parts.training().and(parts.validation().orElseThrow()).resized(scale.pixels(), scale.pixels());
        ImageTask task = new ImageTask(parts.name(), all, parts.test().resized(scale.pixels(), scale.pixels()));
        Skeleton skeleton = ImageFacts.of(split).skeleton(scale);
        TrainingScale one = scale.withImages(all.count());
        ClassifierTraining training =
                training(one, speed.timing(skeleton, one.recipe().batchSize()).threads());
        double epoch = training.secondsAnEpoch(ALL_3X3, task);
        double test = ProxyRule.INFERENCE * epoch * task.test().count() / all.count();
        TrainingScale last = one.withEpochs((int) Math.max(1, (left.getAsDouble() - test) / epoch));
        TrainedClassifier trained =
                training(last, training.settings().threads()).train(ALL_3X3, task);
        return new Outcome(last, trained, split, elapsed());
    }

    private ClassifierTraining training(TrainingScale scale, int threads) {
        return new ClassifierTraining(new ClassifierSettings(
                scale.channels(), scale.cells(), scale.recipe(), request.seed(), threads, request.engine()));
    }

    private double elapsed() {
        return (System.nanoTime() - begin) / 1e9;
    }
}
