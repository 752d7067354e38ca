package io.github.grabnas.report;

import io.github.grabnas.search.CandidateSource;
import io.github.grabnas.search.Trial;
import org.knowm.xchart.XYChart;

import java.util.List;

/**
 * One search, evaluation by evaluation: each accuracy as a point, coloured by how the search came to it, and the best
 * so far.
 */
public final class TrialChart {

    private TrialChart() {}

    /**
     * The chart.
     *
     * @param title above the chart
     * @param trials of the search, at least one
     */
    public static XYChart of(String title, List<Trial> trials) {
        if (trials.isEmpty()) {
            throw new IllegalArgumentException(title + ": no trial; expected at least one");
        }
        XYChart chart = ChartStyle.chart(title, "evaluated architectures", "accuracy (%)");
        chart.getStyler().setMarkerSize(8);
        ChartStyle.line(
                chart,
                "best so far",
                trials.stream().mapToDouble(Trial::evaluation).toArray(),
                trials.stream().mapToDouble(Trial::bestSoFar).toArray(),
                ChartStyle.COLOURS.get(ChartStyle.COLOURS.size() - 1));
        for (CandidateSource origin : CandidateSource.values()) {
            List<Trial> own = trials.stream().filter(t -> t.origin() == origin).toList();
            if (!own.isEmpty()) {
                ChartStyle.points(
                        chart,
                        origin.label(),
                        own.stream().mapToDouble(Trial::evaluation).toArray(),
                        own.stream().mapToDouble(Trial::accuracy).toArray(),
                        ChartStyle.COLOURS.get(origin.ordinal()));
            }
        }
        return chart;
    }
}
