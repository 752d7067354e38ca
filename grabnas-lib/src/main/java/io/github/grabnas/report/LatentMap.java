package io.github.grabnas.report;

import io.github.grabnas.linalg.Matrix;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Vectors drawn on a {@link PrincipalComponents}: coloured by a number, or by group; with paths and names upon them.
 */
public final class LatentMap {

    private static final int SHADES = 8;
    private static final int MOST_DIGITS = 12;
    private static final int WIDTH_WITH_LEGEND = 900;
    private static final String FIRST_AXIS = "first principal axis";
    private static final String SECOND_AXIS = "second principal axis";
    /** From low to high: dark violet over green to yellow, as viridis. */
    private static final List<Color> SCALE = List.of(
            new Color(0x440154),
            new Color(0x46327E),
            new Color(0x365C8D),
            new Color(0x277F8E),
            new Color(0x1FA187),
            new Color(0x4AC16D),
            new Color(0xA0DA39),
            new Color(0xFDE725));

    private LatentMap() {}

    /**
     * Points coloured by a number: eight shades, each with an eighth of the points; a colour bar has their limits.
     *
     * @param points two columns, as {@link PrincipalComponents#project} gives them
     * @param values of every point
     * @param unit of the values, such as {@code %}
     */
    public static XYChart byValue(String title, Matrix points, double[] values, String unit) {
        ChartStyle.requireSameLength("values", values, points.rows());
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        String format = "%." + digits(sorted) + "f";
        List<ColourBarChart.Shade> shades = new ArrayList<>();
        List<List<Integer>> members = new ArrayList<>();
        for (int shade = 0; shade < SHADES; shade++) {
            double from = limit(sorted, shade);
            double to = limit(sorted, shade + 1);
            boolean last = shade == SHADES - 1;
            List<Integer> in = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                if (values[i] >= from && (values[i] < to || last)) {
                    in.add(i);
                }
            }
            if (!in.isEmpty()) {
                shades.add(new ColourBarChart.Shade(
                        SCALE.get(shade),
                        String.format(Locale.ROOT, format, from),
                        String.format(Locale.ROOT, format + " %s", to, unit)));
                members.add(in);
            }
        }
        XYChart chart = withBar(title, shades);
        chart.getStyler().setMarkerSize(points.rows() > 2_000 ? 3 : 6);
        for (int i = 0; i < shades.size(); i++) {
            String name = shades.get(i).from() + "–" + shades.get(i).to();
            add(chart, name, points, members.get(i), shades.get(i).colour());
            chart.getSeriesMap().get(name).setShowInLegend(false);
        }
        return chart;
    }

    private static XYChart withBar(String title, List<ColourBarChart.Shade> shades) {
        XYChart chart =
                new ColourBarChart(new XYChartBuilder().width(WIDTH_WITH_LEGEND).height(ChartStyle.HEIGHT), shades);
        ChartStyle.apply(chart, title, FIRST_AXIS, SECOND_AXIS);
        return chart;
    }

    private static double limit(double[] sorted, int shade) {
        return sorted[Math.min(sorted.length - 1, shade * sorted.length / SHADES)];
    }

    /** So many that the limits of shades which differ are told apart, at least one. */
    private static int digits(double[] sorted) {
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            double grid = Math.pow(10, digits);
            boolean apart = true;
            for (int shade = 0; shade < SHADES; shade++) {
                double from = limit(sorted, shade);
                double to = limit(sorted, shade + 1);
                apart &= from == to || Math.rint(from * grid) < Math.rint(to * grid);
            }
            if (apart) {
                return digits;
            }
        }
        return MOST_DIGITS;
    }

    /**
     * Points coloured and shaped by group.
     *
     * @param groups of every point its group's name
     */
    public static XYChart byGroup(String title, Matrix points, List<String> groups) {
        if (groups.size() != points.rows()) {
            throw new IllegalArgumentException(groups.size() + " groups for a " + points);
        }
        XYChart chart = map(title);
        chart.getStyler().setMarkerSize(7);
        int number = 0;
        for (String name : groups.stream().distinct().toList()) {
            List<Integer> in = new ArrayList<>();
            for (int i = 0; i < groups.size(); i++) {
                if (groups.get(i).equals(name)) {
                    in.add(i);
                }
            }
            SeriesStyle style = new SeriesStyle(number++);
            add(chart, name, points, in, style.colour());
            chart.getSeriesMap().get(name).setMarker(style.marker());
        }
        return chart;
    }

    private static XYChart map(String title) {
        XYChart chart = ChartStyle.chart(WIDTH_WITH_LEGEND, title, FIRST_AXIS, SECOND_AXIS);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setLegendLayout(LegendLayout.Vertical);
        return chart;
    }

    private static void add(XYChart chart, String name, Matrix points, List<Integer> in, Color colour) {
        ChartStyle.points(
                chart,
                name,
                in.stream().mapToDouble(i -> points.get(i, 0)).toArray(),
                in.stream().mapToDouble(i -> points.get(i, 1)).toArray(),
                colour);
    }

    /** Draws a path through points, from the first to the last, upon a map; returns the map. */
    public static XYChart withPath(XYChart map, String name, Matrix points) {
        double[] x = new double[points.rows()];
        double[] y = new double[points.rows()];
        for (int i = 0; i < x.length; i++) {
            x[i] = points.get(i, 0);
            y[i] = points.get(i, 1);
        }
        XYSeries series = map.addSeries(name, x, y);
        series.setLineColor(new Color(0xD55E00));
        series.setLineWidth(2f);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(new Color(0xD55E00));
        return map;
    }

    /** Writes names beside points of a map, where they cover the fewest other points; returns the map. */
    public static XYChart withNames(XYChart map, Matrix points, Map<Integer, String> names) {
        NamePlacement placement = new NamePlacement(map);
        names.forEach((i, name) -> map.addAnnotation(placement.beside(points.get(i, 0), points.get(i, 1), name)));
        return map;
    }
}
