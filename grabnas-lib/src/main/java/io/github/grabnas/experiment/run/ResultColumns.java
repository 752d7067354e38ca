package io.github.grabnas.experiment.run;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/**
 * Makes a {@link ResultTable} column by column: a row for each of some things, a column for each quantity of them.
 *
 * <pre>{@code
 * ResultColumns.of(summaries).text("method", SearchSummary::method)
 *         .number("measured_mean", Decimals.of(3), SearchSummary::mean)
 *         .table("means", "Means", List.of("Accuracies in percent."));
 * }</pre>
 *
 * @param <R> what a row is about
 */
public final class ResultColumns<R> {

    private final List<R> rows;
    private final List<Column<?>> columns = new ArrayList<>();

    private ResultColumns(List<R> rows) {
        this.rows = List.copyOf(rows);
    }

    /** A table of these rows, without columns yet. */
    public static <R> ResultColumns<R> of(List<R> rows) {
        return new ResultColumns<>(rows);
    }

    /** A column of text; an empty text is a missing one. */
    public ResultColumns<R> text(String name, Function<R, String> value) {
        columns.add(StringColumn.create(name, rows.stream().map(value).toList()));
        return this;
    }

    /** A column of whole numbers. */
    public ResultColumns<R> whole(String name, ToIntFunction<R> value) {
        return wholeWhere(name, row -> Optional.of(value.applyAsInt(row)));
    }

    /** A column of whole numbers, some of which may be missing. */
    public ResultColumns<R> wholeWhere(String name, Function<R, Optional<Integer>> value) {
        IntColumn column = IntColumn.create(name);
        column.setPrintFormatter(Decimals.of(0));
        rows.forEach(row -> value.apply(row).ifPresentOrElse(column::append, column::appendMissing));
        columns.add(column);
        return this;
    }

    /** A column of numbers. */
    public ResultColumns<R> number(String name, Decimals decimals, ToDoubleFunction<R> value) {
        return numberWhere(name, decimals, row -> Optional.of(value.applyAsDouble(row)));
    }

    /** A column of numbers, some of which may be missing. */
    public ResultColumns<R> numberWhere(String name, Decimals decimals, Function<R, Optional<Double>> value) {
        DoubleColumn column = DoubleColumn.create(name);
        column.setPrintFormatter(decimals);
        rows.forEach(row -> value.apply(row).ifPresentOrElse(column::append, column::appendMissing));
        columns.add(column);
        return this;
    }

    /**
     * The table.
     *
     * @param name of its file, without the ending
     * @param title in prose
     * @param notes what a reader must know beside it
     * @throws IllegalArgumentException if two columns have the same name
     */
    public ResultTable table(String name, String title, List<String> notes) {
        return new ResultTable(name, title, Table.create(title, columns), notes);
    }
}
