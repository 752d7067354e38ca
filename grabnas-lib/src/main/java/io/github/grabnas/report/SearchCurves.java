package io.github.grabnas.report;

import io.github.grabnas.experiment.run.AnytimeCurve;
import io.github.grabnas.experiment.run.ReferenceLine;
import io.github.grabnas.experiment.run.ResultChart;
import io.github.grabnas.experiment.run.SearchRun;
import io.github.grabnas.experiment.run.Spread;
import io.github.grabnas.statistics.Summary;
import org.knowm.xchart.XYChart;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Anytime curves: the best accuracy so far against the number of evaluations, for several methods; over seeds the mean
 * as a line and one standard deviation to either side as a band, or median and quartiles. Dashed grey lines are what
 * the curves are compared with.
 *
 * <pre>{@code
 * Notebook.show(SearchCurves.of(title, 10, List.of(random, tnas), ReferenceLine.best(table, target, 0)));
 * }</pre>
 */
public final class SearchCurves {

    /** The width of a letter in a legend, and of a line with the room about it, in pixels. */
    private static final int LETTER = 7;

    private static final int LINE = 45;
    /** The room of a legend below a chart, in pixels: it is centred to the right of the numbers. */
    private static final int ROOM = ChartStyle.WIDTH - 30;

    private SearchCurves() {}

    /**
     * The chart of some methods' searches, with means and standard deviations.
     *
     * @param title above the chart
     * @param from the first evaluation shown, from 1; early accuracies are often so low that they flatten the rest
     * @param methods for each method its searches, at least one each
     * @param references what the curves are compared with, such as the best of the space
     * @throws IllegalArgumentException if a method has no searches, or no search goes as far as {@code from}
     */
    public static XYChart of(String title, int from, List<List<SearchRun>> methods, ReferenceLine... references) {
        return of(title, from, methods, Spread.STANDARD_DEVIATION, references);
    }

    /**
     * The chart of some methods' searches.
     *
     * @param spread what lines and bands are
     * @throws IllegalArgumentException if a method has no searches, or no search goes as far as {@code from}
     */
    public static XYChart of(
            String title, int from, List<List<SearchRun>> methods, Spread spread, ReferenceLine... references) {
        return of(new ResultChart.Curves(
                "curves", title, from, methods.stream().map(AnytimeCurve::of).toList(), spread, List.of(references)));
    }

    /**
     * The chart that an experiment describes.
     *
     * @throws IllegalArgumentException if no search goes as far as the first evaluation shown
     */
    public static XYChart of(ResultChart.Curves description) {
        List<AnytimeCurve> curves = description.curves();
        boolean beside = !fitsBelow(description);
        XYChart chart = ChartStyle.chart(
                beside ? ChartStyle.WIDTH_WITH_LEGEND : ChartStyle.WIDTH,
                description.title(),
                "evaluated architectures (" + description.spread().legend() + ")",
                ChartStyle.REPORTED);
        if (beside) {
            ChartStyle.legendBeside(chart);
        }
        List<SeriesStyle> styles =
                MethodStyles.of(curves.stream().map(AnytimeCurve::method).toList());
        for (int number = 0; number < curves.size(); number++) {
            add(chart, curves.get(number), description.from(), description.spread(), styles.get(number));
        }
        description.references().forEach(line -> ChartStyle.reference(chart, line));
        ChartStyle.roundTicks(chart);
        return chart;
    }

    /** Whether there is room for the legend below the chart. */
    private static boolean fitsBelow(ResultChart.Curves description) {
        return Stream.concat(
                                description.curves().stream().map(AnytimeCurve::method),
                                description.references().stream().map(ReferenceLine::label))
                        .mapToInt(name -> LETTER * name.length() + LINE)
                        .sum()
                < ROOM;
    }

    private static void add(XYChart chart, AnytimeCurve curve, int from, Spread spread, SeriesStyle style) {
        int to = curve.bestSoFar().size();
        if (from < 1 || from > to) {
            throw new IllegalArgumentException("first evaluation " + from + ": expected 1 to " + to);
        }
        List<Summary> shown = curve.bestSoFar().subList(from - 1, to);
        double[] x = IntStream.rangeClosed(from, to).asDoubleStream().toArray();
        ChartStyle.band(
                chart,
                curve.method() + " " + spread.band(),
                x,
                heights(shown, spread::low),
                heights(shown, spread::high),
                style.colour());
        ChartStyle.line(chart, curve.method(), x, heights(shown, spread::centre), style);
    }

    private static double[] heights(List<Summary> shown, ToDoubleFunction<Summary> height) {
        return shown.stream().mapToDouble(height).toArray();
    }
}
