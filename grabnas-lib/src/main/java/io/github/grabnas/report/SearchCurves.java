package io.github.grabnas.report;

import io.github.grabnas.experiment.run.SearchRun;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;

/**
 * Anytime curves: the best accuracy so far against the number of evaluations, for several methods;
 * the mean over seeds as a line, one standard deviation to either side as a band.
 */
public final class SearchCurves {

    /** So many methods have room in a legend below the chart; more stand beside it. */
    private static final int FIT_BELOW = 4;
    private static final int WIDTH_WITH_LEGEND = 920;
    private static final float[] DASHES = {6, 4};

    private SearchCurves() {
    }

    /**
     * The chart.
     *
     * @param title stands above
     * @param from the first evaluation shown, from 1; early ones are often so poor that they flatten
     *     the rest
     * @param methods for each method its searches, at least one each
     */
    public static XYChart of(String title, int from, List<List<SearchRun>> methods) {
        boolean many = methods.size() > FIT_BELOW;
        XYChart chart = ChartStyle.chart(many ? WIDTH_WITH_LEGEND : ChartStyle.WIDTH, title, "evaluated architectures",
                "best accuracy so far (%)");
        if (many) {
            chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
            chart.getStyler().setLegendLayout(LegendLayout.Vertical);
        }
        for (int m = 0; m < methods.size(); m++) {
            List<SearchRun> runs = methods.get(m);
            if (runs.isEmpty()) {
                throw new IllegalArgumentException("method " + m + " has no searches; expected at least one");
            }
            int to = runs.stream().mapToInt(run -> run.trials().size()).max().orElseThrow();
            if (from < 1 || from > to) {
                throw new IllegalArgumentException("first evaluation " + from + ": expected 1 to " + to);
            }
            int count = to - from + 1;
            double[] x = new double[count];
            double[] mean = new double[count];
            double[] low = new double[count];
            double[] high = new double[count];
            for (int i = 0; i < count; i++) {
                int evaluation = from + i;
                DescriptiveStatistics best = new DescriptiveStatistics();
                runs.forEach(run -> best.addValue(run.bestAfter(evaluation)));
                x[i] = evaluation;
                mean[i] = best.getMean();
                low[i] = best.getMean() - best.getStandardDeviation();
                high[i] = best.getMean() + best.getStandardDeviation();
            }
            Color colour = ChartStyle.COLOURS.get(m % ChartStyle.COLOURS.size());
            String name = runs.get(0).method();
            ChartStyle.band(chart, name + " ± std", x, low, high, colour);
            ChartStyle.line(chart, name, x, mean, colour);
            if (m >= ChartStyle.COLOURS.size()) {
                // The colours are used up; those that come again are dashed.
                chart.getSeriesMap().get(name).setLineStyle(new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1,
                        DASHES, 0));
            }
        }
        return chart;
    }
}
