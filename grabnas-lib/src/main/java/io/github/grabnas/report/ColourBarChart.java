package io.github.grabnas.report;

import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.List;

/**
 * A chart with a colour bar to its right: a field for each shade, the lowest at the bottom, with the limits of its
 * values beside it. XChart has colour bars for heat maps only.
 */
final class ColourBarChart extends XYChart {

    /** The room of the bar and its numbers, in pixels. */
    private static final int ROOM = 120;

    private static final int BAR = 18;
    private static final int GAP = 8;
    private static final int ABOVE = 45;
    private static final int BELOW = 80;
    private static final int BASELINE = 4;
    private static final Color FRAME = new Color(0xBBBBBB);
    private static final Font NUMBERS = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private final List<Shade> shades;

    /**
     * A field of the bar.
     *
     * @param from the lower limit of its values, in words
     * @param to the upper limit, in words
     */
    record Shade(Color colour, String from, String to) {}

    /**
     * An empty chart.
     *
     * @param shades from the lowest, at least one
     */
    ColourBarChart(XYChartBuilder builder, List<Shade> shades) {
        super(builder);
        this.shades = List.copyOf(shades);
    }

    /** The fields of the bar, from the lowest. */
    List<Shade> shades() {
        return shades;
    }

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
        graphics.setColor(getStyler().getChartBackgroundColor());
        graphics.fillRect(0, 0, width, height);
        super.paint(graphics, width - ROOM, height);
        setWidth(width);
        bar((Graphics2D) graphics.create(), width - ROOM + GAP, height);
    }

    private void bar(Graphics2D graphics, int left, int height) {
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(NUMBERS);
        double field = (double) (height - ABOVE - BELOW) / shades.size();
        for (int number = 0; number < shades.size(); number++) {
            int bottom = (int) Math.round(height - BELOW - number * field);
            int top = (int) Math.round(height - BELOW - (number + 1) * field);
            graphics.setColor(shades.get(number).colour());
            graphics.fillRect(left, top, BAR, bottom - top);
            graphics.setColor(Color.BLACK);
            graphics.drawString(shades.get(number).from(), left + BAR + GAP, bottom + BASELINE);
        }
        graphics.drawString(shades.get(shades.size() - 1).to(), left + BAR + GAP, ABOVE + BASELINE);
        graphics.setColor(FRAME);
        graphics.drawRect(left - 1, ABOVE - 1, BAR + 1, height - ABOVE - BELOW + 1);
        graphics.dispose();
    }
}
