package io.github.grabnas.report;

import io.github.grabnas.experiment.run.ResultChart;
import io.github.grabnas.experiment.run.ResultChart.Sequence;
import io.github.grabnas.search.Trial;
import io.github.grabnas.statistics.Summary;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

import java.awt.Color;
import java.util.List;

/**
 * How good the architectures are that methods evaluate, one after the other: a point for each, over all seeds, and a
 * line at each method's mean. The lowest accuracies may lie below the axis; the legend counts them, and the mean
 * includes them.
 */
public final class SequenceChart {

    /** This share of all points, the lowest, may lie below the axis. */
    private static final double LOWEST_SHARE = 0.05;

    private static final int POINT_OPACITY = 150;

    private SequenceChart() {}

    /** The chart that an experiment describes. */
    public static XYChart of(ResultChart.Sequences description) {
        List<Sequence> sequences = description.sequences();
        XYChart chart = ChartStyle.chart(
                ChartStyle.WIDTH_WITH_LEGEND,
                description.title(),
                "evaluation",
                "accuracy of the evaluated architecture (%)");
        ChartStyle.legendBeside(chart);
        double[] all = sequences.stream()
                .flatMap(s -> s.trials().stream())
                .mapToDouble(Trial::accuracy)
                .sorted()
                .toArray();
        // A few very low accuracies would press all others into one line.
        double floor = all[(int) (LOWEST_SHARE * all.length)] - 1;
        chart.getStyler().setYAxisMin(floor);
        int last = sequences.stream()
                .flatMap(s -> s.trials().stream())
                .mapToInt(Trial::evaluation)
                .max()
                .orElseThrow();
        List<SeriesStyle> styles =
                MethodStyles.of(sequences.stream().map(Sequence::method).toList());
        for (int number = 0; number < sequences.size(); number++) {
            add(chart, sequences.get(number), floor, last, styles.get(number));
        }
        return chart;
    }

    private static void add(XYChart chart, Sequence sequence, double floor, int last, SeriesStyle style) {
        Color colour = style.colour();
        List<Trial> shown =
                sequence.trials().stream().filter(t -> t.accuracy() >= floor).toList();
        int below = sequence.trials().size() - shown.size();
        String legend = below == 0 ? sequence.method() : sequence.method() + " (" + below + " below the axis)";
        ChartStyle.points(
                chart,
                legend,
                shown.stream().mapToDouble(Trial::evaluation).toArray(),
                shown.stream().mapToDouble(Trial::accuracy).toArray(),
                new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), POINT_OPACITY));
        chart.getSeriesMap().get(legend).setMarker(style.marker());
        double mean = Summary.of(
                        sequence.trials().stream().mapToDouble(Trial::accuracy).toArray())
                .mean();
        if (mean >= floor) {
            XYSeries line =
                    chart.addSeries(sequence.method() + ", mean", new double[] {1, last}, new double[] {mean, mean});
            line.setMarker(SeriesMarkers.NONE);
            line.setLineColor(colour);
            line.setLineStyle(style.stroke(1.6f));
        }
    }
}
