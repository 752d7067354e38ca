package io.github.grabnas.report;

import io.github.grabnas.search.CandidateSource;
import io.github.grabnas.search.Trial;
import org.knowm.xchart.XYChart;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One search, evaluation by evaluation: each accuracy as a point, coloured and shaped by how the search came to it, and
 * the best so far. The lowest accuracies may lie below the axis; the legend counts them.
 */
public final class TrialChart {

    /** This share of the points, the lowest, may lie below the axis: a few would press all others into one line. */
    private static final double LOWEST_SHARE = 0.05;

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
        double[] sorted = trials.stream().mapToDouble(Trial::accuracy).sorted().toArray();
        double floor = sorted[(int) (LOWEST_SHARE * sorted.length)] - 1;
        XYChart chart = ChartStyle.chart(title, "evaluated architectures", "accuracy (%)");
        if (sorted[0] < floor) {
            chart.getStyler().setYAxisMin(floor);
        }
        chart.getStyler().setMarkerSize(8);
        List<Trial> visible =
                trials.stream().filter(t -> t.bestSoFar() >= floor).toList();
        // A source all of whose trials lie below has no points to stand in the legend with.
        String unseen = Arrays.stream(CandidateSource.values())
                .map(origin -> trials.stream().filter(t -> t.origin() == origin).toList())
                .filter(own -> !own.isEmpty() && own.stream().allMatch(t -> t.accuracy() < floor))
                .map(own -> own.get(0).origin().label() + ": " + own.size())
                .collect(Collectors.joining(", "));
        ChartStyle.line(
                chart,
                unseen.isEmpty() ? "best so far" : "best so far (below the axis: " + unseen + ")",
                visible.stream().mapToDouble(Trial::evaluation).toArray(),
                visible.stream().mapToDouble(Trial::bestSoFar).toArray(),
                ChartStyle.COLOURS.get(ChartStyle.COLOURS.size() - 1));
        for (CandidateSource origin : CandidateSource.values()) {
            List<Trial> own = trials.stream().filter(t -> t.origin() == origin).toList();
            List<Trial> shown = own.stream().filter(t -> t.accuracy() >= floor).toList();
            int below = own.size() - shown.size();
            if (!shown.isEmpty()) {
                ChartStyle.points(
                        chart,
                        below == 0 ? origin.label() : origin.label() + " (" + below + " below the axis)",
                        shown.stream().mapToDouble(Trial::evaluation).toArray(),
                        shown.stream().mapToDouble(Trial::accuracy).toArray(),
                        new SeriesStyle(origin.ordinal()));
            }
        }
        return chart;
    }
}
