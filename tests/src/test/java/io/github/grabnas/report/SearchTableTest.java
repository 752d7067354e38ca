package io.github.grabnas.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.experiment.run.SearchSummary;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

import java.util.List;

class SearchTableTest {

    @Test
    void a_row_holds_a_summarys_numbers_and_prints_them_to_a_hundredth_of_a_point() {
        Table table = SearchTable.of(
                List.of(new SearchSummary("tnas", "cifar10", 0, 100, 10, 94.2512, 0.1, 94.1, 94.375, 1.25)));
        assertThat(table.columnNames())
                .containsExactly(
                        "method",
                        "target",
                        "evaluations",
                        "seeds",
                        "mean best (%)",
                        "std",
                        "worst",
                        "best",
                        "seconds a run");
        assertThat(table.doubleColumn("mean best (%)").get(0)).isEqualTo(94.2512);
        assertThat(table.columns())
                .extracting(column -> column.getString(0))
                .containsExactly("tnas", "cifar10", "100", "10", "94.25", "0.10", "94.10", "94.38", "1.250");
    }
}
