package io.github.grabnas.experiment.images;

import io.github.grabnas.classifier.AccuracyInterval;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What one line of a {@link ImageComparison} came to.
 *
 * @param key which
 * @param minutes that it was allowed
 * @param settings what all runs of the comparison have in common ({@link ImageComparison#settingsText()})
 * @param seconds that it took, from reading the images to the accuracy on the test images
 * @param evaluations architectures that were trained while searching; 0 without a search
 * @param validationAccuracy the best that the search saw, in percent; empty without a search
 * @param architecture of the network in the end
 * @param scale at which that was trained
 * @param trainingSeconds that its training took
 * @param test how many of the test images it classified rightly
 * @param imagesSha256 checksum of the images
 */
public record ComparedRun(
        Key key,
        double minutes,
        String settings,
        double seconds,
        int evaluations,
        OptionalDouble validationAccuracy,
        String architecture,
        TrainingScale scale,
        double trainingSeconds,
        AccuracyInterval test,
        String imagesSha256) {

    /** Checks that nothing is missing. */
    public ComparedRun {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(validationAccuracy, "validationAccuracy");
        Objects.requireNonNull(architecture, "architecture");
        Objects.requireNonNull(scale, "scale");
        Objects.requireNonNull(test, "test");
        Objects.requireNonNull(imagesSha256, "imagesSha256");
    }

    /**
     * Which line.
     *
     * @param dataset its name
     * @param line a search method's label, or one of the plain lines of {@link ImageComparison}
     * @param seed of the split, the search and the trainings
     */
    public record Key(String dataset, String line, long seed) {

        /** Checks that nothing is missing. */
        public Key {
            Objects.requireNonNull(dataset, "dataset");
            Objects.requireNonNull(line, "line");
        }

        /** Whether it is a line without a search. */
        boolean isPlain() {
            return line.equals(ImageComparison.WHOLE_TIME) || line.equals(ImageComparison.FINAL_TIME);
        }

        @Override
        public String toString() {
            return dataset + ", " + line + ", seed " + seed;
        }
    }
}
