package io.github.grabnas.report;

import io.github.grabnas.search.oneshot.OneShotStep;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * How the probabilities of the operations moved in a one-shot search: a chart for each of the six edges, a line for
 * each operation, over the epochs.
 */
public final class ProbabilityCurves {

    private static final int COLUMNS = 3;
    private static final int WIDTH = 340;
    private static final int HEIGHT = 260;

    private ProbabilityCurves() {}

    /**
     * The six charts.
     *
     * @param title the method, above each chart beside the edge
     * @param steps epochs of one search, in order; at least one
     */
    public static BufferedImage of(String title, List<OneShotStep> steps) {
        List<BufferedImage> pictures = new ArrayList<>();
        for (int to = 1; to < Cell.NODES; to++) {
            for (int from = 0; from < to; from++) {
                int edge = to * (to - 1) / 2 + from;
                XYChart chart =
                        ChartStyle.chart(WIDTH, HEIGHT, title + ", edge " + from + " → " + to, "epoch", "probability");
                chart.getStyler().setLegendVisible(edge == 0);
                chart.getStyler().setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10));
                chart.getStyler().setLegendSeriesLineLength(12);
                chart.getStyler().setLegendPadding(3);
                double[] epochs = steps.stream().mapToDouble(OneShotStep::epoch).toArray();
                for (Operation operation : Operation.all()) {
                    ChartStyle.line(
                            chart,
                            OperationColours.name(operation),
                            epochs,
                            steps.stream()
                                    .mapToDouble(s -> s.probabilities().get(edge, operation.ordinal()))
                                    .toArray(),
                            OperationColours.of(operation));
                    // The fifth pattern is the first again, with a colour that is far from the first one's.
                    chart.getSeriesMap()
                            .get(OperationColours.name(operation))
                            .setLineStyle(new SeriesStyle(operation.ordinal()).stroke(2f));
                }
                pictures.add(BitmapEncoder.getBufferedImage(chart));
            }
        }
        return PictureGrid.of(COLUMNS, pictures);
    }
}
