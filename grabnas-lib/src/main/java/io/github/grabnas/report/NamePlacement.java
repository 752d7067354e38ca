package io.github.grabnas.report;

import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.function.Function;

/** Where the name of a point on a map covers the fewest points: at one of its eight sides. */
final class NamePlacement {

    /** The width of a letter, half the height of a line, and the way from the point to the name, in pixels. */
    private static final double LETTER = 7;

    private static final double HALF_LINE = 8;
    private static final double AWAY = 8;
    /** What axes, title and legend take of a chart's width and height, in pixels. */
    private static final double BESIDE = 190;

    private static final double ABOVE_AND_BELOW = 100;
    /** Right, left, above, below, and between. */
    private static final int[][] SIDES = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, 1}, {-1, 1}, {1, -1}, {-1, -1}};

    private final double[] x;
    private final double[] y;
    /** The width and the height of a pixel in units of the axes, nearly. */
    private final double pixelX;

    private final double pixelY;

    /**
     * The places on a map.
     *
     * @param map with at least two points
     */
    NamePlacement(XYChart map) {
        this.x = all(map, XYSeries::getXData);
        this.y = all(map, XYSeries::getYData);
        this.pixelX = range(x) / (map.getWidth() - BESIDE);
        this.pixelY = range(y) / (map.getHeight() - ABOVE_AND_BELOW);
    }

    private static double[] all(XYChart map, Function<XYSeries, double[]> values) {
        return map.getSeriesMap().values().stream()
                .flatMapToDouble(series -> Arrays.stream(values.apply(series)))
                .toArray();
    }

    private static double range(double[] values) {
        DoubleSummaryStatistics statistics = Arrays.stream(values).summaryStatistics();
        return statistics.getMax() - statistics.getMin();
    }

    /** The name beside a point. */
    AnnotationText beside(double atX, double atY, String name) {
        double[] middle = middle(atX, atY, name);
        return new AnnotationText(name, middle[0], middle[1], false);
    }

    /** The middle of the name, about which XChart writes it: x and y, in units of the axes. */
    double[] middle(double atX, double atY, String name) {
        double halfWidth = name.length() * LETTER / 2;
        double bestX = atX;
        double bestY = atY;
        int fewest = Integer.MAX_VALUE;
        for (int[] side : SIDES) {
            double middleX = atX + side[0] * (halfWidth + AWAY) * pixelX;
            double middleY = atY + side[1] * (HALF_LINE + AWAY) * pixelY;
            int covered = covered(middleX, middleY, halfWidth);
            if (covered < fewest) {
                fewest = covered;
                bestX = middleX;
                bestY = middleY;
            }
        }
        return new double[] {bestX, bestY};
    }

    private int covered(double middleX, double middleY, double halfWidth) {
        int covered = 0;
        for (int i = 0; i < x.length; i++) {
            boolean inWidth = Math.abs(x[i] - middleX) < (halfWidth + AWAY / 2) * pixelX;
            boolean inHeight = Math.abs(y[i] - middleY) < (HALF_LINE + AWAY / 2) * pixelY;
            covered += inWidth && inHeight ? 1 : 0;
        }
        return covered;
    }
}
