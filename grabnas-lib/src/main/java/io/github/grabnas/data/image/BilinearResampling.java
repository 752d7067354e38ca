package io.github.grabnas.data.image;

import java.util.Arrays;

/**
 * Resizing of one plane of pixels: each new pixel is the average of the old ones under a triangle as wide as two new
 * pixels (or two old ones, when enlarging), as Pillow's bilinear resampling is.
 */
final class BilinearResampling {

    private final int height;
    private final int width;
    private final double[][] down;
    private final double[][] across;

    /** From planes of one size to planes of another, in pixels. */
    BilinearResampling(int height, int width, int newHeight, int newWidth) {
        this.height = height;
        this.width = width;
        down = triangles(height, newHeight);
        across = triangles(width, newWidth);
    }

    /** Writes the plane that begins at {@code from} in {@code pixels}, resized, to {@code to} in {@code result}. */
    void resize(byte[] pixels, int from, byte[] result, int to) {
        double[] column = new double[width];
        for (int y = 0; y < down.length; y++) {
            Arrays.fill(column, 0);
            for (int row = 0; row < height; row++) {
                for (int x = 0; down[y][row] != 0 && x < width; x++) {
                    column[x] += down[y][row] * (pixels[from + row * width + x] & 0xff);
                }
            }
            for (int x = 0; x < across.length; x++) {
                double sum = 0;
                for (int old = 0; old < width; old++) {
                    sum += across[x][old] * column[old];
                }
                result[to + y * across.length + x] = (byte) Math.min(255, (int) (sum + 0.5));
            }
        }
    }

    /** For every new position the weights of the old ones. */
    private static double[][] triangles(int old, int now) {
        double scale = (double) old / now;
        double support = Math.max(1, scale);
        double[][] weights = new double[now][old];
        for (int i = 0; i < now; i++) {
            double centre = (i + 0.5) * scale;
            double total = 0;
            for (int j = 0; j < old; j++) {
                weights[i][j] = Math.max(0, 1 - Math.abs(j + 0.5 - centre) / support);
                total += weights[i][j];
            }
            for (int j = 0; j < old; j++) {
                weights[i][j] /= total;
            }
        }
        return weights;
    }
}
