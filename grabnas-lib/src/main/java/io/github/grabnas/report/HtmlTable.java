package io.github.grabnas.report;

import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.stream.IntStream;

/** A Tablesaw table as HTML: numbers to the right, each column with as many decimals as it needs, at most four. */
final class HtmlTable {

    private static final int MOST_DECIMALS = 4;

    private HtmlTable() {
    }

    static String of(Table table) {
        StringBuilder html = new StringBuilder("<table><thead><tr>");
        table.columns().forEach(column -> html.append("<th style=\"text-align:")
                .append(isNumber(column.type()) ? "right" : "left").append("\">").append(escaped(column.name())).append("</th>"));
        html.append("</tr></thead><tbody>");
        for (int row = 0; row < table.rowCount(); row++) {
            html.append("<tr>");
            for (int column = 0; column < table.columnCount(); column++) {
                ColumnType type = table.column(column).type();
                html.append("<td style=\"text-align:").append(isNumber(type) ? "right" : "left").append("\">")
                        .append(escaped(cell(table, row, column))).append("</td>");
            }
            html.append("</tr>");
        }
        return html.append("</tbody></table>").toString();
    }

    private static String cell(Table table, int row, int column) {
        if (table.column(column).isMissing(row)) {
            return "";
        }
        return isDecimal(table.column(column).type())
                ? String.format(Locale.ROOT, "%." + decimals(table, column) + "f", number(table, row, column))
                : table.get(row, column).toString();
    }

    private static int decimals(Table table, int column) {
        return IntStream.range(0, table.rowCount()).filter(row -> !table.column(column).isMissing(row))
                .map(row -> new BigDecimal(number(table, row, column)).setScale(MOST_DECIMALS, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros().scale())
                .map(scale -> Math.max(0, scale)).max().orElse(0);
    }

    private static double number(Table table, int row, int column) {
        return ((Number) table.get(row, column)).doubleValue();
    }

    private static boolean isDecimal(ColumnType type) {
        return type == ColumnType.DOUBLE || type == ColumnType.FLOAT;
    }

    private static boolean isNumber(ColumnType type) {
        return isDecimal(type) || type == ColumnType.INTEGER
                || type == ColumnType.LONG || type == ColumnType.SHORT;
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
