package io.github.grabnas.classifier;

import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.nn.convolution.CandidateNetwork;
import io.github.grabnas.nn.convolution.NetworkWeights;
import io.github.grabnas.nn.convolution.Pixels;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.Architecture;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A trained network together with all that turns pictures into class probabilities. Immutable, and safe for use by
 * several threads.
 *
 * <pre>{@code
 * ImageClassifier classifier = new ClassifierTraining(settings).train(cell, task).classifier();
 * Predictions predictions = classifier.predict(task.test());
 * OnnxModel.write(classifier, Path.of("model.onnx"));
 * }</pre>
 *
 * @param architecture of every cell
 * @param skeleton what surrounds the cells: grey or coloured images, their size, how many channels and cells
 * @param weights trained, with batch normalisation's running statistics
 * @param mean of each image channel over the training images, 0 to 255, which is subtracted
 * @param standardDeviation of each image channel, by which is divided
 * @param classNames in the order of the network's scores
 */
public record ImageClassifier(
        Architecture architecture,
        Skeleton skeleton,
        NetworkWeights weights,
        List<Double> mean,
        List<Double> standardDeviation,
        List<String> classNames) {

    private static final int BATCH = 64;

    /**
     * Checks that the parts agree, but for the weights' names and sizes: what uses them, a prediction or a file,
     * refuses those of another architecture.
     *
     * @throws IllegalArgumentException if they do not, a weight is not finite, or a deviation not positive
     */
    public ImageClassifier {
        mean = List.copyOf(mean);
        standardDeviation = List.copyOf(standardDeviation);
        classNames = List.copyOf(classNames);
        if (classNames.size() != skeleton.classes()
                || classNames.stream().distinct().count() != classNames.size()) {
            throw new IllegalArgumentException(
                    "classes " + classNames + ": expected " + skeleton.classes() + " different names");
        }
        if (mean.size() != skeleton.imageChannels() || standardDeviation.size() != skeleton.imageChannels()) {
            throw new IllegalArgumentException("means " + mean + ", deviations " + standardDeviation + ": expected "
                    + skeleton.imageChannels() + " of each, one for each channel of the images");
        }
        Pixels.of(array(mean), array(standardDeviation));
        if (!weights.areFinite()) {
            throw new IllegalArgumentException("the network of '" + architecture.text()
                    + "' has weights that are infinite or no numbers: its training diverged");
        }
    }

    /** How bytes become the network's input. */
    public Pixels pixels() {
        return Pixels.of(array(mean), array(standardDeviation));
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * The classes' probabilities.
     *
     * @param images grey or coloured, of any size; they are made grey or coloured and resized as the network needs
     *     them. Their labels play no part
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public Predictions predict(LabelledImages images) {
        return predict(images, 1);
    }

    /**
     * The same on several threads.
     *
     * @param threads how many may work on one batch; the probabilities do not depend on it
     */
    public Predictions predict(LabelledImages images, int threads) {
        LabelledImages fitted =
                images.withChannels(skeleton.imageChannels()).resized(skeleton.imageSize(), skeleton.imageSize());
        float[][] scores = new float[images.count()][];
        try (CandidateNetwork network = network(threads)) {
            for (int from = 0; from < images.count(); from += BATCH) {
                int[] which = IntStream.range(from, Math.min(images.count(), from + BATCH))
                        .toArray();
                float[][] part = network.scores(fitted, which, pixels());
                System.arraycopy(part, 0, scores, from, part.length);
            }
        }
        return Predictions.ofScores(classNames, scores);
    }

    /** The network with its weights, for batches of 64; to be closed. */
    private CandidateNetwork network(int threads) {
        CandidateNetwork network = new CandidateNetwork(architecture.graph(), skeleton, BATCH, threads);
        weights.copyTo(network);
        return network;
    }
}
