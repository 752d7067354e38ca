package io.github.grabnas.report;

import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How a series is told from the others of its chart: by colour, and without colour by the dashes of its line or the
 * shape of its points. Numbers of colours, dashes and shapes have no common divisor, so 28 lines differ. A search
 * method has the same style in every chart.
 *
 * @param number of the series, from 0
 */
record SeriesStyle(int number) {

    /**
     * Lengths in pixels of what is drawn and what is left out; none for a full line. They are short, since XChart
     * begins anew at each point of a line, and points may lie a few pixels apart.
     */
    private static final List<float[]> DASHES =
            List.of(new float[0], new float[] {3, 2}, new float[] {1, 2}, new float[] {5, 2, 1, 2});

    private static final List<Marker> MARKERS = List.of(
            SeriesMarkers.CIRCLE,
            SeriesMarkers.SQUARE,
            SeriesMarkers.DIAMOND,
            SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.TRIANGLE_DOWN);

    static final List<String> METHODS = List.of(
            "grabnas",
            "tnas",
            "grabnas-knn",
            "metad2a",
            "bo-onehot",
            "random",
            "evolution",
            "bo-onehot init=meta",
            "darts",
            "gdas",
            "setn",
            "rsps",
            "pc-darts",
            "drnas");

    /**
     * The styles of search methods in one chart: each method of the library has its own, as with the initial cells of
     * other datasets; any other, such as one with settings, the first that is free.
     *
     * @param methods their names; what follows a comma, such as "measured", is no part of it
     */
    static List<SeriesStyle> ofMethods(List<String> methods) {
        Set<Integer> taken = new HashSet<>();
        List<Integer> numbers = new ArrayList<>();
        for (String method : methods) {
            int known = METHODS.indexOf(method.split(", ", 2)[0]);
            numbers.add(known >= 0 && taken.add(known) ? known : -1);
        }
        List<SeriesStyle> styles = new ArrayList<>();
        int next = 0;
        for (int number : numbers) {
            while (number < 0 && !taken.add(next)) {
                next++;
            }
            styles.add(new SeriesStyle(number < 0 ? next : number));
        }
        return styles;
    }

    /** The colour. */
    Color colour() {
        return ChartStyle.colour(number);
    }

    /** The line. */
    BasicStroke stroke(float width) {
        float[] dashes = DASHES.get(number % DASHES.size());
        return new BasicStroke(
                width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes.length == 0 ? null : dashes, 0);
    }

    /** The shape of a point. */
    Marker marker() {
        return MARKERS.get(number % MARKERS.size());
    }
}
