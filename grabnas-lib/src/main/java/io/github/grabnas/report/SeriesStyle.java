package io.github.grabnas.report;

import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;

/**
 * How a series is told from the others of its chart: by colour, and without colour by the dashes of its line or the
 * shape of its points. {@link MethodStyles} has those of search methods.
 *
 * @param colour of line and points
 * @param dash number of the line's dashes, from 0 to {@link #DASHES} − 1
 * @param shape number of the points' shape, from 0 to {@link #SHAPES} − 1
 */
record SeriesStyle(Color colour, int dash, int shape) {

    /**
     * Lengths in pixels of what is drawn and what is left out; none for a full line. They are short, since XChart
     * begins anew at each point of a line, and points may lie a few pixels apart.
     */
    private static final List<float[]> DASH_LENGTHS = List.of(
            new float[0],
            new float[] {3, 2},
            new float[] {1, 2},
            new float[] {5, 2, 1, 2},
            new float[] {6, 3},
            new float[] {1, 4},
            new float[] {3, 4});

    private static final List<Marker> MARKERS = List.of(
            SeriesMarkers.CIRCLE,
            SeriesMarkers.SQUARE,
            SeriesMarkers.DIAMOND,
            SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.TRIANGLE_DOWN,
            SeriesMarkers.TRAPEZOID,
            SeriesMarkers.PLUS,
            SeriesMarkers.CROSS);

    /** How many kinds of lines there are. */
    static final int DASHES = DASH_LENGTHS.size();

    /** How many shapes of points there are. */
    static final int SHAPES = MARKERS.size();

    /** The first kinds of lines, the plainest; they and the colours have no common divisor, so 28 lines differ. */
    private static final int PLAIN_DASHES = 4;

    /**
     * The style of a series by its number from 0: 28 lines differ, and 56 kinds of points.
     *
     * @param number of the series in its chart
     */
    SeriesStyle(int number) {
        this(ChartStyle.colour(number), number % PLAIN_DASHES, number % SHAPES);
    }

    /** The line. */
    BasicStroke stroke(float width) {
        float[] dashes = DASH_LENGTHS.get(dash);
        return new BasicStroke(
                width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes.length == 0 ? null : dashes, 0);
    }

    /** The shape of a point. */
    Marker marker() {
        return MARKERS.get(shape);
    }
}
