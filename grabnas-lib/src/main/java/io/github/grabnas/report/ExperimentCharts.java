package io.github.grabnas.report;

import io.github.grabnas.experiment.paper.PaperExperiment;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ResultChart;
import org.knowm.xchart.internal.chartpart.Chart;

import java.util.LinkedHashMap;
import java.util.Map;

/** Draws the charts that experiments describe. */
public final class ExperimentCharts {

    private static final ResultChart.Visitor<Chart<?, ?>> DRAWING = new ResultChart.Visitor<>() {

        @Override
        public Chart<?, ?> curves(ResultChart.Curves chart) {
            return SearchCurves.of(chart);
        }

        @Override
        public Chart<?, ?> sequences(ResultChart.Sequences chart) {
            return SequenceChart.of(chart);
        }

        @Override
        public Chart<?, ?> means(ResultChart.Means chart) {
            return ComparisonChart.points(chart);
        }

        @Override
        public Chart<?, ?> bars(ResultChart.Bars chart) {
            return ComparisonChart.bars(chart);
        }

        @Override
        public Chart<?, ?> criticalDifference(ResultChart.CriticalDifference chart) {
            return CriticalDifferenceDiagram.of(chart);
        }

        @Override
        public Chart<?, ?> costs(ResultChart.Costs chart) {
            return CostCurves.of(chart);
        }
    };

    private ExperimentCharts() {}

    /** The charts of an experiment's searches, by the names of their files without the ending. */
    public static Map<String, Chart<?, ?>> of(PaperExperiment experiment, ExperimentRuns runs) {
        Map<String, Chart<?, ?>> charts = new LinkedHashMap<>();
        experiment.charts(runs).forEach(chart -> charts.put(chart.name(), of(chart)));
        return charts;
    }

    /** One chart. */
    public static Chart<?, ?> of(ResultChart chart) {
        return chart.accept(DRAWING);
    }
}
