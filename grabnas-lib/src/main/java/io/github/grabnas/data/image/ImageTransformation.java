package io.github.grabnas.data.image;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A change to all images of a set that alters which architectures do well on it. Chance is drawn from a seed; the
 * classes stay.
 *
 * <p>Chance is drawn anew for each channel: in a coloured image, red, green and blue are turned by three angles, are
 * hidden at three places, and get three noises, so that coloured fringes appear. The tables that come with the library
 * were measured on such images.
 */
public sealed interface ImageTransformation {

    /** The images changed. */
    LabelledImages apply(LabelledImages images, long seed);

    /** A short name with the setting, such as {@code blur 2}. */
    String text();

    /**
     * None, one or two different ones, drawn from noise, blur, zoom, rotation, inversion and occlusion of drawn
     * strengths, and from others.
     *
     * @param others that may be drawn too
     */
    static List<ImageTransformation> upToTwo(SplittableRandom random, ImageTransformation... others) {
        List<ImageTransformation> kinds = new ArrayList<>(List.of(
                new Noise(20 + 10 * random.nextInt(6)),
                new Blur(1 + random.nextInt(2)),
                new Warp(0, 0.6 + 0.2 * random.nextInt(5), 0),
                new Warp(15 * (1 + random.nextInt(6)), 1, 0),
                new Inversion(),
                new Occlusion(0.25 * (1 + random.nextInt(2)))));
        kinds.addAll(List.of(others));
        int changes = random.nextInt(3);
        List<ImageTransformation> chosen = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            chosen.add(kinds.remove(random.nextInt(kinds.size())));
        }
        return List.copyOf(chosen);
    }

    /**
     * One channel of one image at a time, each with its own chance: {@code height x width} values, 0 to 255, rounded
     * and clipped afterwards.
     */
    private static LabelledImages eachPlane(LabelledImages images, long seed, PlaneChange change) {
        int height = images.height();
        int width = images.width();
        byte[] pixels = images.pixels();
        SplittableRandom random = new SplittableRandom(seed);
        for (int from = 0; from < pixels.length; from += height * width) {
            double[][] plane = new double[height][width];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    plane[y][x] = pixels[from + y * width + x] & 0xff;
                }
            }
            double[][] changed = change.apply(plane, random);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    pixels[from + y * width + x] = (byte) (int) Math.max(0, Math.min(255, Math.rint(changed[y][x])));
                }
            }
        }
        return images.withPixels(pixels);
    }

    /** What happens to one plane. */
    interface PlaneChange {

        /** The plane after the change. */
        double[][] apply(double[][] plane, SplittableRandom random);
    }

    /** Nothing changes. */
    record Unchanged() implements ImageTransformation {

        @Override
        public LabelledImages apply(LabelledImages images, long seed) {
            return images;
        }

        @Override
        public String text() {
            return "unchanged";
        }
    }

    /**
     * Gaussian noise on every pixel, drawn for each channel.
     *
     * @param standardDeviation in grey levels
     */
    record Noise(double standardDeviation) implements ImageTransformation {

        @Override
        public LabelledImages apply(LabelledImages images, long seed) {
            return eachPlane(images, seed, (plane, random) -> {
                for (double[] row : plane) {
                    for (int x = 0; x < row.length; x++) {
                        row[x] += standardDeviation * gaussian(random);
                    }
                }
                return plane;
            });
        }

        /** Box and Muller's; the generator's own is not the same in every version of Java. */
        private static double gaussian(SplittableRandom random) {
            return StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()))
                    * StrictMath.cos(2 * Math.PI * random.nextDouble());
        }

        @Override
        public String text() {
            return "noise " + standardDeviation;
        }
    }

    /**
     * A 3x3 box filter, some times over.
     *
     * @param passes how many times
     */
    record Blur(int passes) implements ImageTransformation {

        @Override
        public LabelledImages apply(LabelledImages images, long seed) {
            return eachPlane(images, seed, (plane, random) -> {
                double[][] now = plane;
                for (int pass = 0; pass < passes; pass++) {
                    now = box(now);
                }
                return now;
            });
        }

        private static double[][] box(double[][] plane) {
            double[][] result = new double[plane.length][plane[0].length];
            for (int y = 0; y < plane.length; y++) {
                for (int x = 0; x < plane[0].length; x++) {
                    double sum = 0;
                    for (int t = 0; t < 9; t++) {
                        int fromY = Math.max(0, Math.min(plane.length - 1, y + t / 3 - 1));
                        int fromX = Math.max(0, Math.min(plane[0].length - 1, x + t % 3 - 1));
                        sum += plane[fromY][fromX];
                    }
                    result[y][x] = sum / 9;
                }
            }
            return result;
        }

        @Override
        public String text() {
            return "blur " + passes;
        }
    }

    /**
     * Turned, scaled and sheared about the centre; what comes in from outside is black.
     *
     * @param degrees the largest angle; every channel of every image is turned by its own, up to so much either way
     * @param zoom how many times as large, 1 for the same size
     * @param shear by how many columns a row is shifted against the one above
     */
    record Warp(double degrees, double zoom, double shear) implements ImageTransformation {

        @Override
        public LabelledImages apply(LabelledImages images, long seed) {
            return eachPlane(images, seed, (plane, random) -> {
                double angle = StrictMath.toRadians(degrees * (2 * random.nextDouble() - 1));
                return warp(plane, StrictMath.cos(angle) / zoom, StrictMath.sin(angle) / zoom);
            });
        }

        private double[][] warp(double[][] plane, double cos, double sin) {
            int height = plane.length;
            int width = plane[0].length;
            double[][] result = new double[height][width];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double v = y - (height - 1) / 2.0;
                    double u = x - (width - 1) / 2.0 - shear * v;
                    result[y][x] = bilinear(
                            plane, sin * u + cos * v + (height - 1) / 2.0, cos * u - sin * v + (width - 1) / 2.0);
                }
            }
            return result;
        }

        private static double bilinear(double[][] plane, double y, double x) {
            int y0 = (int) Math.floor(y);
            int x0 = (int) Math.floor(x);
            double sum = 0;
            for (int t = 0; t < 4; t++) {
                int fromY = y0 + t / 2;
                int fromX = x0 + t % 2;
                if (fromY >= 0 && fromY < plane.length && fromX >= 0 && fromX < plane[0].length) {
                    sum += (1 - Math.abs(y - fromY)) * (1 - Math.abs(x - fromX)) * plane[fromY][fromX];
                }
            }
            return sum;
        }

        @Override
        public String text() {
            return "warp " + degrees + " " + zoom + " " + shear;
        }
    }

    /** Black becomes white. */
    record Inversion() implements ImageTransformation {

        @Override
        public LabelledImages apply(LabelledImages images, long seed) {
            return eachPlane(images, seed, (plane, random) -> {
                for (double[] row : plane) {
                    for (int x = 0; x < row.length; x++) {
                        row[x] = 255 - row[x];
                    }
                }
                return plane;
            });
        }

        @Override
        public String text() {
            return "inversion";
        }
    }

    /**
     * A square of grey level 128 hides a part of every channel of every image, at a place of its own.
     *
     * @param size the square's side as a share of the image's, 0 to 1
     */
    record Occlusion(double size) implements ImageTransformation {

        @Override
        public LabelledImages apply(LabelledImages images, long seed) {
            return eachPlane(images, seed, (plane, random) -> {
                int side = (int) Math.rint(size * Math.min(plane.length, plane[0].length));
                int top = random.nextInt(plane.length - side + 1);
                int left = random.nextInt(plane[0].length - side + 1);
                for (int y = top; y < top + side; y++) {
                    java.util.Arrays.fill(plane[y], left, left + side, 128);
                }
                return plane;
            });
        }

        @Override
        public String text() {
            return "occlusion " + size;
        }
    }

    /** The size of the brightness gradient by Sobel's operator, halved: outlines, dark where nothing changes. */
    record Edges() implements ImageTransformation {

        @Override
        public LabelledImages apply(LabelledImages images, long seed) {
            return eachPlane(images, seed, (plane, random) -> {
                double[][] result = new double[plane.length][plane[0].length];
                for (int y = 0; y < plane.length; y++) {
                    for (int x = 0; x < plane[0].length; x++) {
                        double across = sobel(plane, y, x, false);
                        double down = sobel(plane, y, x, true);
                        result[y][x] = Math.sqrt(across * across + down * down) / 2;
                    }
                }
                return result;
            });
        }

        private static double sobel(double[][] plane, int y, int x, boolean down) {
            double sum = 0;
            for (int t = -1; t <= 1; t++) {
                int weight = t == 0 ? 2 : 1;
                sum += weight
                        * (down
                                ? at(plane, y + 1, x + t) - at(plane, y - 1, x + t)
                                : at(plane, y + t, x + 1) - at(plane, y + t, x - 1));
            }
            return sum;
        }

        private static double at(double[][] plane, int y, int x) {
            return plane[Math.max(0, Math.min(plane.length - 1, y))][Math.max(0, Math.min(plane[0].length - 1, x))];
        }

        @Override
        public String text() {
            return "edges";
        }
    }
}
