package io.github.grabnas.report;

import io.github.grabnas.gp.Prediction;
import org.knowm.xchart.XYChart;

import java.awt.Color;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Functions of one number, and a Gaussian process on a line: posterior mean, interval and observations.
 *
 * <pre>{@code
 * Notebook.show(FunctionChart.of("draws from the prior", x, Map.of("first", draw)));
 * }</pre>
 */
public final class FunctionChart {

    private static final double NINETY_FIVE = 1.96;
    private static final Color OBSERVED = ChartStyle.COLOURS.get(ChartStyle.COLOURS.size() - 1);

    private FunctionChart() {}

    /**
     * The chart of functions.
     *
     * @param title above the chart
     * @param x where they were computed, rising
     * @param functions the values of each by its name, in the order of a sorted or linked map
     */
    public static XYChart of(String title, double[] x, Map<String, double[]> functions) {
        return of(title, "f(x)", x, functions);
    }

    /**
     * The chart of functions whose value has a name.
     *
     * @param yAxis what the functions give, with its unit
     */
    public static XYChart of(String title, String yAxis, double[] x, Map<String, double[]> functions) {
        XYChart chart = ChartStyle.chart(title, "x", yAxis);
        add(chart, x, functions, 0);
        return chart;
    }

    /**
     * The chart of a posterior.
     *
     * @param title above the chart
     * @param x where it was computed, rising
     * @param posterior at each of them
     * @param observedX where it was observed
     * @param observedY what was observed there
     * @param functions others to draw beside it, such as the truth
     */
    public static XYChart posterior(
            String title,
            double[] x,
            Prediction posterior,
            double[] observedX,
            double[] observedY,
            Map<String, double[]> functions) {
        ChartStyle.requireSameLength("posterior", posterior.means(), x.length);
        ChartStyle.requireSameLength("observedY", observedY, observedX.length);
        XYChart chart = ChartStyle.chart(title, "x", "f(x)");
        double[] mean = posterior.means();
        double[] width = posterior.standardDeviations();
        double[] low = IntStream.range(0, x.length)
                .mapToDouble(i -> mean[i] - NINETY_FIVE * width[i])
                .toArray();
        double[] high = IntStream.range(0, x.length)
                .mapToDouble(i -> mean[i] + NINETY_FIVE * width[i])
                .toArray();
        ChartStyle.band(chart, "95 % interval", x, low, high, ChartStyle.colour(0));
        ChartStyle.line(chart, "posterior mean (band: 95 %)", x, mean, new SeriesStyle(0));
        add(chart, x, functions, 1);
        ChartStyle.points(chart, "observed", observedX, observedY, OBSERVED);
        chart.getStyler().setMarkerSize(8);
        return chart;
    }

    private static void add(XYChart chart, double[] x, Map<String, double[]> functions, int first) {
        int series = first;
        for (Map.Entry<String, double[]> function : functions.entrySet()) {
            ChartStyle.requireSameLength(function.getKey(), function.getValue(), x.length);
            ChartStyle.line(chart, function.getKey(), x, function.getValue(), new SeriesStyle(series++));
        }
    }
}
