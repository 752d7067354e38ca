package io.github.grabnas.report;

import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A Tablesaw table as HTML, numbers to the right, underscores in names of columns as spaces. A column of decimal
 * numbers is printed by its print formatter if it has one, otherwise with as many decimals as it needs, at most four.
 */
final class HtmlTable {

    private static final int MOST_DECIMALS = 4;

    private HtmlTable() {}

    static String of(Table table) {
        StringBuilder html = new StringBuilder("<table><thead><tr>");
        table.columns()
                .forEach(column -> html.append("<th style=\"text-align:")
                        .append(alignment(column))
                        .append("\">")
                        .append(escaped(column.name().replace('_', ' ')))
                        .append("</th>"));
        html.append("</tr></thead><tbody>");
        List<List<String>> cells =
                table.columns().stream().map(HtmlTable::cells).toList();
        for (int row = 0; row < table.rowCount(); row++) {
            html.append("<tr>");
            for (int column = 0; column < table.columnCount(); column++) {
                html.append("<td style=\"text-align:")
                        .append(alignment(table.column(column)))
                        .append("\">")
                        .append(breakable(escaped(cells.get(column).get(row))))
                        .append("</td>");
            }
            html.append("</tr>");
        }
        return html.append("</tbody></table>").toString();
    }

    private static String alignment(Column<?> column) {
        return column instanceof NumericColumn ? "right" : "left";
    }

    private static List<String> cells(Column<?> column) {
        boolean asNeeded = isDecimal(column.type()) && !hasFormatter(column);
        String format = "%." + (asNeeded ? decimals(column) : 0) + "f";
        return IntStream.range(0, column.size())
                .mapToObj(row -> column.isMissing(row)
                        ? ""
                        : asNeeded
                                ? String.format(Locale.ROOT, format, number(column, row))
                                : isDecimal(column.type())
                                        ? column.getString(row)
                                        : column.get(row).toString())
                .toList();
    }

    private static boolean isDecimal(ColumnType type) {
        return type == ColumnType.DOUBLE || type == ColumnType.FLOAT;
    }

    /** Whether the column prints a number otherwise than by default. */
    private static boolean hasFormatter(Column<?> column) {
        NumberColumnFormatter byDefault = NumberColumnFormatter.floatingPointDefault();
        byDefault.setColumnType(ColumnType.DOUBLE);
        return column instanceof DoubleColumn numbers
                && IntStream.range(0, numbers.size())
                        .anyMatch(row -> !numbers.getString(row).equals(byDefault.format(numbers.getDouble(row))));
    }

    private static int decimals(Column<?> column) {
        return IntStream.range(0, column.size())
                .filter(row -> !column.isMissing(row))
                .map(row -> new BigDecimal(number(column, row))
                        .setScale(MOST_DECIMALS, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .scale())
                .map(scale -> Math.max(0, scale))
                .max()
                .orElse(0);
    }

    private static double number(Column<?> column, int row) {
        return ((Number) column.get(row)).doubleValue();
    }

    /** Lets a browser break the text of a cell between its nodes: a page is narrower than a table of whole cells. */
    private static String breakable(String html) {
        return html.replace("|+|", "|+<wbr>|");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
