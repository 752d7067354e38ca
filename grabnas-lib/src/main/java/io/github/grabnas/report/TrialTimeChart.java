package io.github.grabnas.report;

import io.github.grabnas.report.ImageResult.Trial;
import org.knowm.xchart.XYChart;

import java.util.List;

/** A search on pictures over time: each trained candidate as a point, and the best accuracy so far as stairs. */
final class TrialTimeChart {

    private static final double MINUTES_FROM = 180;
    private static final int MARKER = 8;

    private TrialTimeChart() {}

    /**
     * The chart.
     *
     * @param trials in order, at least one
     */
    static XYChart of(List<Trial> trials) {
        boolean minutes = trials.get(trials.size() - 1).seconds() >= MINUTES_FROM;
        double unit = minutes ? 60 : 1;
        XYChart chart =
                ChartStyle.chart("The search", minutes ? "minutes" : "seconds", "accuracy on validation pictures (%)");
        int n = trials.size();
        chart.getStyler().setMarkerSize(MARKER);
        double[] x = new double[2 * n - 1];
        double[] y = new double[2 * n - 1];
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            double at = trials.get(i).seconds() / unit;
            if (i > 0) {
                x[2 * i - 1] = at;
                y[2 * i - 1] = best;
            }
            best = Math.max(best, trials.get(i).accuracy());
            x[2 * i] = at;
            y[2 * i] = best;
        }
        ChartStyle.points(
                chart,
                "trained candidates",
                trials.stream().mapToDouble(t -> t.seconds() / unit).toArray(),
                trials.stream().mapToDouble(Trial::accuracy).toArray(),
                ChartStyle.colour(4));
        ChartStyle.line(chart, "best so far", x, y, ChartStyle.colour(0));
        return chart;
    }
}
