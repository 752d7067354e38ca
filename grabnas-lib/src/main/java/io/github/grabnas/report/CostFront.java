package io.github.grabnas.report;

import io.github.grabnas.report.ImageResult.Trial;
import org.knowm.xchart.XYChart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which of the trained candidates are worth their cost: those than which no other is both at least as accurate and at
 * least as cheap, in multiply-adds, and better in one of the two (the Pareto front).
 *
 * @param trials all of a search
 * @param front those on the front, the cheapest first
 */
record CostFront(List<Trial> trials, List<Trial> front) {

    private static final double MILLION = 1e6;
    private static final int MARKER = 8;

    /** The front of some trials; of those with the same cost and accuracy the first is on it. */
    static CostFront of(List<Trial> trials) {
        List<Trial> sorted = new ArrayList<>(trials);
        sorted.sort(Comparator.comparingLong(Trial::flops)
                .thenComparing(Comparator.comparingDouble(Trial::accuracy).reversed()));
        List<Trial> front = new ArrayList<>();
        for (Trial trial : sorted) {
            if (front.isEmpty()
                    || trial.accuracy() > front.get(front.size() - 1).accuracy()) {
                front.add(trial);
            }
        }
        return new CostFront(List.copyOf(trials), List.copyOf(front));
    }

    /** All candidates as points, those on the front in another colour and joined by a line. */
    XYChart chart() {
        XYChart chart = ChartStyle.chart(
                "Accuracy against cost", "multiply-adds an image (million)", "validation accuracy (%)");
        ChartStyle.points(chart, "trained candidates", costs(trials), accuracies(trials), ChartStyle.colour(4));
        ChartStyle.points(chart, "worth their cost", costs(front), accuracies(front), ChartStyle.colour(1));
        ChartStyle.line(chart, "front", costs(front), accuracies(front), ChartStyle.colour(1));
        chart.getStyler().setMarkerSize(MARKER);
        return chart;
    }

    private static double[] costs(List<Trial> trials) {
        return trials.stream().mapToDouble(t -> t.flops() / MILLION).toArray();
    }

    private static double[] accuracies(List<Trial> trials) {
        return trials.stream().mapToDouble(Trial::accuracy).toArray();
    }
}
