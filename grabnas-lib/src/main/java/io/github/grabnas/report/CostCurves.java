package io.github.grabnas.report;

import io.github.grabnas.experiment.run.CostCurve;
import io.github.grabnas.experiment.run.CostCurve.CostPoint;
import io.github.grabnas.experiment.run.ResultChart;
import org.knowm.xchart.XYChart;

import java.util.List;

/**
 * The accuracy of the best so far against seconds, on a logarithmic axis: a line for a method that evaluates many
 * architectures, a marker of the method's shape for one that evaluates a single one or whose cost is published; the
 * legend says which is published. The lines are means over seeds; standard deviations are in the table.
 */
final class CostCurves {

    private static final int MARKER = 9;

    private CostCurves() {}

    /** The chart. */
    static XYChart of(ResultChart.Costs description) {
        XYChart chart =
                ChartStyle.chart(ChartStyle.WIDTH_WITH_LEGEND, description.title(), "seconds", ChartStyle.REPORTED);
        ChartStyle.legendBeside(chart);
        ChartStyle.logarithmicX(chart);
        chart.getStyler().setMarkerSize(MARKER);
        List<CostCurve> curves = description.curves();
        List<SeriesStyle> styles =
                MethodStyles.of(curves.stream().map(CostCurve::method).toList());
        for (int number = 0; number < curves.size(); number++) {
            add(chart, curves.get(number), styles.get(number));
        }
        description.references().forEach(line -> ChartStyle.reference(chart, line));
        return chart;
    }

    private static void add(XYChart chart, CostCurve curve, SeriesStyle style) {
        List<CostPoint> points = curve.points();
        double[] x = points.stream().mapToDouble(CostPoint::seconds).toArray();
        double[] y = points.stream().mapToDouble(CostPoint::mean).toArray();
        if (points.size() > 1) {
            ChartStyle.line(chart, curve.name(), x, y, style);
            return;
        }
        ChartStyle.points(chart, curve.name(), x, y, style);
    }
}
