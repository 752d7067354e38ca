package io.github.grabnas.report;

import io.github.grabnas.experiment.paper.AblationStudy;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.paper.PaperExperiment;
import io.github.grabnas.experiment.paper.PaperFigure2;
import io.github.grabnas.experiment.paper.PaperFigure3;
import io.github.grabnas.experiment.paper.PaperFigure4;
import io.github.grabnas.experiment.paper.PaperTable1;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.SearchRun;
import io.github.grabnas.report.ComparisonChart.Point;
import org.knowm.xchart.internal.chartpart.Chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The charts of an experiment, by the names of their files without the ending. What was measured and what was published are
 * different series, or different charts.
 */
public final class ExperimentCharts {

    private static final int LEFT_OUT = 10;
    private static final String ACCURACY = "best accuracy (%)";

    private ExperimentCharts() {
    }

    /**
     * The charts.
     *
     * @param experiment the experiment
     * @param runs its searches
     * @param tables what it told of them
     */
    public static Map<String, Chart<?, ?>> of(PaperExperiment experiment, ExperimentRuns runs, List<ResultTable> tables) {
        Map<String, Chart<?, ?>> charts = new LinkedHashMap<>();
        if (experiment instanceof PaperFigure2) {
            runs.targets().forEach(target -> charts.put("figure2-" + target.label(), SearchCurves.of(target.title() + ", measured",
                    Math.max(1, Math.min(LEFT_OUT, runs.budget() / 2)), searches(runs, target))));
        } else if (experiment instanceof PaperFigure3) {
            runs.targets().forEach(target -> charts.put("figure3-" + target.label(),
                    SequenceChart.of(target.title() + ", measured", searches(runs, target))));
        } else if (experiment instanceof PaperFigure4) {
            tables.forEach(table -> charts.put(table.name(), ComparisonChart.bars(table.title(), "average rank", column(table, 0),
                    column(table, table.columns().size() - 1).stream().mapToDouble(Double::parseDouble).toArray())));
        } else if (experiment instanceof PaperTable1) {
            pruned(charts, tables.get(1), experiment.methods().stream().map(m -> m.name()).toList());
        } else if (experiment instanceof AblationStudy) {
            ablations(charts, tables.get(0));
        } else {
            compared(charts, experiment.name(), tables.get(1));
        }
        return charts;
    }

    private static List<List<SearchRun>> searches(ExperimentRuns runs, ExperimentTarget target) {
        return runs.arms().stream().filter(a -> a.arm().target() == target).map(a -> a.runs()).toList();
    }

    private static List<String> column(ResultTable table, int index) {
        return table.rows().stream().map(row -> row.get(index)).toList();
    }

    private static void pruned(Map<String, Chart<?, ?>> charts, ResultTable table, List<String> methods) {
        for (String target : distinct(table, "target")) {
            List<String> names = new ArrayList<>();
            Map<String, Map<String, Point>> series = new LinkedHashMap<>();
            for (List<String> row : table.rows()) {
                if (!field(table, row, "target").equals(target)) {
                    continue;
                }
                String name = "top " + field(table, row, "pruned") + " removed";
                names.add(name);
                for (String method : methods) {
                    for (String kind : List.of("measured", "published")) {
                        put(series, method + ", " + kind, name, field(table, row, method + "_" + kind + "_minus_remaining_best"),
                                field(table, row, method + "_" + kind + "_std"));
                    }
                }
            }
            // Of a target that was not measured, the paper may have none of the methods either.
            if (!series.isEmpty()) {
                charts.put("table1-" + target, ComparisonChart.points(target + ": found, less the best that remains",
                        "difference (points)", names, series));
            }
        }
    }

    private static void compared(Map<String, Chart<?, ?>> charts, String experiment, ResultTable table) {
        for (String target : distinct(table, "target")) {
            Set<String> names = new LinkedHashSet<>();
            Map<String, Map<String, Point>> series = new LinkedHashMap<>();
            for (List<String> row : table.rows()) {
                if (field(table, row, "target").equals(target)) {
                    names.add(field(table, row, "method"));
                    for (String kind : List.of("measured", "published")) {
                        put(series, kind, field(table, row, "method"), field(table, row, kind + "_mean"), field(table, row,
                                kind + "_std"));
                    }
                }
            }
            charts.put(experiment + "-" + target, ComparisonChart.points(target, ACCURACY, List.copyOf(names), series));
        }
    }

    private static void ablations(Map<String, Chart<?, ?>> charts, ResultTable table) {
        for (String target : distinct(table, "target")) {
            for (String group : distinct(table, "group")) {
                Set<String> names = new LinkedHashSet<>();
                Map<String, Map<String, Point>> series = new LinkedHashMap<>();
                for (List<String> row : table.rows()) {
                    if (field(table, row, "target").equals(target) && field(table, row, "group").equals(group)) {
                        names.add(field(table, row, "variant"));
                        put(series, "measured", field(table, row, "variant"), field(table, row, "measured_mean"),
                                field(table, row, "measured_std"));
                    }
                }
                charts.put("ablations-" + target + "-" + group.replace(' ', '-'),
                        ComparisonChart.points(target + ": " + group, ACCURACY, List.copyOf(names), series));
            }
        }
    }

    private static void put(Map<String, Map<String, Point>> series, String name, String thing, String mean, String standardDeviation) {
        if (!mean.isEmpty()) {
            series.computeIfAbsent(name, n -> new LinkedHashMap<>())
                    .put(thing, new Point(Double.parseDouble(mean), Double.parseDouble(standardDeviation)));
        }
    }

    private static String field(ResultTable table, List<String> row, String column) {
        return row.get(table.columns().indexOf(column));
    }

    private static Set<String> distinct(ResultTable table, String column) {
        return new LinkedHashSet<>(column(table, table.columns().indexOf(column)));
    }
}
