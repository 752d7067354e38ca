package io.github.grabnas.report;

import io.github.grabnas.experiment.run.Decimals;
import io.github.grabnas.experiment.run.ResultChart;
import io.github.grabnas.experiment.run.ResultChart.Bar;
import io.github.grabnas.experiment.run.ResultChart.Point;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.CategoryStyler;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A number for each of several categories: as points with standard deviations in one or more series, or as bars. */
public final class ComparisonChart {

    private static final int LABEL_ROTATION = 45;
    /**
     * The distance between series, and at most of all of them together, in units of the distance between two
     * categories.
     */
    private static final double APART = 0.2;

    private static final double ALL_APART = 0.7;
    /** The height of a row, or of a series in a row of many, and of everything around the rows, in pixels. */
    private static final int ROW = 34;

    private static final int SERIES = 13;
    private static final int AROUND = 110;
    /** Up to so many series have room for their names below; the names of more are to the right, on so many pixels. */
    private static final int BELOW = 4;

    private static final int BESIDE = 250;

    /** XChart labels bars, and sometimes ticks, with all digits of a number: points and heights are rounded. */
    private static final Decimals POINTS = Decimals.of(3);

    private static final Decimals HEIGHTS = Decimals.of(2);

    private ComparisonChart() {}

    /** A row for each category, with a point in each series that has one, and one standard deviation to either side. */
    public static XYChart points(ResultChart.Means description) {
        List<String> categories = description.categories();
        Map<String, List<Point>> series = description.points().stream()
                .collect(Collectors.groupingBy(Point::series, LinkedHashMap::new, Collectors.toList()));
        boolean many = series.size() > BELOW;
        int row = Math.max(ROW, SERIES * series.size());
        double apart = Math.min(APART, ALL_APART / series.size());
        XYChart chart = ChartStyle.chart(
                ChartStyle.WIDTH + (many ? BESIDE : 0),
                row * (categories.size() + 1) + AROUND,
                description.title(),
                description.axis(),
                "");
        if (many) {
            ChartStyle.legendBeside(chart);
        }
        chart.getStyler().setMarkerSize(9);
        chart.getStyler().setYAxisMin(-1.0).setYAxisMax((double) categories.size());
        // A tick a row: more than half of its height, and no more than the whole.
        chart.getStyler().setYAxisTickMarkSpacingHint(row * 3 / 4);
        chart.setCustomYAxisTickLabelsFormatter(y -> label(categories, y));
        List<SeriesStyle> styles = MethodStyles.of(List.copyOf(series.keySet()));
        int number = 0;
        for (Map.Entry<String, List<Point>> one : series.entrySet()) {
            add(
                    chart,
                    one.getKey(),
                    categories,
                    one.getValue(),
                    styles.get(number),
                    apart * ((series.size() - 1) / 2.0 - number));
            number++;
        }
        return chart;
    }

    private static void add(
            XYChart chart, String name, List<String> categories, List<Point> points, SeriesStyle style, double shift) {
        double[] x = points.stream().mapToDouble(p -> POINTS.round(p.mean())).toArray();
        double[] y = points.stream()
                .mapToDouble(p -> categories.size() - 1 - categories.indexOf(p.category()) + shift)
                .toArray();
        ChartStyle.points(chart, name, x, y, style);
        // One series for all standard deviations; a height that is no number breaks the line.
        double[] ends = new double[3 * x.length];
        double[] heights = new double[3 * x.length];
        for (int i = 0; i < x.length; i++) {
            double standardDeviation = POINTS.round(points.get(i).standardDeviation());
            ends[3 * i] = x[i] - standardDeviation;
            ends[3 * i + 1] = x[i] + standardDeviation;
            ends[3 * i + 2] = ends[3 * i + 1];
            heights[3 * i] = y[i];
            heights[3 * i + 1] = y[i];
            heights[3 * i + 2] = Double.NaN;
        }
        ChartStyle.line(chart, name + " ± std", ends, heights, style.colour());
        chart.getSeriesMap().get(name + " ± std").setShowInLegend(false);
    }

    /**
     * The category's name in its row, otherwise blanks. XChart looks for other ticks as long as two labels are equal,
     * without end if there are none. So each blank label has a length of its own: odd below the rows, even above.
     */
    private static String label(List<String> categories, double y) {
        long row = categories.size() - 1 - Math.round(y);
        if (Math.abs(y - Math.round(y)) < 1e-6 && row >= 0 && row < categories.size()) {
            return categories.get((int) row);
        }
        int halves = (int) Math.round(2 * (y < 0 ? -y : y - categories.size() + 1));
        return " ".repeat(Math.max(1, 2 * halves - (y < 0 ? 1 : 0)));
    }

    /** Bars from zero, one a category, with their numbers; that of a search method has its colour. */
    public static CategoryChart bars(ResultChart.Bars description) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(ChartStyle.WIDTH)
                .height(ChartStyle.HEIGHT)
                .title(description.title())
                .yAxisTitle(description.axis())
                .build();
        CategoryStyler styler = chart.getStyler();
        ChartStyle.apply(styler);
        styler.setLegendVisible(false);
        styler.setAvailableSpaceFill(0.6).setLabelsVisible(true).setOverlapped(true);
        styler.setXAxisLabelRotation(LABEL_ROTATION).setYAxisMin(0.0);
        List<Bar> bars = description.bars();
        List<String> categories = bars.stream().map(Bar::category).toList();
        List<SeriesStyle> styles = MethodStyles.of(categories);
        // XChart colours series, not bars: each bar is a series, with no height in the other categories.
        for (int number = 0; number < bars.size(); number++) {
            Double[] heights = new Double[bars.size()];
            heights[number] = HEIGHTS.round(bars.get(number).height());
            chart.addSeries(categories.get(number), categories, Arrays.asList(heights))
                    .setFillColor(styles.get(number).colour());
        }
        return chart;
    }
}
