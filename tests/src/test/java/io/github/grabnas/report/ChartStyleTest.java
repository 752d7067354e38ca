package io.github.grabnas.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.experiment.run.CostCurve;
import io.github.grabnas.experiment.run.CostCurve.CostPoint;
import io.github.grabnas.experiment.run.ResultChart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.XYChart;

import java.util.List;
import java.util.OptionalDouble;

/** The numbers beside an axis. */
class ChartStyleTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-3e-17, 0",
        "0.08, 0.08",
        "-0.2, -0.2",
        "0.30000000000000004, 0.3",
        "82.35, 82.35",
        "15625, '15,625'",
        "0.000025, 2.5E-5",
        "-0.00001, -1E-5"
    })
    void they_have_a_digit_before_the_point_and_no_rounding_behind_it(double value, String text) {
        assertThat(ChartStyle.tick(value)).isEqualTo(text);
    }

    /** XChart asks for a function of ours before it looks whether the axis is logarithmic. */
    @Test
    void on_a_logarithmic_axis_xchart_places_and_writes_them() {
        XYChart chart = ChartStyle.chart("costs", "seconds", "accuracy");
        assertThat(chart.getStyler().getxAxisTickLabelsFormattingFunction()).isNotNull();
        ChartStyle.logarithmicX(chart);
        assertThat(chart.getStyler().isXAxisLogarithmic()).isTrue();
        assertThat(chart.getStyler().getxAxisTickLabelsFormattingFunction()).isNull();
    }

    @Test
    void a_one_shot_method_has_its_colour_whether_its_cost_is_measured_or_published() {
        List<CostPoint> once = List.of(new CostPoint(1, 10, 90, OptionalDouble.empty()));
        XYChart chart = CostCurves.of(new ResultChart.Costs(
                "costs",
                "title",
                List.of(
                        new CostCurve("grabnas", CostCurve.Kind.MEASURED, once),
                        new CostCurve("setn", CostCurve.Kind.PUBLISHED, once))));
        assertThat(chart.getSeriesMap().get("setn (published)").getMarkerColor())
                .isEqualTo(MethodStyles.of(List.of("setn")).get(0).colour());
    }
}
