package io.github.grabnas.report;

import org.knowm.xchart.XYChart;

import java.util.Map;

/** How accuracies are distributed: the share of values in each bin of equal width, one line a series. */
public final class AccuracyHistogram {

    private AccuracyHistogram() {}

    /**
     * The chart.
     *
     * @param title above the chart
     * @param low the lower end of the first bin, in percent
     * @param high the upper end of the last bin, which belongs to it
     * @param bins how many, at least 1
     * @param series values by name; what lies outside the ends is left out and said in the name
     */
    public static XYChart of(String title, double low, double high, int bins, Map<String, double[]> series) {
        if (bins < 1 || !(low < high)) {
            throw new IllegalArgumentException(bins + " bins from " + low + " to " + high
                    + ": expected at least one, and a lower end below the upper");
        }
        XYChart chart = ChartStyle.chart(title, "accuracy (%)", "share (%)");
        series.forEach((name, values) -> {
            double[] share = new double[bins];
            int outside = 0;
            for (double value : values) {
                // The upper end belongs to the last bin.
                int bin = value == high ? bins - 1 : (int) Math.floor((value - low) / (high - low) * bins);
                if (bin >= 0 && bin < bins) {
                    share[bin] += 100.0 / values.length;
                } else {
                    outside++;
                }
            }
            // Each bin as a step of two corners.
            double[] x = new double[2 * bins];
            double[] y = new double[2 * bins];
            for (int b = 0; b < bins; b++) {
                x[2 * b] = low + (high - low) * b / bins;
                x[2 * b + 1] = low + (high - low) * (b + 1) / bins;
                y[2 * b] = share[b];
                y[2 * b + 1] = share[b];
            }
            String shown = outside == 0 ? name : name + " (" + outside + " outside)";
            SeriesStyle style = new SeriesStyle(chart.getSeriesMap().size() / 2);
            ChartStyle.band(chart, shown + " area", x, new double[2 * bins], y, style.colour());
            ChartStyle.line(chart, shown, x, y, style);
        });
        return chart;
    }
}
