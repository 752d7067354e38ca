package io.github.grabnas.report;

import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

import java.util.Locale;

/** A Tablesaw table as HTML: numbers to the right, with at most four decimals. */
final class HtmlTable {

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
        Object value = table.get(row, column);
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return number == Math.rint(number) && Math.abs(number) < 1e15 ? String.format(Locale.ROOT, "%.0f", number)
                    : String.format(Locale.ROOT, Math.abs(number) < 1e-3 ? "%.2e" : "%.4f", number);
        }
        return value.toString();
    }

    private static boolean isNumber(ColumnType type) {
        return type == ColumnType.DOUBLE || type == ColumnType.FLOAT || type == ColumnType.INTEGER
                || type == ColumnType.LONG || type == ColumnType.SHORT;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
