package io.github.grabnas.report;

import io.github.grabnas.experiment.SearchRun;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How good the architectures are that methods evaluate, one after the other: a point for each, over all seeds, and a dashed
 * line at each method's mean.
 */
public final class SequenceChart {

    private static final float[] DASHES = {6, 4};

    private SequenceChart() {
    }

    /**
     * The chart.
     *
     * @param title stands above
     * @param methods for each method its searches, at least one each
     */
    public static XYChart of(String title, List<List<SearchRun>> methods) {
        XYChart chart = ChartStyle.chart(title, "evaluation", "accuracy of the evaluated architecture (%)");
        int last = methods.stream().flatMap(List::stream).mapToInt(run -> run.trials().size()).max().orElseThrow();
        for (int m = 0; m < methods.size(); m++) {
            Color colour = ChartStyle.COLOURS.get(m % ChartStyle.COLOURS.size());
            List<SearchRun> runs = methods.get(m);
            String name = runs.get(0).method();
            double[] x = runs.stream().flatMapToInt(run -> IntStream.rangeClosed(1, run.trials().size())).asDoubleStream().toArray();
            double[] y = runs.stream().flatMap(run -> run.trials().stream()).mapToDouble(t -> t.accuracy()).toArray();
            double mean = Arrays.stream(y).average().orElseThrow();
            ChartStyle.points(chart, name, x, y, new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 150));
            var line = chart.addSeries(name + ", mean", new double[] {1, last}, new double[] {mean, mean});
            line.setMarker(SeriesMarkers.NONE);
            line.setLineColor(colour);
            line.setLineStyle(new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0));
        }
        return chart;
    }
}
