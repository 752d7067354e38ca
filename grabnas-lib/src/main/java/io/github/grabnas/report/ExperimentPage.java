package io.github.grabnas.report;

import io.github.grabnas.experiment.run.ResultTable;

import java.util.List;

/** An experiment as one HTML page: its tables with their notes, and its charts. */
public final class ExperimentPage {

    private static final String STYLE =
            "body{font-family:sans-serif;margin:2em}table{border-collapse:collapse;margin:1em 0}"
                    + "td,th{padding:.25em .7em;border-bottom:1px solid "
                    + "#ddd;font-size:90%}thead{background:#f4f4f4}p{max-width:60em}";

    private ExperimentPage() {}

    /**
     * The page.
     *
     * @param title above
     * @param tables in order
     * @param charts names of picture files in the page's folder
     * @param footer a line below, such as where the numbers come from
     */
    public static String of(String title, List<ResultTable> tables, List<String> charts, String footer) {
        StringBuilder html = new StringBuilder(
                        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(HtmlTable.escaped(title))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head>\n<body>\n<h1>")
                .append(HtmlTable.escaped(title))
                .append("</h1>\n");
        for (ResultTable table : tables) {
            html.append("<h2>")
                    .append(HtmlTable.escaped(table.title()))
                    .append("</h2>\n")
                    .append(HtmlTable.of(table.table()))
                    .append('\n');
            table.notes()
                    .forEach(note ->
                            html.append("<p>").append(HtmlTable.escaped(note)).append("</p>\n"));
        }
        charts.forEach(chart -> html.append("<p><img src=\"")
                .append(HtmlTable.escaped(chart))
                .append("\" alt=\"")
                .append(HtmlTable.escaped(chart))
                .append("\"></p>\n"));
        return html.append("<p>")
                .append(HtmlTable.escaped(footer))
                .append("</p>\n</body></html>\n")
                .toString();
    }
}
