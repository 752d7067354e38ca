package io.github.grabnas.classifier;

import java.util.List;

/**
 * The classes' probabilities for some pictures, in the pictures' order. Immutable.
 *
 * <pre>{@code
 * Predictions predictions = classifier.predict(images);
 * String best = predictions.className(0);
 * double sure = predictions.probability(0);
 * }</pre>
 */
public final class Predictions {

    private final List<String> classNames;
    private final float[][] probabilities;

    private Predictions(List<String> classNames, float[][] probabilities) {
        this.classNames = classNames;
        this.probabilities = probabilities;
    }

    /**
     * Predictions from their probabilities.
     *
     * @param probabilities picture by picture, one number from 0 to 1 for each class; copied
     * @throws IllegalArgumentException if a picture has not as many as there are classes, or one is out of range
     */
    public static Predictions of(List<String> classNames, float[][] probabilities) {
        float[][] copied = new float[probabilities.length][];
        for (int i = 0; i < copied.length; i++) {
            copied[i] = probabilities[i].clone();
            if (copied[i].length != classNames.size()) {
                throw new IllegalArgumentException("picture " + i + " has " + copied[i].length
                        + " probabilities; expected " + classNames.size() + ", one for each class");
            }
            for (float p : copied[i]) {
                if (!(p >= 0 && p <= 1)) {
                    throw new IllegalArgumentException(
                            "picture " + i + " has the probability " + p + "; expected 0 to 1");
                }
            }
        }
        return new Predictions(List.copyOf(classNames), copied);
    }

    /**
     * The softmax of scores: {@code exp(score) / sum of exp(score)}.
     *
     * @param scores picture by picture, one for each class
     */
    static Predictions ofScores(List<String> classNames, float[][] scores) {
        float[][] result = new float[scores.length][];
        for (int i = 0; i < scores.length; i++) {
            result[i] = softmax(scores[i]);
        }
        return of(classNames, result);
    }

    private static float[] softmax(float[] scores) {
        double top = Double.NEGATIVE_INFINITY;
        for (float score : scores) {
            top = Math.max(top, score);
        }
        double sum = 0;
        for (float score : scores) {
            sum += StrictMath.exp(score - top);
        }
        float[] result = new float[scores.length];
        for (int k = 0; k < scores.length; k++) {
            result[k] = (float) (StrictMath.exp(scores[k] - top) / sum);
        }
        return result;
    }

    /** The number of pictures. */
    public int count() {
        return probabilities.length;
    }

    /** The classes; a predicted class is a position here. */
    public List<String> classNames() {
        return classNames;
    }

    /** The probability of a class, 0 to 1. */
    public double probability(int picture, int classNumber) {
        return probabilities[picture][classNumber];
    }

    /** The most probable class; of several the first. */
    public int predicted(int picture) {
        float[] all = probabilities[picture];
        int best = 0;
        for (int k = 1; k < all.length; k++) {
            best = all[k] > all[best] ? k : best;
        }
        return best;
    }

    /** The name of the most probable class. */
    public String className(int picture) {
        return classNames.get(predicted(picture));
    }

    /** The probability of the most probable class, 0 to 1. */
    public double probability(int picture) {
        return probability(picture, predicted(picture));
    }
}
