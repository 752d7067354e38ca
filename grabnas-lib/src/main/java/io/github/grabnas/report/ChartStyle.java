package io.github.grabnas.report;

import io.github.grabnas.experiment.run.ReferenceLine;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/** The look that all charts share: white, light grid, colours that colour-blind eyes can tell apart. */
public final class ChartStyle {

    /** Width of a chart in pixels. */
    public static final int WIDTH = 720;

    /** Height of a chart in pixels. */
    public static final int HEIGHT = 400;

    /** Width of a chart with its legend beside it, in pixels. */
    static final int WIDTH_WITH_LEGEND = 920;

    /** The colours of series, in order (M. Okabe and K. Ito, 2008). */
    public static final List<Color> COLOURS = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0x56B4E9),
            new Color(0xE69F00),
            new Color(0x333333));

    /**
     * Beside what searches report: the test accuracy of the architecture that a search would choose so far, the best by
     * validation accuracy; so a curve of it may fall.
     */
    static final String REPORTED = "test accuracy of the best so far (%)";

    private static final int BAND_OPACITY = 50;
    private static final float[] DASHES = {6, 4};
    private static final Color REFERENCE = new Color(0x707070);
    private static final float REFERENCE_WIDTH = 1.4f;
    private static final String TICKS = "between two values";
    private static final double BETWEEN = 0.37;

    /** Below this a number beside an axis has an exponent. */
    private static final double LEAST_PLAIN = 1e-4;

    /** A number beside an axis that is smaller is zero, up to rounding. */
    private static final double ROUNDING = 1e-12;

    private ChartStyle() {}

    /** An empty chart. */
    static XYChart chart(String title, String xAxis, String yAxis) {
        return chart(WIDTH, title, xAxis, yAxis);
    }

    /** An empty chart of another width in pixels. */
    static XYChart chart(int width, String title, String xAxis, String yAxis) {
        return chart(width, HEIGHT, title, xAxis, yAxis);
    }

    /** Background, grid and fonts that all charts with axes share. */
    static void apply(AxesChartStyler styler) {
        styler.setLocale(Locale.ROOT);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(new Color(0xE5E5E5));
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    }

    /** An empty chart of another size in pixels. */
    static XYChart chart(int width, int height, String title, String xAxis, String yAxis) {
        XYChart chart = new XYChartBuilder().width(width).height(height).build();
        apply(chart, title, xAxis, yAxis);
        return chart;
    }

    /** Titles, fonts, grid and legend of an empty chart. */
    static void apply(XYChart chart, String title, String xAxis, String yAxis) {
        chart.setTitle(title);
        chart.setXAxisTitle(xAxis);
        chart.setYAxisTitle(yAxis);
        XYStyler styler = chart.getStyler();
        apply(styler);
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Horizontal);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setMarkerSize(5);
        styler.setXAxisTickMarkSpacingHint(70);
        styler.setxAxisTickLabelsFormattingFunction(ChartStyle::tick);
        styler.setyAxisTickLabelsFormattingFunction(ChartStyle::tick);
    }

    /**
     * Makes the x axis logarithmic; XChart would write the numbers of a linear one if it were given how to write them.
     */
    static void logarithmicX(XYChart chart) {
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setxAxisTickLabelsFormattingFunction(null);
    }

    /** A number beside an axis, with a digit before the point: {@code 0.08}, {@code 1,000}, {@code 2.5E-5}. */
    static String tick(double value) {
        double size = Math.abs(value);
        String pattern = size >= LEAST_PLAIN || size < ROUNDING ? "#,##0.######" : "0.##E0";
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(size < ROUNDING ? 0 : value);
    }

    /** A line without markers. */
    static void line(XYChart chart, String name, double[] x, double[] y, Color colour) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(colour);
        series.setLineStyle(SeriesLines.SOLID);
        series.setLineWidth(2f);
    }

    /** A line without markers, told from others by more than its colour. */
    static void line(XYChart chart, String name, double[] x, double[] y, SeriesStyle style) {
        line(chart, name, x, y, style.colour());
        chart.getSeriesMap().get(name).setLineStyle(style.stroke(2f));
    }

    /** A pale area between two lines, without a place in the legend. */
    static void band(XYChart chart, String name, double[] x, double[] low, double[] high, Color colour) {
        int n = x.length;
        double[] outlineX = new double[2 * n];
        double[] outlineY = new double[2 * n];
        for (int i = 0; i < n; i++) {
            outlineX[i] = x[i];
            outlineY[i] = low[i];
            outlineX[2 * n - 1 - i] = x[i];
            outlineY[2 * n - 1 - i] = high[i];
        }
        XYSeries series = chart.addSeries(name, outlineX, outlineY);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
        series.setMarker(SeriesMarkers.NONE);
        series.setFillColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), BAND_OPACITY));
        series.setLineColor(new Color(0, 0, 0, 0));
        series.setLineStyle(new BasicStroke(0.1f));
        series.setShowInLegend(false);
    }

    /** Points without a line. */
    static void points(XYChart chart, String name, double[] x, double[] y, Color colour) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(colour);
    }

    /** Points without a line, told from others by more than their colour. */
    static void points(XYChart chart, String name, double[] x, double[] y, SeriesStyle style) {
        points(chart, name, x, y, style.colour());
        chart.getSeriesMap().get(name).setMarker(style.marker());
    }

    /** The colour of a series by its number from 0; after the last colour they come again. */
    static Color colour(int series) {
        return COLOURS.get(series % COLOURS.size());
    }

    /** A dashed line. */
    static BasicStroke dashed(float width) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0);
    }

    /** A dashed grey line from the left end of what is drawn to the right end, its value in the legend. */
    static void reference(XYChart chart, ReferenceLine reference) {
        DoubleSummaryStatistics x = chart.getSeriesMap().values().stream()
                .flatMapToDouble(series -> Arrays.stream(series.getXData()))
                .summaryStatistics();
        line(
                chart,
                reference.label(),
                new double[] {x.getMin(), x.getMax()},
                new double[] {reference.value(), reference.value()},
                REFERENCE);
        chart.getSeriesMap().get(reference.label()).setLineStyle(dashed(REFERENCE_WIDTH));
    }

    /**
     * Has XChart place the numbers beside the x axis at round values. If all values of x are equally far apart, it
     * writes them beside as many of these as have room at all, without space between them. So one point more, which is
     * not drawn, lies between two of them.
     */
    static void roundTicks(XYChart chart) {
        chart.getSeriesMap().values().stream()
                .filter(series -> series.getXData().length > 1)
                .findFirst()
                .ifPresent(series -> {
                    double[] x = series.getXData();
                    XYSeries between = chart.addSeries(
                            TICKS, new double[] {x[0] + (x[1] - x[0]) * BETWEEN}, new double[] {series.getYData()[0]});
                    between.setMarker(SeriesMarkers.NONE);
                    between.setShowInLegend(false);
                });
    }

    /** Moves the legend to the right of the chart, one series below the other. */
    static void legendBeside(XYChart chart) {
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setLegendLayout(LegendLayout.Vertical);
    }

    static void requireSameLength(String what, double[] values, int expected) {
        if (values.length != expected) {
            throw new IllegalArgumentException(what + " has " + values.length + " values; expected " + expected);
        }
    }

    static double[] counting(int count) {
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> i + 1);
        return numbers;
    }
}
