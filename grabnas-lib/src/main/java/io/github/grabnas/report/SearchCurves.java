package io.github.grabnas.report;

import io.github.grabnas.experiment.run.AnytimeCurve;
import io.github.grabnas.experiment.run.ResultChart;
import io.github.grabnas.experiment.run.SearchRun;
import io.github.grabnas.statistics.Summary;
import org.knowm.xchart.XYChart;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Anytime curves: the best accuracy so far against the number of evaluations, for several methods; the mean over seeds
 * as a line, one standard deviation to either side as a band.
 */
public final class SearchCurves {

    /** So many methods have room in a legend below the chart; the legend of more is beside it. */
    private static final int FIT_BELOW = 4;

    private SearchCurves() {}

    /**
     * The chart of some methods' searches.
     *
     * @param title above the chart
     * @param from the first evaluation shown, from 1; early accuracies are often so low that they flatten the rest
     * @param methods for each method its searches, at least one each
     * @throws IllegalArgumentException if a method has no searches, or no search goes as far as {@code from}
     */
    public static XYChart of(String title, int from, List<List<SearchRun>> methods) {
        return of(new ResultChart.Curves(
                "curves", title, from, methods.stream().map(AnytimeCurve::of).toList()));
    }

    /**
     * The chart that an experiment describes.
     *
     * @throws IllegalArgumentException if no search goes as far as the first evaluation shown
     */
    public static XYChart of(ResultChart.Curves description) {
        List<AnytimeCurve> curves = description.curves();
        boolean many = curves.size() > FIT_BELOW;
        XYChart chart = ChartStyle.chart(
                many ? ChartStyle.WIDTH_WITH_LEGEND : ChartStyle.WIDTH,
                description.title(),
                "evaluated architectures",
                ChartStyle.REPORTED);
        if (many) {
            ChartStyle.legendBeside(chart);
        }
        List<SeriesStyle> styles =
                SeriesStyle.ofMethods(curves.stream().map(AnytimeCurve::method).toList());
        for (int number = 0; number < curves.size(); number++) {
            add(chart, curves.get(number), description.from(), styles.get(number));
        }
        return chart;
    }

    private static void add(XYChart chart, AnytimeCurve curve, int from, SeriesStyle style) {
        int to = curve.bestSoFar().size();
        if (from < 1 || from > to) {
            throw new IllegalArgumentException("first evaluation " + from + ": expected 1 to " + to);
        }
        List<Summary> shown = curve.bestSoFar().subList(from - 1, to);
        double[] x = IntStream.rangeClosed(from, to).asDoubleStream().toArray();
        ChartStyle.band(
                chart,
                curve.method() + " ± std",
                x,
                shown.stream()
                        .mapToDouble(best -> best.mean() - best.standardDeviation())
                        .toArray(),
                shown.stream()
                        .mapToDouble(best -> best.mean() + best.standardDeviation())
                        .toArray(),
                style.colour());
        ChartStyle.line(
                chart,
                curve.method(),
                x,
                shown.stream().mapToDouble(Summary::mean).toArray(),
                style);
    }
}
