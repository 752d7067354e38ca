package io.github.grabnas.report;

import io.github.grabnas.experiment.run.ResultChart;
import io.github.grabnas.experiment.run.ResultChart.Bar;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The critical-difference diagram of J. Demsar (2006): average ranks on a line, the best to the left; names of the
 * better half to the left and of the others to the right, above their lines; thick lines below the ranks join methods
 * that do not differ; the critical difference is above.
 */
final class CriticalDifferenceDiagram {

    private static final Color INK = new Color(0x333333);
    private static final float THICK = 5f;
    private static final float THIN = 1.2f;
    /** Pixels of a line of names, and of everything above and below. */
    private static final int ROW = 30;

    private static final int AROUND = 170;
    /** Heights are in rows: the line of ranks is at 0. */
    private static final double CRITICAL = 1.2;

    private static final double TICK = 0.12;
    private static final double GROUP = 0.35;
    /** How far names stand above their lines, so that no line runs through a long one. */
    private static final double NAME = 0.3;
    /** Room for names to either side, as a share of the line's length. */
    private static final double MARGIN = 0.32;

    private final XYChart chart;
    private final List<Bar> sorted;
    private final double least;
    private final double most;
    private int lines;

    private CriticalDifferenceDiagram(ResultChart.CriticalDifference description) {
        this.sorted = description.ranks().stream()
                .sorted(Comparator.comparingDouble(Bar::height))
                .toList();
        this.least = 1;
        this.most = Math.max(sorted.size(), 1 + description.difference());
        int rows = (sorted.size() + 1) / 2;
        this.chart = ChartStyle.chart(
                ChartStyle.WIDTH_WITH_LEGEND,
                (rows + description.groups().size()) * ROW + AROUND,
                description.title(),
                "",
                "");
        double margin = MARGIN * (most - least);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setPlotGridLinesVisible(false);
        chart.getStyler().setAxisTicksVisible(false);
        chart.getStyler().setXAxisMin(least - margin).setXAxisMax(most + margin);
        chart.getStyler().setYAxisMin(-rows - below(description) - 0.5).setYAxisMax(CRITICAL + 0.6);
        chart.getStyler().setAnnotationTextFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        chart.getStyler().setAnnotationTextFontColor(INK);
    }

    /** How far below the line of ranks the thick lines reach. */
    private static double below(ResultChart.CriticalDifference description) {
        return GROUP * (description.groups().size() + 1);
    }

    static XYChart of(ResultChart.CriticalDifference description) {
        CriticalDifferenceDiagram diagram = new CriticalDifferenceDiagram(description);
        diagram.axis();
        diagram.criticalDifference(description.difference());
        diagram.methods(below(description));
        diagram.groups(description.groups());
        return diagram.chart;
    }

    private void axis() {
        line(THIN, new double[] {least, most}, new double[] {0, 0});
        for (int rank = 1; rank <= sorted.size(); rank++) {
            line(THIN, new double[] {rank, rank}, new double[] {0, TICK});
            text(Integer.toString(rank), rank, 3 * TICK);
        }
    }

    private void criticalDifference(double difference) {
        line(THICK / 2, new double[] {1, 1 + difference}, new double[] {CRITICAL, CRITICAL});
        text(
                String.format(Locale.ROOT, "critical difference %.2f", difference),
                1 + difference / 2,
                CRITICAL + 2 * TICK);
    }

    private void methods(double below) {
        int left = (sorted.size() + 1) / 2;
        double margin = MARGIN * (most - least);
        for (int i = 0; i < sorted.size(); i++) {
            boolean better = i < left;
            // The outermost method is the highest name on its side.
            double y = -below - (better ? i : sorted.size() - 1 - i) - 0.5;
            double rank = sorted.get(i).height();
            double end = better ? least - margin : most + margin;
            line(THIN, new double[] {rank, rank, end}, new double[] {0, y, y});
            text(
                    String.format(Locale.ROOT, "%s  %.2f", sorted.get(i).category(), rank),
                    better ? least - margin * 0.55 : most + margin * 0.55,
                    y + NAME);
        }
    }

    private void groups(List<List<String>> groups) {
        Map<String, Double> ranks = sorted.stream().collect(Collectors.toMap(Bar::category, Bar::height));
        for (int g = 0; g < groups.size(); g++) {
            List<String> group = groups.get(g);
            double y = -GROUP * (g + 1);
            line(THICK, new double[] {ranks.get(group.get(0)), ranks.get(group.get(group.size() - 1))}, new double[] {
                y, y
            });
        }
    }

    private void line(float width, double[] x, double[] y) {
        String name = "line " + ++lines;
        ChartStyle.line(chart, name, x, y, INK);
        chart.getSeriesMap()
                .get(name)
                .setLineStyle(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    }

    private void text(String text, double x, double y) {
        chart.addAnnotation(new AnnotationText(text, x, y, false));
    }
}
