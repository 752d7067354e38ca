package io.github.grabnas.report;

import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A number for each of several named things, in one or more series: as points with a standard deviation, or as bars. */
public final class ComparisonChart {

    private static final int LABEL_ROTATION = 45;
    /** How far series stand apart, and all of them together at most, in units of the distance between two things. */
    private static final double APART = 0.2;
    private static final double ALL_APART = 0.7;
    /** The height of a row, or of a series in a row of many, and of all that is around the rows, in pixels. */
    private static final int ROW = 34;
    private static final int SERIES = 13;
    private static final int AROUND = 110;
    /** Up to so many series have room for their names below; those of more stand to the right, on so many pixels. */
    private static final int BELOW = 4;
    private static final int BESIDE = 250;
    private static final List<Marker> MARKERS = List.of(SeriesMarkers.CIRCLE, SeriesMarkers.DIAMOND, SeriesMarkers.SQUARE,
            SeriesMarkers.TRIANGLE_UP);

    private ComparisonChart() {
    }

    /**
     * A number.
     *
     * @param mean where its point lies
     * @param standardDeviation drawn to either side
     */
    public record Point(double mean, double standardDeviation) {
    }

    /**
     * A row for each thing, with a point in each series that has one, and one standard deviation to either side.
     *
     * @param title stands above
     * @param axis what the numbers are, with their unit; the axis need not begin at zero
     * @param names of the things
     * @param series for each name in the legend a point by the name of its thing; a thing may lack one
     */
    public static XYChart points(String title, String axis, List<String> names, Map<String, Map<String, Point>> series) {
        if (Set.copyOf(names).size() < names.size()) {
            throw new IllegalArgumentException(title + ": names " + names + "; expected each once");
        }
        boolean many = series.size() > BELOW;
        int row = Math.max(ROW, SERIES * series.size());
        double apart = Math.min(APART, ALL_APART / series.size());
        XYChart chart = ChartStyle.chart(ChartStyle.WIDTH + (many ? BESIDE : 0), row * (names.size() + 1) + AROUND, title, axis, "");
        if (many) {
            chart.getStyler().setLegendPosition(LegendPosition.OutsideE).setLegendLayout(LegendLayout.Vertical);
        }
        chart.getStyler().setMarkerSize(9);
        chart.getStyler().setYAxisMin(-1.0).setYAxisMax((double) names.size());
        // A tick a row: more than half of its height, and no more than the whole.
        chart.getStyler().setYAxisTickMarkSpacingHint(row * 3 / 4);
        chart.setCustomYAxisTickLabelsFormatter(y -> label(names, y));
        int number = 0;
        for (Map.Entry<String, Map<String, Point>> one : series.entrySet()) {
            add(chart, one.getKey(), names, one.getValue(), number, apart * ((series.size() - 1) / 2.0 - number));
            number++;
        }
        return chart;
    }

    private static void add(XYChart chart, String name, List<String> names, Map<String, Point> points, int number, double shift) {
        int[] there = IntStream.range(0, names.size()).filter(i -> points.containsKey(names.get(i))).toArray();
        if (there.length == 0) {
            return;
        }
        Color colour = ChartStyle.COLOURS.get(number % ChartStyle.COLOURS.size());
        double[] x = Arrays.stream(there).mapToDouble(i -> points.get(names.get(i)).mean()).toArray();
        double[] y = Arrays.stream(there).mapToDouble(i -> names.size() - 1 - i + shift).toArray();
        ChartStyle.points(chart, name, x, y, colour);
        chart.getSeriesMap().get(name).setMarker(MARKERS.get(number % MARKERS.size()));
        // One series for all deviations; a height that is no number breaks the line.
        double[] ends = new double[3 * there.length];
        double[] heights = new double[3 * there.length];
        for (int i = 0; i < there.length; i++) {
            double standardDeviation = points.get(names.get(there[i])).standardDeviation();
            ends[3 * i] = x[i] - standardDeviation;
            ends[3 * i + 1] = x[i] + standardDeviation;
            ends[3 * i + 2] = ends[3 * i + 1];
            heights[3 * i] = y[i];
            heights[3 * i + 1] = y[i];
            heights[3 * i + 2] = Double.NaN;
        }
        ChartStyle.line(chart, name + " ± std", ends, heights, colour);
        chart.getSeriesMap().get(name + " ± std").setShowInLegend(false);
    }

    /**
     * The thing's name in its row, otherwise blanks. XChart looks for other ticks as long as two labels are equal, without end
     * if none
     * are to be found; so each blank label has a length of its own: odd below the rows, even above.
     */
    private static String label(List<String> names, double y) {
        long row = names.size() - 1 - Math.round(y);
        if (Math.abs(y - Math.round(y)) < 1e-6 && row >= 0 && row < names.size()) {
            return names.get((int) row);
        }
        int halves = (int) Math.round(2 * (y < 0 ? -y : y - names.size() + 1));
        return " ".repeat(Math.max(1, 2 * halves - (y < 0 ? 1 : 0)));
    }

    /** Bars from zero, one a thing, with their numbers. */
    public static CategoryChart bars(String title, String yAxis, List<String> names, double[] heights) {
        ChartStyle.requireSameLength("heights", heights, names.size());
        CategoryChart chart = new CategoryChartBuilder().width(ChartStyle.WIDTH).height(ChartStyle.HEIGHT).title(title)
                .yAxisTitle(yAxis).build();
        CategoryStyler styler = chart.getStyler();
        ChartStyle.apply(styler);
        styler.setLegendVisible(false);
        styler.setAvailableSpaceFill(0.6).setLabelsVisible(true);
        styler.setXAxisLabelRotation(LABEL_ROTATION).setYAxisMin(0.0);
        chart.addSeries(yAxis, names, Arrays.stream(heights).boxed().toList()).setFillColor(ChartStyle.COLOURS.get(0));
        return chart;
    }
}
