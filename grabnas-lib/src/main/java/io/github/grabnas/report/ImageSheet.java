package io.github.grabnas.report;

import io.github.grabnas.data.image.LabelledImages;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Some images of every class, one column a class, under its name. */
public final class ImageSheet {

    private static final int GAP = 6;
    private static final int HEADING = 18;
    private static final int NARROWEST = 52;

    private ImageSheet() {}

    /**
     * The sheet.
     *
     * @param rows how many images of each class, the first ones
     * @param zoom how many screen pixels an image's pixel becomes, in either direction
     */
    public static BufferedImage of(LabelledImages images, int rows, int zoom) {
        if (rows < 1 || zoom < 1) {
            throw new IllegalArgumentException(rows + " rows, zoom " + zoom + ": expected at least 1 of each");
        }
        int classes = images.classNames().size();
        int cellWidth = Math.max(NARROWEST, images.width() * zoom + GAP);
        int cellHeight = images.height() * zoom + GAP;
        BufferedImage sheet =
                new BufferedImage(classes * cellWidth, HEADING + rows * cellHeight, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        for (int c = 0; c < classes; c++) {
            int middle = c * cellWidth + cellWidth / 2;
            String name = images.classNames().get(c);
            while (graphics.getFontMetrics().stringWidth(name) > cellWidth - 2 && name.length() > 2) {
                name = name.substring(0, name.length() - 2) + "…";
            }
            graphics.drawString(name, middle - graphics.getFontMetrics().stringWidth(name) / 2, HEADING - 5);
            List<Integer> members = images.ofClass(c);
            for (int row = 0; row < Math.min(rows, members.size()); row++) {
                draw(
                        images,
                        members.get(row),
                        sheet,
                        middle - images.width() * zoom / 2,
                        HEADING + row * cellHeight,
                        zoom);
            }
        }
        graphics.dispose();
        return sheet;
    }

    private static void draw(LabelledImages images, int image, BufferedImage sheet, int left, int top, int zoom) {
        for (int y = 0; y < images.height() * zoom; y++) {
            for (int x = 0; x < images.width() * zoom; x++) {
                int rgb = 0;
                for (int c = 0; c < 3; c++) {
                    rgb = rgb << 8 | images.pixel(image, Math.min(c, images.channels() - 1), y / zoom, x / zoom);
                }
                sheet.setRGB(left + x, top + y, rgb);
            }
        }
    }
}
