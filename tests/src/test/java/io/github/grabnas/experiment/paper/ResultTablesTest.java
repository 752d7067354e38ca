package io.github.grabnas.experiment.paper;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.MadeUpRuns;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.TimeFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The tables of made-up searches against the CSV text under golden/tables. */
class ResultTablesTest {

    private static Map<PaperExperiment, ExperimentRuns> experiments;

    @BeforeAll
    static void make_the_searches_up(@TempDir Path folder) throws IOException {
        experiments = MadeUpExperiments.all(folder);
    }

    private static ExperimentRuns runs(String experiment) {
        return experiments.entrySet().stream()
                .filter(e -> e.getKey().name().equals(experiment))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static String golden(String name) throws IOException {
        try (InputStream stream = ResultTablesTest.class.getResourceAsStream("/golden/tables/" + name + ".csv")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @TestFactory
    Stream<DynamicTest> every_table_is_printed_as_recorded() {
        return tables().map(table -> DynamicTest.dynamicTest(
                table.name(), () -> assertThat(table.csv()).isEqualTo(golden(table.name()))));
    }

    @Test
    void there_is_a_table_for_each_file() {
        assertThat(tables().map(ResultTable::name))
                .containsExactly(
                        "table1",
                        "table1-details",
                        "table1-tests",
                        "ablations",
                        "table2",
                        "table2-evaluations",
                        "table2-tests",
                        "table3",
                        "table3-details",
                        "table3-elsewhere",
                        "figure2",
                        "figure3",
                        "figure4-proxy",
                        "figure4-proxy-friedman",
                        "figure4-proxy-nemenyi",
                        "figure4-trained",
                        "figure4-published",
                        "figure4-published-friedman",
                        "figure4-published-nemenyi");
    }

    @Test
    void times_are_printed_as_recorded() throws IOException {
        assertThat(TimeFile.summary(runs("table1")).csv()).isEqualTo(golden("times-summary"));
    }

    @Test
    void numbers_are_numbers_at_full_precision_and_missing_where_there_are_none() {
        Table details = tables("table2").get(1).table();
        assertThat(details.intColumn("seeds_met_optimum").asList()).contains(0, 2, 3, 4);
        assertThat(details.where(details.stringColumn("measured_by").isEqualTo(Comparison.NOT_MEASURED))
                        .doubleColumn("measured_mean")
                        .countMissing())
                .isEqualTo(8);
        assertThat(details.doubleColumn("evaluations_to_optimum_median").max())
                .as("one more than the budget")
                .isEqualTo(9);
        assertThat(details.doubleColumn("measured_mean").removeMissing().asList())
                .anyMatch(mean -> mean != Math.rint(mean * 1_000) / 1_000);
    }

    @Test
    void where_searches_see_the_test_accuracy_that_is_reported_the_note_says_so() {
        MethodVariant random = MethodVariant.parse("random");
        assertThat(BestAccuracy.note(MadeUpRuns.onPublicTable(random)))
                .endsWith("over seeds; on NAS-Bench-201's tables searches see the test accuracy that is reported");
        assertThat(BestAccuracy.note(runs("table1"))).endsWith("mean and standard deviation over seeds");
    }

    private static Stream<ResultTable> tables() {
        return experiments.entrySet().stream().flatMap(e -> e.getKey().tables(e.getValue()).stream());
    }

    private static List<ResultTable> tables(String experiment) {
        return experiments.keySet().stream()
                .filter(e -> e.name().equals(experiment))
                .findFirst()
                .orElseThrow()
                .tables(runs(experiment));
    }
}
