package io.github.grabnas.report;

import io.github.grabnas.linalg.Matrix;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** A matrix as a picture: a coloured square for every number, blue below zero, red above, white at zero. */
public final class MatrixPicture {

    private static final int HEADING = 24;
    private static final int LETTER = 7;
    private static final Color NEGATIVE = new Color(0x0072B2);
    private static final Color POSITIVE = new Color(0xD55E00);

    private MatrixPicture() {}

    /**
     * The picture.
     *
     * @param title above the picture
     * @param rows a name for every row; empty for none
     * @param size of a square in pixels
     */
    public static BufferedImage of(String title, Matrix matrix, List<String> rows, int size) {
        if (size < 1 || !rows.isEmpty() && rows.size() != matrix.rows()) {
            throw new IllegalArgumentException(
                    "squares of " + size + " pixels, " + rows.size() + " names for a " + matrix);
        }
        int margin = rows.stream().mapToInt(String::length).max().orElse(0) * LETTER + 8;
        int width = Math.max(margin + matrix.columns() * size + 4, title.length() * (LETTER + 1));
        BufferedImage image = new BufferedImage(width, HEADING + matrix.rows() * size + 4, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
        graphics.drawString(title, 4, 16);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        double largest = 1e-300;
        for (double v : matrix.toArray()) {
            largest = Math.max(largest, Math.abs(v));
        }
        for (int i = 0; i < matrix.rows(); i++) {
            graphics.setColor(Color.BLACK);
            if (!rows.isEmpty()) {
                graphics.drawString(rows.get(i), 4, HEADING + i * size + size / 2 + 4);
            }
            for (int j = 0; j < matrix.columns(); j++) {
                graphics.setColor(colour(matrix.get(i, j) / largest));
                graphics.fillRect(margin + j * size, HEADING + i * size, size, size);
            }
        }
        graphics.dispose();
        return image;
    }

    private static Color colour(double share) {
        Color full = share < 0 ? NEGATIVE : POSITIVE;
        double s = Math.min(1, Math.abs(share));
        return new Color((int) (255 + s * (full.getRed() - 255)), (int) (255 + s * (full.getGreen() - 255)), (int)
                (255 + s * (full.getBlue() - 255)));
    }
}
