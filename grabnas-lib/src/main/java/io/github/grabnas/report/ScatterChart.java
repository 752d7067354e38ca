package io.github.grabnas.report;

import org.knowm.xchart.XYChart;

/** One quantity against another, a point for each pair. */
public final class ScatterChart {

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
        ChartStyle.points(chart, "pairs", x, y, ChartStyle.COLOURS.get(0));
        return chart;
    }
}
