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
 * @param trials all whose cost is known
 * @param front those on the front, the cheapest first
 */
record CostFront(List<Trial> trials, List<Trial> front) {

    private static final double MILLION = 1e6;
    private static final int MARKER = 8;

    /** Of trials, those whose cost is known; of those with the same cost and accuracy the first is on the front. */
    static CostFront of(List<Trial> trials) {
        List<Trial> known = trials.stream().filter(t -> t.cost().isPresent()).toList();
        List<Trial> sorted = new ArrayList<>(known);
        sorted.sort(Comparator.comparingLong(CostFront::flops)
                .thenComparing(Comparator.comparingDouble(Trial::accuracy).reversed()));
        List<Trial> front = new ArrayList<>();
        for (Trial trial : sorted) {
            if (front.isEmpty()
                    || trial.accuracy() > front.get(front.size() - 1).accuracy()) {
                front.add(trial);
            }
        }
        return new CostFront(known, List.copyOf(front));
    }

    private static long flops(Trial trial) {
        return trial.cost().orElseThrow().flops();
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
        return trials.stream().mapToDouble(t -> flops(t) / MILLION).toArray();
    }

    private static double[] accuracies(List<Trial> trials) {
        return trials.stream().mapToDouble(Trial::accuracy).toArray();
    }
}
