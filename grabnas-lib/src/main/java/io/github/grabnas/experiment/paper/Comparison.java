package io.github.grabnas.experiment.paper;

import io.github.grabnas.experiment.run.ConditionRuns;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.SearchRun;
import io.github.grabnas.experiment.run.SearchSummary;

import io.github.grabnas.experiment.paper.PublishedResults.Figure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Methods on whole spaces, measured beside published, as Tables 2 and 3 have them.
 *
 * @param table whose published figures stand beside
 * @param published the paper's numbers
 * @param runs what was measured
 * @param measured the methods that were
 */
record Comparison(int table, PublishedResults published, ExperimentRuns runs, List<MethodVariant> measured) {

    /** Stands where a row has published numbers alone. */
    static final String NOT_MEASURED = "not measured";

    /** The names of the methods: those of the paper's table in its order, then the others. */
    List<String> methods() {
        Set<String> names = new LinkedHashSet<>(published.ofTable(table).stream().map(Figure::method).toList());
        measured.forEach(m -> names.add(m.name()));
        return List.copyOf(names);
    }

    /** The labels of the targets: those of the paper's table in its order, then the others. */
    List<String> targets() {
        Set<String> labels = new LinkedHashSet<>(published.ofTable(table).stream().map(Figure::target).toList());
        runs.targets().forEach(t -> labels.add(t.label()));
        return List.copyOf(labels);
    }

    /** What was found; empty where it was not measured. */
    Optional<SearchSummary> summary(String method, String target) {
        return runs(method, target).map(list -> SearchSummary.of(list, runs.budget()));
    }

    /** The searches; empty where there are none. */
    Optional<List<SearchRun>> runs(String method, String target) {
        return measured.stream().filter(m -> m.name().equals(method)).findFirst().flatMap(m -> runs.find(m, target, 0))
                .map(ConditionRuns::runs);
    }

    /** The published figure; empty where there is none. */
    Optional<Figure> figure(String method, String target) {
        return published.find(table, method, target, 0);
    }

    /** How a target's accuracies were measured. */
    String measuredBy(String target) {
        return runs.target(target).map(ExperimentTarget::measuredBy).orElse(NOT_MEASURED);
    }

    /** The columns that {@link #accuracies} fills. */
    static List<String> accuracyColumns() {
        return List.of("measured_mean", "measured_std", "measured_worst", "measured_best", "published_mean", "published_std");
    }

    /** Measured and published accuracy of a method on a target, in percent; empty fields where there is none. */
    List<String> accuracies(String method, String target) {
        List<String> fields = new ArrayList<>(summary(method, target).map(s -> List.of(ResultTable.number(s.mean()),
                ResultTable.number(s.standardDeviation()), ResultTable.number(s.worst()), ResultTable.number(s.best())))
                .orElse(List.of("", "", "", "")));
        fields.addAll(figure(method, target).map(f -> List.of(ResultTable.number(f.mean()),
                ResultTable.number(f.standardDeviation().orElseThrow()))).orElse(List.of("", "")));
        return fields;
    }

    /**
     * The same laid out as in the paper: a row for each method; for each target a column of what was measured, and one of
     * what was published.
     */
    ResultTable layout(String name, String title, List<String> notes) {
        List<String> columns = new ArrayList<>(List.of("method"));
        for (String target : targets()) {
            if (runs.target(target).isPresent()) {
                columns.add(target + "_measured");
            }
            if (published.ofTable(table).stream().anyMatch(f -> f.target().equals(target))) {
                columns.add(target + "_published");
            }
        }
        List<List<String>> rows = new ArrayList<>();
        for (String method : methods()) {
            List<String> row = new ArrayList<>(List.of(method));
            for (String column : columns.subList(1, columns.size())) {
                String target = column.substring(0, column.lastIndexOf('_'));
                row.add(column.endsWith("_measured") ? summary(method, target).map(s -> text(s.mean(), s.standardDeviation())).orElse("")
                        : figure(method, target).map(f -> text(f.mean(), f.standardDeviation().orElseThrow())).orElse(""));
            }
            rows.add(row);
        }
        return new ResultTable(name, title, columns, rows, notes);
    }

    private static String text(double mean, double standardDeviation) {
        return String.format(Locale.ROOT, "%.2f ± %.2f", mean, standardDeviation);
    }
}
