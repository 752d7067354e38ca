package io.github.grabnas.data.image;

/** How many bytes images take, which must fit in an array. */
final class PixelCount {

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 16;

    private PixelCount() {}

    /**
     * The bytes of some images.
     *
     * @param name what they are, for the message
     * @throws IllegalArgumentException if they are 2 GiB or more
     */
    static int bytes(String name, int count, int channels, int height, int width) {
        // Of sizes that no image has, the product could pass a long too.
        double bytes = (double) count * channels * height * width;
        if (bytes > LARGEST_ARRAY) {
            throw new IllegalArgumentException(name + ": " + count + " images of " + channels + " x " + height + " x "
                    + width + " take 2 GiB or more; take a smaller size or fewer images");
        }
        return (int) bytes;
    }
}
