package io.github.grabnas.report;

import org.knowm.xchart.XYChart;

/** One quantity against another, a point for each pair. */
public final class ScatterChart {

    /** So many points hide each other unless they are small. */
    private static final int MANY = 2_000;

    private ScatterChart() {}

    /**
     * The chart.
     *
     * @param title above the chart
     * @param xAxis what {@code x} is, with its unit
     * @param yAxis what {@code y} is, with its unit
     */
    public static XYChart of(String title, String xAxis, double[] x, String yAxis, double[] y) {
        ChartStyle.requireSameLength("y", y, x.length);
        XYChart chart = ChartStyle.chart(title, xAxis, yAxis);
        chart.getStyler().setLegendVisible(false);
        if (x.length > MANY) {
            chart.getStyler().setMarkerSize(2);
        }
        ChartStyle.points(chart, "pairs", x, y, ChartStyle.COLOURS.get(0));
        return chart;
    }
}
