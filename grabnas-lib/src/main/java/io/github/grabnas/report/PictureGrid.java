package io.github.grabnas.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/** Several pictures in one, row by row. */
public final class PictureGrid {

    private PictureGrid() {}

    /**
     * Puts pictures side by side.
     *
     * @param columns how many in a row, at least 1
     * @param pictures at least one
     */
    public static BufferedImage of(int columns, List<BufferedImage> pictures) {
        if (columns < 1 || pictures.isEmpty()) {
            throw new IllegalArgumentException(
                    columns + " columns of " + pictures.size() + " pictures: expected at least one of each");
        }
        int width = pictures.stream().mapToInt(BufferedImage::getWidth).max().orElseThrow();
        int used = Math.min(columns, pictures.size());
        int rows = (pictures.size() + used - 1) / used;
        int[] heights = new int[rows];
        for (int i = 0; i < pictures.size(); i++) {
            heights[i / used] = Math.max(heights[i / used], pictures.get(i).getHeight());
        }
        BufferedImage grid =
                new BufferedImage(width * used, Arrays.stream(heights).sum(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = grid.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, grid.getWidth(), grid.getHeight());
        for (int i = 0; i < pictures.size(); i++) {
            BufferedImage picture = pictures.get(i);
            int y = Arrays.stream(heights, 0, i / used).sum();
            graphics.drawImage(
                    picture,
                    i % used * width + (width - picture.getWidth()) / 2,
                    y + (heights[i / used] - picture.getHeight()) / 2,
                    null);
        }
        graphics.dispose();
        return grid;
    }
}
