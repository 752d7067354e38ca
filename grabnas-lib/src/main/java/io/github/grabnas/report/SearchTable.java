package io.github.grabnas.report;

import io.github.grabnas.experiment.run.Decimals;
import io.github.grabnas.experiment.run.ResultColumns;
import io.github.grabnas.experiment.run.SearchSummary;
import tech.tablesaw.api.Table;

import java.util.List;

/** What searches found, one row for each method and target. */
public final class SearchTable {

    private SearchTable() {}

    /** The table; accuracies in percent, mean and standard deviation over the seeds. */
    public static Table of(List<SearchSummary> summaries) {
        return ResultColumns.of(summaries)
                .text("method", SearchSummary::method)
                .text("target", SearchSummary::target)
                .whole("evaluations", SearchSummary::evaluations)
                .whole("seeds", SearchSummary::runs)
                .number("mean best (%)", Decimals.of(2), SearchSummary::mean)
                .number("std", Decimals.of(2), SearchSummary::standardDeviation)
                .number("worst", Decimals.of(2), SearchSummary::worst)
                .number("best", Decimals.of(2), SearchSummary::best)
                .number("seconds a run", Decimals.of(3), SearchSummary::secondsPerRun)
                .table("searches", "searches", List.of())
                .table();
    }
}
