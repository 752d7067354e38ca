package io.github.grabnas.report;

import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.knowm.xchart.XYChart;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Accuracy against a count, such as the number of 3x3 convolutions of a cell: the median of each group as a line, the
 * middle half and the middle 90 % as bands, the best as points.
 */
public final class GroupedAccuracy {

    private GroupedAccuracy() {}

    /**
     * The chart.
     *
     * @param title above the chart
     * @param what is counted, the name of the horizontal axis
     * @param counts of each value
     * @param accuracies in percent, as many
     */
    public static XYChart of(String title, String what, int[] counts, double[] accuracies) {
        ChartStyle.requireSameLength("accuracies", accuracies, counts.length);
        Map<Integer, DescriptiveStatistics> groups = new TreeMap<>();
        IntStream.range(0, counts.length)
                .forEach(i -> groups.computeIfAbsent(counts[i], c -> new DescriptiveStatistics())
                        .addValue(accuracies[i]));
        double[] x = groups.keySet().stream().mapToDouble(c -> c).toArray();
        XYChart chart = ChartStyle.chart(title, what, "accuracy (%)");
        ChartStyle.band(
                chart, "middle 90 %", x, percentile(groups, 5), percentile(groups, 95), ChartStyle.COLOURS.get(0));
        ChartStyle.band(
                chart, "middle half", x, percentile(groups, 25), percentile(groups, 75), ChartStyle.COLOURS.get(0));
        ChartStyle.line(
                chart,
                "median (bands: middle half, middle 90 %)",
                x,
                percentile(groups, 50),
                ChartStyle.COLOURS.get(0));
        ChartStyle.points(
                chart,
                "best",
                x,
                groups.values().stream()
                        .mapToDouble(DescriptiveStatistics::getMax)
                        .toArray(),
                ChartStyle.COLOURS.get(1));
        chart.getStyler().setMarkerSize(8);
        return chart;
    }

    private static double[] percentile(Map<Integer, DescriptiveStatistics> groups, double percent) {
        return groups.values().stream()
                .mapToDouble(g -> g.getPercentile(percent))
                .toArray();
    }
}
