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
 * The share of accuracies within a surrogate's intervals less the share that should be: a line for each number of
 * observations, beside each other at each level, with intervals over tasks. Below zero intervals are too narrow.
 */
public final class CoverageChart {

    private static final List<Marker> MARKERS =
            List.of(SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND);

    private CoverageChart() {}

    /**
     * The chart.
     *
     * @param rows of one kind of task
     */
    public static XYChart of(String title, List<Row> rows) {
        XYChart chart =
                ChartStyle.chart(title, "nominal share of the intervals, %", "share within, less nominal (points)");
        chart.getStyler().setXAxisMin(40.0).setXAxisMax(100.0);
        ChartStyle.line(chart, "calibrated", new double[] {40, 100}, new double[] {0, 0}, Color.GRAY);
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
                .mapToDouble(level -> level + number - 1)
                .toArray();
        double[] away = new double[nominal.length];
        for (int l = 0; l < away.length; l++) {
            int level = IntervalCoverage.LEVELS.get(l);
            Share share = shares.get(l);
            away[l] = share.mean() - level;
            ChartStyle.line(
                    chart,
                    observed + " at " + level,
                    new double[] {nominal[l], nominal[l]},
                    new double[] {
                        share.interval().low() - level, share.interval().high() - level
                    },
                    ChartStyle.colour(number));
            chart.getSeriesMap().get(observed + " at " + level).setShowInLegend(false);
        }
        ChartStyle.line(chart, observed + " observed", nominal, away, ChartStyle.colour(number));
        XYSeries series = chart.getSeriesMap().get(observed + " observed");
        series.setMarker(MARKERS.get(number % MARKERS.size()));
        series.setMarkerColor(ChartStyle.colour(number));
    }
}
