package io.github.grabnas.classifier;

import io.github.grabnas.data.image.LabelledImages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How good predictions are: the confusion matrix, accuracies with their intervals, and the pictures classified wrongly.
 * Immutable.
 */
public final class ClassificationQuality {

    /**
     * A picture classified wrongly.
     *
     * @param picture its number
     * @param label its class
     * @param predicted the class it was taken for
     * @param probability of that class, 0 to 1
     */
    public record Mistake(int picture, int label, int predicted, double probability) {}

    private final List<String> classNames;
    private final int[][] confusion;
    private final List<Mistake> mistakes;

    private ClassificationQuality(List<String> classNames, int[][] confusion, List<Mistake> mistakes) {
        this.classNames = classNames;
        this.confusion = confusion;
        this.mistakes = mistakes;
    }

    /**
     * Compares predictions with the pictures' own classes.
     *
     * @throws IllegalArgumentException if there are not as many of both, or of other classes
     */
    public static ClassificationQuality of(LabelledImages images, Predictions predictions) {
        if (images.count() != predictions.count() || !images.classNames().equals(predictions.classNames())) {
            throw new IllegalArgumentException(images + ": " + predictions.count() + " predictions of the classes "
                    + predictions.classNames() + "; expected one for each picture, and the same classes");
        }
        int classes = images.classNames().size();
        int[][] confusion = new int[classes][classes];
        List<Mistake> mistakes = new ArrayList<>();
        for (int i = 0; i < images.count(); i++) {
            int label = images.label(i);
            int predicted = predictions.predicted(i);
            confusion[label][predicted]++;
            if (label != predicted) {
                mistakes.add(new Mistake(i, label, predicted, predictions.probability(i)));
            }
        }
        mistakes.sort(Comparator.comparingDouble(Mistake::probability).reversed());
        return new ClassificationQuality(images.classNames(), confusion, List.copyOf(mistakes));
    }

    /** The classes. */
    public List<String> classNames() {
        return classNames;
    }

    /** How many pictures of the one class were taken for the other. */
    public int confusion(int label, int predicted) {
        return confusion[label][predicted];
    }

    /** The share of all pictures that is classified rightly. */
    public AccuracyInterval accuracy() {
        int classes = classNames.size();
        return AccuracyInterval.of(
                IntStream.range(0, classes).map(k -> confusion[k][k]).sum(),
                IntStream.range(0, classes).map(this::count).sum());
    }

    /** The share of a class's pictures that is classified rightly, its recall. */
    public AccuracyInterval accuracy(int label) {
        return AccuracyInterval.of(confusion[label][label], count(label));
    }

    /** The mean of the classes' accuracies, in percent: each class counts the same, however many pictures it has. */
    public double balancedAccuracy() {
        return IntStream.range(0, classNames.size())
                .mapToDouble(k -> accuracy(k).accuracy())
                .average()
                .orElseThrow();
    }

    /** The share of the pictures that are of the largest class, in percent: always saying that class is as accurate. */
    public double largestClassShare() {
        int[] counts = IntStream.range(0, classNames.size()).map(this::count).toArray();
        return 100.0
                * IntStream.of(counts).max().orElseThrow()
                / IntStream.of(counts).sum();
    }

    private int count(int label) {
        return IntStream.of(confusion[label]).sum();
    }

    /** The pictures classified wrongly, those first of which the network was most certain. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
