package io.github.grabnas.data.image;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Square crops of every image, at places and of sizes drawn by chance, every other one mirrored, all resized to half
 * the images' height.
 *
 * @param perImage how many of each image
 * @param smallest side of a crop in pixels
 */
public record RandomCrops(int perImage, int smallest) {

    /** Checks that there is something to cut. */
    public RandomCrops {
        if (perImage < 1 || smallest < 1) {
            throw new IllegalArgumentException(
                    perImage + " crops of at least " + smallest + " pixels; expected at least one of each");
        }
    }

    /**
     * Cuts the crops, those of one image one after the other.
     *
     * @throws IllegalArgumentException if the images are smaller than the smallest crop
     */
    public LabelledImages of(LabelledImages images, long seed) {
        int largest = Math.min(images.height(), images.width());
        if (smallest > largest) {
            throw new IllegalArgumentException(
                    images.name() + ": crops of at least " + smallest + " pixels; expected a size of 1 to " + largest);
        }
        SplittableRandom random = new SplittableRandom(seed);
        int side = images.height() / 2;
        int bytes = images.channels() * side * side;
        byte[] pixels = images.pixels();
        byte[] result = new byte[Math.multiplyExact(Math.multiplyExact(images.count(), perImage), bytes)];
        int[] labels = new int[images.count() * perImage];
        for (int i = 0; i < labels.length; i++) {
            int image = i / perImage;
            int size = smallest + random.nextInt(largest - smallest + 1);
            int top = random.nextInt(images.height() - size + 1);
            int left = random.nextInt(images.width() - size + 1);
            boolean mirrored = i % perImage % 2 == 1;
            byte[] cut = cut(images, pixels, image, new Square(size, top, left), mirrored);
            LabelledImages one =
                    new LabelledImages(images.name(), images.channels(), size, size, List.of("crop"), cut, new int[1]);
            System.arraycopy(one.resized(side, side).pixels(), 0, result, i * bytes, bytes);
            labels[i] = images.label(image);
        }
        return new LabelledImages(images.name(), images.channels(), side, side, images.classNames(), result, labels);
    }

    private record Square(int size, int top, int left) {}

    private static byte[] cut(LabelledImages images, byte[] pixels, int image, Square square, boolean mirrored) {
        int size = square.size;
        byte[] cut = new byte[images.channels() * size * size];
        for (int i = 0; i < cut.length; i++) {
            int channel = i / (size * size);
            int row = (image * images.channels() + channel) * images.height() + square.top + i / size % size;
            int x = i % size;
            cut[i] = pixels[row * images.width() + square.left + (mirrored ? size - 1 - x : x)];
        }
        return cut;
    }
}
