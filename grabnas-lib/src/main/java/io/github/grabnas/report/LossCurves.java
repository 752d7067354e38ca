package io.github.grabnas.report;

import io.github.grabnas.linalg.Matrix;
import org.knowm.xchart.XYChart;

/** Training and validation loss against the steps of a meta-training. */
public final class LossCurves {

    private LossCurves() {}

    /**
     * The chart.
     *
     * @param curve a row for every validation: steps done, training loss, validation loss
     */
    public static XYChart of(String title, Matrix curve) {
        if (curve.columns() != 3 || curve.rows() < 1) {
            throw new IllegalArgumentException(
                    "a curve that is a " + curve + "; expected rows of step, training and validation loss");
        }
        double[][] columns = new double[3][curve.rows()];
        for (int i = 0; i < curve.rows(); i++) {
            for (int j = 0; j < 3; j++) {
                columns[j][i] = curve.get(i, j);
            }
        }
        XYChart chart = ChartStyle.chart(title, "steps", "negative log marginal likelihood per observation");
        ChartStyle.line(chart, "training batches", columns[0], columns[1], new SeriesStyle(0));
        ChartStyle.line(chart, "held-out tasks", columns[0], columns[2], new SeriesStyle(1));
        return chart;
    }
}
