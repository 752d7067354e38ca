package io.github.grabnas.report;

import io.github.grabnas.evaluate.training.TrainingOutcome.Epoch;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

import java.awt.BasicStroke;
import java.util.List;
import java.util.Map;

/**
 * Accuracy against epochs: on the test images a full line, with points of another shape for each training; on the
 * training batches a dashed one.
 */
public final class TrainingCurves {

    private static final float[] DASHES = {4, 4};

    private TrainingCurves() {}

    /**
     * The chart; epochs whose test accuracy was not measured are left out of the full line.
     *
     * @param title above the chart
     * @param trainings for each name in the legend what was reported
     */
    public static XYChart of(String title, Map<String, List<Epoch>> trainings) {
        XYChart chart = ChartStyle.chart(title, "epoch (full lines: test, dashed lines: training)", "accuracy (%)");
        int number = 0;
        for (Map.Entry<String, List<Epoch>> training : trainings.entrySet()) {
            if (training.getValue().isEmpty()) {
                throw new IllegalArgumentException(
                        "training '" + training.getKey() + "' has no epoch; expected at least one");
            }
            SeriesStyle style = new SeriesStyle(number++);
            List<Epoch> tested = training.getValue().stream()
                    .filter(e -> !Double.isNaN(e.testAccuracy()))
                    .toList();
            if (!tested.isEmpty()) {
                ChartStyle.line(
                        chart,
                        training.getKey() + ", test",
                        tested.stream().mapToDouble(Epoch::number).toArray(),
                        tested.stream().mapToDouble(Epoch::testAccuracy).toArray(),
                        style.colour());
                var line = chart.getSeriesMap().get(training.getKey() + ", test");
                line.setMarker(style.marker());
                line.setMarkerColor(style.colour());
            }
            var series = chart.addSeries(
                    training.getKey() + ", training",
                    training.getValue().stream().mapToDouble(Epoch::number).toArray(),
                    training.getValue().stream()
                            .mapToDouble(Epoch::trainingAccuracy)
                            .toArray());
            series.setMarker(SeriesMarkers.NONE);
            series.setLineColor(style.colour());
            series.setLineStyle(new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0));
            series.setShowInLegend(trainings.size() == 1);
        }
        return chart;
    }
}
