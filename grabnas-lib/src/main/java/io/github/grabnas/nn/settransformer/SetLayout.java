package io.github.grabnas.nn.settransformer;

import java.util.Arrays;

/**
 * How the rows of a matrix divide into sets: the first {@code size(0)} rows are the first set, and so on. Sets may have
 * any sizes from 1; nothing is padded, so that what one set gives cannot depend on another.
 */
public final class SetLayout {

    private final int[] offsets;

    private SetLayout(int[] offsets) {
        this.offsets = offsets;
    }

    /**
     * Sets of the given sizes.
     *
     * @throws IllegalArgumentException if there is none, or one is empty
     */
    public static SetLayout ofSizes(int... sizes) {
        if (sizes.length == 0) {
            throw new IllegalArgumentException("expected at least one set, got none");
        }
        int[] offsets = new int[sizes.length + 1];
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] < 1) {
                throw new IllegalArgumentException(
                        "set " + i + " has " + sizes[i] + " elements; expected at least one");
            }
            offsets[i + 1] = Math.addExact(offsets[i], sizes[i]);
        }
        return new SetLayout(offsets);
    }

    /** So many sets of one element each. */
    public static SetLayout ofSingles(int count) {
        int[] sizes = new int[count];
        Arrays.fill(sizes, 1);
        return ofSizes(sizes);
    }

    /** The number of sets. */
    public int count() {
        return offsets.length - 1;
    }

    /** The number of rows in all. */
    public int rows() {
        return offsets[count()];
    }

    /** Where each set begins, and at the end the number of rows; a new array. */
    int[] offsets() {
        return offsets.clone();
    }
}
