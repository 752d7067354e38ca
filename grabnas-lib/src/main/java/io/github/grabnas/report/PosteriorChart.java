package io.github.grabnas.report;

import io.github.grabnas.gp.Prediction;
import org.knowm.xchart.XYChart;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a Gaussian process predicts for many candidates beside the truth: candidates in the order of their posterior
 * means, a band of ± 1.96 standard deviations (95 %), the true values as points.
 */
public final class PosteriorChart {

    private static final double NINETY_FIVE = 1.96;

    private PosteriorChart() {}

    /**
     * The chart of every {@code stride}-th candidate.
     *
     * @param title above the chart
     * @param posterior of all candidates, in percent
     * @param truth the true accuracy of all candidates, in percent
     * @param stride 1 shows all; one without a common divisor with the number of operations, 5, picks cells of all
     *     kinds
     * @param lowest the lower end of the vertical axis, in percent; the legend says how many true accuracies lie below
     */
    public static XYChart of(String title, Prediction posterior, double[] truth, int stride, double lowest) {
        ChartStyle.requireSameLength("truth", truth, posterior.count());
        if (stride < 1) {
            throw new IllegalArgumentException("stride " + stride + ": expected at least 1");
        }
        List<Integer> order = IntStream.range(0, truth.length)
                .filter(i -> i % stride == 0)
                .boxed()
                .sorted(Comparator.comparingDouble(posterior::mean))
                .toList();
        int n = order.size();
        double[] mean = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        double[] shown = new double[n];
        for (int i = 0; i < n; i++) {
            int candidate = order.get(i);
            mean[i] = posterior.mean(candidate);
            low[i] = Math.max(lowest, mean[i] - NINETY_FIVE * posterior.standardDeviation(candidate));
            high[i] = Math.min(100, mean[i] + NINETY_FIVE * posterior.standardDeviation(candidate));
            shown[i] = truth[candidate];
        }
        XYChart chart = ChartStyle.chart(title, "cells, in the order of their posterior mean", "accuracy (%)");
        ChartStyle.band(chart, "95 % interval", ChartStyle.counting(n), low, high, ChartStyle.COLOURS.get(0));
        int[] visible = IntStream.range(0, n).filter(i -> shown[i] >= lowest).toArray();
        ChartStyle.points(
                chart,
                "true accuracy (" + (n - visible.length) + " of " + n + " below " + lowest + " %)",
                Arrays.stream(visible).mapToDouble(i -> i + 1).toArray(),
                Arrays.stream(visible).mapToDouble(i -> shown[i]).toArray(),
                ChartStyle.COLOURS.get(1));
        chart.getStyler().setYAxisMin(lowest);
        chart.getStyler().setXAxisTicksVisible(false);
        ChartStyle.line(chart, "posterior mean (band: 95 %)", ChartStyle.counting(n), mean, ChartStyle.COLOURS.get(0));
        chart.getStyler().setMarkerSize(3);
        return chart;
    }
}
