package io.github.grabnas.report;

import io.github.grabnas.gp.Prediction;
import org.knowm.xchart.XYChart;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a Gaussian process believes of many candidates beside the truth: candidates in the order of
 * their posterior means, a band of ± 1.96 standard deviations (95 %), the true values as points.
 */
public final class PosteriorChart {

    private static final double NINETY_FIVE = 1.96;

    private PosteriorChart() {
    }

    /**
     * The chart of every {@code stride}-th candidate.
     *
     * @param title stands above
     * @param posterior of all candidates, in percent
     * @param truth the true accuracy of all candidates, in percent
     * @param stride 1 shows all
     */
    public static XYChart of(String title, Prediction posterior, double[] truth, int stride) {
        ChartStyle.requireSameLength("truth", truth, posterior.count());
        List<Integer> order = IntStream.range(0, truth.length).filter(i -> i % stride == 0).boxed()
                .sorted(Comparator.comparingDouble(posterior::mean)).toList();
        int n = order.size();
        double[] mean = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        double[] shown = new double[n];
        for (int i = 0; i < n; i++) {
            int candidate = order.get(i);
            mean[i] = posterior.mean(candidate);
            low[i] = mean[i] - NINETY_FIVE * posterior.deviation(candidate);
            high[i] = Math.min(100, mean[i] + NINETY_FIVE * posterior.deviation(candidate));
            shown[i] = truth[candidate];
        }
        XYChart chart = ChartStyle.chart(title, "cells, in the order of their posterior mean", "accuracy (%)");
        ChartStyle.band(chart, "95 % interval", ChartStyle.counting(n), low, high, ChartStyle.COLOURS.get(0));
        ChartStyle.points(chart, "true accuracy", ChartStyle.counting(n), shown, ChartStyle.COLOURS.get(1));
        ChartStyle.line(chart, "posterior mean", ChartStyle.counting(n), mean, ChartStyle.COLOURS.get(0));
        chart.getStyler().setMarkerSize(3);
        return chart;
    }
}
