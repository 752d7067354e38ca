package io.github.grabnas.report;

import io.github.grabnas.experiment.prepare.IntervalCoverage;
import io.github.grabnas.experiment.prepare.IntervalCoverage.Row;
import io.github.grabnas.experiment.prepare.IntervalCoverage.Share;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

import java.awt.Color;
import java.util.List;

/**
 * Which share of accuracies lies within a surrogate's intervals against the share that should: a line for each number
 * of observations, with intervals over tasks, and the diagonal. Below the diagonal intervals are too narrow.
 */
public final class CoverageChart {

    private static final int SIDE = 520;
    private static final List<Marker> MARKERS =
            List.of(SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND);

    private CoverageChart() {}

    /**
     * The chart.
     *
     * @param rows of one kind of task
     */
    public static XYChart of(String title, List<Row> rows) {
        XYChart chart = ChartStyle.chart(
                SIDE, SIDE, title, "nominal share of the intervals, %", "share of accuracies within, %");
        chart.getStyler().setXAxisMin(40.0).setXAxisMax(100.0);
        chart.getStyler().setYAxisMin(20.0).setYAxisMax(100.0);
        ChartStyle.line(chart, "calibrated", new double[] {40, 100}, new double[] {40, 100}, Color.GRAY);
        chart.getSeriesMap().get("calibrated").setLineStyle(ChartStyle.dashed(1));
        for (int n = 0; n < IntervalCoverage.OBSERVED.size(); n++) {
            add(chart, rows, n);
        }
        return chart;
    }

    private static void add(XYChart chart, List<Row> rows, int number) {
        int observed = IntervalCoverage.OBSERVED.get(number);
        List<Row> after = rows.stream().filter(r -> r.observed() == observed).toList();
        if (after.isEmpty()) {
            return;
        }
        List<Share> shares = IntervalCoverage.LEVELS.stream()
                .map(level -> IntervalCoverage.share(after, level))
                .toList();
        double[] nominal = IntervalCoverage.LEVELS.stream()
                // Beside each other, so that bars do not hide bars.
                .mapToDouble(level -> level + number - 1)
                .toArray();
        XYSeries series = chart.addSeries(
                observed + " observed",
                nominal,
                shares.stream().mapToDouble(Share::mean).toArray(),
                shares.stream()
                        .mapToDouble(s -> (s.interval().high() - s.interval().low()) / 2)
                        .toArray());
        series.setMarker(MARKERS.get(number % MARKERS.size()));
        series.setMarkerColor(ChartStyle.colour(number));
        series.setLineColor(ChartStyle.colour(number));
    }
}
