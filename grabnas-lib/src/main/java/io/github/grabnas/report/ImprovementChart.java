package io.github.grabnas.report;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.knowm.xchart.XYChart;

import java.awt.Color;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Expected improvement as an area. Of a value y that is normally distributed, the chart shows the probability P(y > t)
 * against t. The area below it to the right of the best value so far is the expected improvement, since E[max(0, y −
 * best)] is the integral of P(y > t) over all t above the best.
 */
public final class ImprovementChart {

    private static final int POINTS = 201;
    /** What lies farther from the mean, in standard deviations, adds less to the area than a pixel. */
    private static final double FARTHEST = 4;

    private ImprovementChart() {}

    /**
     * The chart of one candidate.
     *
     * @param title above the chart
     * @param mean of the value
     * @param standardDeviation of the value, above 0
     * @param best the best value so far
     */
    public static XYChart of(String title, double mean, double standardDeviation, double best) {
        if (!(standardDeviation > 0)) {
            throw new IllegalArgumentException("standard deviation " + standardDeviation + ": expected one above 0");
        }
        double reach = FARTHEST * standardDeviation;
        double[] t = between(Math.min(mean - reach, best - reach / 2), Math.max(mean + reach, best + reach / 2));
        double[] above = between(best, t[POINTS - 1]);
        NormalDistribution normal = new NormalDistribution(mean, standardDeviation);
        XYChart chart = ChartStyle.chart(title, "t", "probability of a value above t");
        ChartStyle.band(
                chart,
                "expected improvement",
                above,
                new double[POINTS],
                exceeding(normal, above),
                new Color(0xD55E00));
        chart.getSeriesMap().get("expected improvement").setShowInLegend(true);
        ChartStyle.line(chart, "P(y > t)", t, exceeding(normal, t), new SeriesStyle(0));
        ChartStyle.line(chart, "best so far", new double[] {best, best}, new double[] {0, 1}, new SeriesStyle(6));
        return chart;
    }

    private static double[] between(double from, double to) {
        return IntStream.range(0, POINTS)
                .mapToDouble(i -> from + (to - from) * i / (POINTS - 1))
                .toArray();
    }

    private static double[] exceeding(NormalDistribution normal, double[] t) {
        return Arrays.stream(t).map(v -> 1 - normal.cumulativeProbability(v)).toArray();
    }
}
