package io.github.grabnas.report;

import io.github.grabnas.experiment.run.SearchSummary;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import java.util.List;

/** What searches found, one row for each method and target. */
public final class SearchTable {

    private SearchTable() {
    }

    /** The table; accuracies in percent, mean and standard deviation over the runs. */
    public static Table of(List<SearchSummary> summaries) {
        StringColumn method = StringColumn.create("method");
        StringColumn target = StringColumn.create("target");
        IntColumn evaluations = IntColumn.create("evaluations");
        IntColumn runs = IntColumn.create("seeds");
        DoubleColumn mean = DoubleColumn.create("mean best (%)");
        DoubleColumn standardDeviation = DoubleColumn.create("std");
        DoubleColumn worst = DoubleColumn.create("worst");
        DoubleColumn best = DoubleColumn.create("best");
        DoubleColumn seconds = DoubleColumn.create("seconds a run");
        for (SearchSummary summary : summaries) {
            method.append(summary.method());
            target.append(summary.target());
            evaluations.append(summary.evaluations());
            runs.append(summary.runs());
            mean.append(round(summary.mean(), 2));
            standardDeviation.append(round(summary.standardDeviation(), 2));
            worst.append(round(summary.worst(), 2));
            best.append(round(summary.best(), 2));
            seconds.append(round(summary.secondsPerRun(), 3));
        }
        return Table.create("searches", method, target, evaluations, runs, mean, standardDeviation, worst, best, seconds);
    }

    private static double round(double value, int digits) {
        double scale = Math.pow(10, digits);
        return Math.rint(value * scale) / scale;
    }
}
