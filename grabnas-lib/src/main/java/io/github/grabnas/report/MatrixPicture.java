package io.github.grabnas.report;

import io.github.grabnas.linalg.Matrix;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A matrix as a picture: a coloured square for every number, blue below zero, orange above, white at zero. A colour bar
 * below says how large the numbers are.
 */
public final class MatrixPicture {

    private static final int HEADING = 24;
    private static final int LETTER = 7;
    private static final int MARGIN = 8;
    private static final int BAR_WIDTH = 120;
    private static final int BAR_HEIGHT = 8;
    /** The bar with its numbers and the room above it. */
    private static final int BAR_ROOM = 38;

    private static final int LARGEST_FONT = 11;
    private static final Color NEGATIVE = new Color(0x0072B2);
    private static final Color POSITIVE = new Color(0xD55E00);
    private static final Color FRAME = new Color(0xBBBBBB);

    private MatrixPicture() {}

    /**
     * The picture without names of columns.
     *
     * @param title above the picture
     * @param rows a name for every row; empty for none
     * @param size of a square in pixels
     */
    public static BufferedImage of(String title, Matrix matrix, List<String> rows, int size) {
        return of(title, matrix, rows, List.of(), size);
    }

    /**
     * The picture.
     *
     * @param title above the picture
     * @param rows a name for every row; empty for none
     * @param columns a name for every column, written upwards where it is wider than a square; empty for none
     * @param size of a square in pixels
     */
    public static BufferedImage of(String title, Matrix matrix, List<String> rows, List<String> columns, int size) {
        if (size < 1
                || !rows.isEmpty() && rows.size() != matrix.rows()
                || !columns.isEmpty() && columns.size() != matrix.columns()) {
            throw new IllegalArgumentException("squares of " + size + " pixels, " + rows.size() + " names of rows and "
                    + columns.size() + " of columns for a " + matrix);
        }
        int left = longest(rows) * LETTER + MARGIN;
        boolean upwards = longest(columns) * LETTER > size;
        int top = HEADING + (columns.isEmpty() ? 0 : upwards ? longest(columns) * LETTER + 4 : LARGEST_FONT + 4);
        int bottom = top + matrix.rows() * size;
        int width = Math.max(left + Math.max(matrix.columns() * size, BAR_WIDTH) + 24, title.length() * (LETTER + 1));
        BufferedImage image = new BufferedImage(width, bottom + BAR_ROOM, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
        graphics.drawString(title, 4, 16);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Math.min(LARGEST_FONT, Math.max(size, 8))));
        for (int i = 0; i < rows.size(); i++) {
            graphics.drawString(rows.get(i), 4, top + i * size + size / 2 + 4);
        }
        for (int j = 0; j < columns.size(); j++) {
            column(graphics, columns.get(j), left + j * size, top - 4, size, upwards);
        }
        double largest = Arrays.stream(matrix.toArray()).map(Math::abs).max().orElse(0);
        squares(graphics, matrix, largest, left, top, size);
        bar(graphics, matrix, largest, left, bottom + 12);
        graphics.dispose();
        return image;
    }

    private static int longest(List<String> names) {
        return names.stream().mapToInt(String::length).max().orElse(0);
    }

    private static void column(Graphics2D graphics, String name, int x, int y, int size, boolean upwards) {
        if (!upwards) {
            graphics.drawString(name, x + (size - graphics.getFontMetrics().stringWidth(name)) / 2, y);
            return;
        }
        Graphics2D turned = (Graphics2D) graphics.create();
        turned.rotate(-Math.PI / 2, x + size / 2.0 + 4, y);
        turned.drawString(name, x + size / 2 + 4, y);
        turned.dispose();
    }

    private static void squares(Graphics2D graphics, Matrix matrix, double largest, int left, int top, int size) {
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                graphics.setColor(colour(largest == 0 ? 0 : matrix.get(i, j) / largest));
                graphics.fillRect(left + j * size, top + i * size, size, size);
            }
        }
        graphics.setColor(FRAME);
        graphics.drawRect(left - 1, top - 1, matrix.columns() * size + 1, matrix.rows() * size + 1);
    }

    /** From zero, or from the negative of the largest number where there are negative ones. */
    private static void bar(Graphics2D graphics, Matrix matrix, double most, int left, int top) {
        boolean negative = Arrays.stream(matrix.toArray()).anyMatch(v -> v < 0);
        for (int x = 0; x < BAR_WIDTH; x++) {
            double share = (double) x / (BAR_WIDTH - 1);
            graphics.setColor(colour(negative ? 2 * share - 1 : share));
            graphics.fillRect(left + x, top, 1, BAR_HEIGHT);
        }
        graphics.setColor(FRAME);
        graphics.drawRect(left - 1, top - 1, BAR_WIDTH + 1, BAR_HEIGHT + 1);
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, LARGEST_FONT - 1));
        String largest = most == 0 ? "" : String.format(Locale.ROOT, "%.3g", most);
        int y = top + BAR_HEIGHT + 12;
        if (negative) {
            graphics.drawString("−" + largest, Math.max(0, left - MARGIN), y);
            graphics.drawString("0", left + BAR_WIDTH / 2 - 3, y);
        } else {
            graphics.drawString("0", left, y);
        }
        graphics.drawString(
                largest, left + BAR_WIDTH - graphics.getFontMetrics().stringWidth(largest), y);
    }

    private static Color colour(double share) {
        Color full = share < 0 ? NEGATIVE : POSITIVE;
        double s = Math.min(1, Math.abs(share));
        return new Color((int) (255 + s * (full.getRed() - 255)), (int) (255 + s * (full.getGreen() - 255)), (int)
                (255 + s * (full.getBlue() - 255)));
    }
}
