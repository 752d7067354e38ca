package io.github.grabnas.report;

import io.github.grabnas.experiment.run.SearchRun;
import io.github.grabnas.search.Trial;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;

/**
 * How good the architectures are that methods evaluate, one after the other: a point for each, over all seeds, and a dashed
 * line at each method's mean. The poorest may lie below the axis; the legend counts them, and the mean holds them.
 */
public final class SequenceChart {

    private static final int WIDTH_WITH_LEGEND = 920;
    private static final float[] DASHES = {6, 4};

    /** This share of all points, the lowest, may lie below the axis. */
    private static final double LOWEST_SHARE = 0.05;

    private SequenceChart() {
    }

    /**
     * The chart.
     *
     * @param title stands above
     * @param methods for each method its searches, at least one each
     */
    public static XYChart of(String title, List<List<SearchRun>> methods) {
        XYChart chart = ChartStyle.chart(WIDTH_WITH_LEGEND, title, "evaluation", "accuracy of the evaluated architecture (%)");
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setLegendLayout(LegendLayout.Vertical);
        double[] all = methods.stream().flatMap(List::stream).flatMap(run -> run.trials().stream())
                .mapToDouble(Trial::accuracy).sorted().toArray();
        // A few very poor architectures would press all others into one line.
        double floor = all[(int) (LOWEST_SHARE * all.length)] - 1;
        chart.getStyler().setYAxisMin(floor);
        int last = methods.stream().flatMap(List::stream).mapToInt(run -> run.trials().size()).max().orElseThrow();
        for (int m = 0; m < methods.size(); m++) {
            Color colour = ChartStyle.COLOURS.get(m % ChartStyle.COLOURS.size());
            List<SearchRun> runs = methods.get(m);
            String name = runs.get(0).method();
            List<Trial> trials = runs.stream().flatMap(run -> run.trials().stream()).toList();
            List<Trial> shown = trials.stream().filter(t -> t.accuracy() >= floor).toList();
            double mean = trials.stream().mapToDouble(Trial::accuracy).average().orElseThrow();
            String legend = trials.size() == shown.size() ? name : name + " (" + (trials.size() - shown.size())
                    + " below the axis)";
            ChartStyle.points(chart, legend, shown.stream().mapToDouble(Trial::evaluation).toArray(),
                    shown.stream().mapToDouble(Trial::accuracy).toArray(), new Color(colour.getRed(), colour.getGreen(),
                    colour.getBlue(), 150));
            if (mean < floor) {
                continue;
            }
            var line = chart.addSeries(name + ", mean", new double[] {1, last}, new double[] {mean, mean});
            line.setMarker(SeriesMarkers.NONE);
            line.setLineColor(colour);
            line.setLineStyle(new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0));
        }
        return chart;
    }
}
