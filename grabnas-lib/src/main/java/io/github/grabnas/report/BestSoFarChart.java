package io.github.grabnas.report;

import io.github.grabnas.experiment.run.ReferenceLine;
import io.github.grabnas.search.Trial;
import org.knowm.xchart.XYChart;

import java.util.List;
import java.util.Map;

/**
 * The best value so far of single searches against the number of evaluations, one line each, in any unit. For several
 * seeds of a method, as a mean with a band, see {@link SearchCurves}.
 */
public final class BestSoFarChart {

    private BestSoFarChart() {}

    /**
     * The chart.
     *
     * @param title above the chart
     * @param quantity what is searched, with its unit, such as {@code milliseconds}
     * @param searches for each name in the legend the trials of one search, in order, at least one
     * @param references what the searches are compared with, such as the best of the space
     * @throws IllegalArgumentException if a search has no trial
     */
    public static XYChart of(
            String title, String quantity, Map<String, List<Trial>> searches, ReferenceLine... references) {
        XYChart chart = ChartStyle.chart(title, "evaluated architectures", "best so far (" + quantity + ")");
        List<SeriesStyle> styles = MethodStyles.of(List.copyOf(searches.keySet()));
        int number = 0;
        for (Map.Entry<String, List<Trial>> search : searches.entrySet()) {
            List<Trial> trials = search.getValue();
            if (trials.isEmpty()) {
                throw new IllegalArgumentException(
                        "search '" + search.getKey() + "' has no trial; expected at least one");
            }
            ChartStyle.line(
                    chart,
                    search.getKey(),
                    trials.stream().mapToDouble(Trial::evaluation).toArray(),
                    trials.stream().mapToDouble(Trial::bestSoFar).toArray(),
                    styles.get(number++));
        }
        for (ReferenceLine reference : references) {
            ChartStyle.reference(chart, reference);
        }
        return chart;
    }
}
