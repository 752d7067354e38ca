package io.github.grabnas.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.experiment.run.Decimals;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

class HtmlTableTest {

    /** The texts of the table's cells, row by row. */
    private static List<String> cells(Column<?>... columns) {
        return Pattern.compile("<td[^>]*>([^<]*)</td>")
                .matcher(HtmlTable.of(Table.create("t", columns)))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @Test
    void numbers_have_as_many_decimals_as_their_column_needs_at_most_four() {
        assertThat(cells(DoubleColumn.create("x", 94, 93.25))).containsExactly("94.00", "93.25");
        assertThat(cells(DoubleColumn.create("x", 1, 2))).containsExactly("1", "2");
        assertThat(cells(DoubleColumn.create("x", 0.123456, 0.5))).containsExactly("0.1235", "0.5000");
        assertThat(cells(DoubleColumn.create("x", 1.5, Double.NaN))).containsExactly("1.5", "");
    }

    @Test
    void a_columns_own_print_formatter_comes_first() {
        DoubleColumn accuracies = DoubleColumn.create("x", 94.37, 93.920412, Double.NaN);
        accuracies.setPrintFormatter(Decimals.of(3));
        assertThat(cells(accuracies)).containsExactly("94.370", "93.920", "");
        DoubleColumn evaluations = DoubleColumn.create("x", 41.5, 101);
        evaluations.setPrintFormatter(Decimals.of(1).upTo(100));
        assertThat(cells(evaluations)).containsExactly("41.5", "&gt;100");
    }

    @Test
    void whole_numbers_are_to_the_right_and_text_is_to_the_left_and_escaped() {
        String html = HtmlTable.of(Table.create(
                "t", StringColumn.create("a_name", List.of("<b> & c")), IntColumn.create("count", new int[] {7})));
        assertThat(html)
                .isEqualTo("<table><thead><tr><th style=\"text-align:left\">a name</th>"
                        + "<th style=\"text-align:right\">count</th></tr></thead><tbody><tr>"
                        + "<td style=\"text-align:left\">&lt;b&gt; &amp; c</td><td "
                        + "style=\"text-align:right\">7</td></tr>"
                        + "</tbody></table>");
    }

    @Test
    void the_text_of_a_cell_may_be_broken_between_its_nodes() {
        String cell = "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|";
        String html = HtmlTable.of(Table.create("t", StringColumn.create("cell", List.of(cell))));
        assertThat(html).contains("|none~0|+<wbr>|none~0|none~1|+<wbr>|none~0|none~1|none~2|");
        assertThat(html.replace("<wbr>", "")).contains(cell);
    }
}
