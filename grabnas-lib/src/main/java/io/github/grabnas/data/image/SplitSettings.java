package io.github.grabnas.data.image;

/**
 * How an {@link ImageCollection} is divided where its publisher did not.
 *
 * @param validationShare of each class's images, from 0 (no image is drawn for validation); of those that are not in a
 *     given test part
 * @param testShare of each class's images, from above 0; the two together below 1
 * @param keepNearDuplicatesTogether whether pictures that are alike, such as frames of one track, go to one part
 * @param seed decides by chance
 */
public record SplitSettings(double validationShare, double testShare, boolean keepNearDuplicatesTogether, long seed) {

    /** Checks the shares. */
    public SplitSettings {
        if (!(validationShare >= 0 && testShare > 0 && validationShare + testShare < 1)) {
            throw new IllegalArgumentException("validation share " + validationShare + ", test share " + testShare
                    + ": expected a validation share from 0 and a test share above 0, together below 1");
        }
    }

    /** A fifth for validation, a fifth for the test, near duplicates together, seed 0. */
    public static SplitSettings defaults() {
        return new SplitSettings(0.2, 0.2, true, 0);
    }

    /** The same with another seed. */
    public SplitSettings withSeed(long other) {
        return new SplitSettings(validationShare, testShare, keepNearDuplicatesTogether, other);
    }

    /** The same with other shares. */
    public SplitSettings withShares(double validation, double test) {
        return new SplitSettings(validation, test, keepNearDuplicatesTogether, seed);
    }
}
