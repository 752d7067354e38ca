package io.github.grabnas.experiment.paper;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.PageTable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The numbers of the pages that tell what experiments found are those of the experiments' files. */
class ResultsPageTest {

    private static final Path FOLDER = Path.of("data/experiments");
    private static final String MEASURED = "_measured_";

    private static List<PageTable> tables(String firstColumn, String another) throws IOException {
        return PageTable.of(FOLDER.resolve("README.md")).stream()
                .filter(t -> t.header().get(0).equals(firstColumn) && t.header().contains(another))
                .toList();
    }

    private static Map<String, String> line(String file, Map<String, String> key) throws IOException {
        return PageTable.csv(FOLDER.resolve(file)).stream()
                .filter(l -> l.entrySet().containsAll(key.entrySet()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " has no line of " + key));
    }

    /** The target and how many were removed of {@code CIFAR-10, top 20}. */
    private static Map<String, String> space(String name) {
        String[] parts = name.split(", top ");
        return Map.of("target", PageTable.label(parts[0]), "pruned", parts[1]);
    }

    private static void assertSpread(String what, String printed, Map<String, String> line, String prefix) {
        PageTable.assertSpread(
                what,
                printed,
                Double.parseDouble(line.get(prefix + "mean")),
                Double.parseDouble(line.get(prefix + "std")));
    }

    @Test
    void the_pruned_spaces_are_those_of_table_1() throws IOException {
        List<PageTable> tables = tables("pruned", "`grabnas-knn`");
        assertThat(tables).hasSize(2);
        for (PageTable table : tables) {
            for (List<String> row : table.rows()) {
                Map<String, String> line = line("table1/table1-details.csv", space(row.get(0)));
                PageTable.assertRounded(row.get(0), row.get(1), Double.parseDouble(line.get("remaining_best")));
                for (int i = 2; i < row.size(); i++) {
                    String what = row.get(0) + ", " + table.header().get(i);
                    if (table.header().get(i).startsWith("published")) {
                        assertPublished(what, row.get(i), line, table.header().get(i));
                    } else {
                        assertPruned(
                                what,
                                row.get(i),
                                line,
                                PageTable.label(table.header().get(i)));
                    }
                }
            }
        }
    }

    private static void assertPruned(String what, String printed, Map<String, String> line, String method) {
        String[] parts = printed.replace(")", "").split(" \\(");
        assertSpread(what, parts[0], line, method + MEASURED);
        assertThat(parts[1])
                .as(what)
                .isEqualTo(line.get(method + "_"
                        + (line.get("target").startsWith("proxy")
                                ? "seeds_beyond_remaining_best"
                                : "seeds_met_optimum")));
    }

    private static void assertPublished(String what, String printed, Map<String, String> line, String column) {
        String method = column.equals("published TNAS") ? "tnas" : "grabnas";
        if (printed.isEmpty()) {
            assertThat(line.getOrDefault(method + "_published_mean", ""))
                    .as(what)
                    .isEmpty();
        } else {
            assertSpread(what, printed, line, method + "_published_");
        }
    }

    @Test
    void the_whole_spaces_are_those_of_table_2() throws IOException {
        PageTable table = tables("method", "evaluations").get(0);
        assertThat(table.rows()).hasSize(9);
        for (List<String> row : table.rows()) {
            String target = "";
            for (int i = 1; i < row.size(); i++) {
                String column = table.header().get(i);
                if (!column.equals("evaluations") && !column.equals("published")) {
                    target = PageTable.label(column);
                }
                assertWholeSpace(row, i, column, target);
            }
        }
    }

    private static void assertWholeSpace(List<String> row, int i, String column, String target) throws IOException {
        String method = PageTable.label(row.get(0));
        Map<String, String> line = line("table2/table2-evaluations.csv", Map.of("target", target, "method", method));
        String what = method + " on " + target + ", " + column;
        if (column.equals("evaluations")) {
            String[] parts = row.get(i).replace(")", "").split(" \\(");
            assertThat(parts[0].replace("> ", ">"))
                    .as(what)
                    .isEqualTo(line.get("evaluations_to_optimum_median").replace(".0", ""));
            if (parts.length > 1) {
                assertThat(parts[1]).as(what).isEqualTo(line.get("seeds_met_optimum"));
            }
        } else if (!column.equals("published")) {
            assertSpread(what, row.get(i), line, "measured_");
        } else if (!row.get(i).isEmpty()) {
            assertSpread(what, row.get(i), line, "published_");
        }
    }

    @Test
    void the_front_page_has_numbers_of_table_2() throws IOException {
        PageTable table = PageTable.of(Path.of("README.md")).stream()
                .filter(t -> t.header().equals(List.of("method", "CIFAR-10", "published", "CIFAR-100", "published")))
                .findFirst()
                .orElseThrow();
        assertThat(table.rows()).hasSize(8);
        for (List<String> row : table.rows()) {
            for (int i = 1; i < row.size(); i++) {
                String target = PageTable.label(table.header().get(i - (i + 1) % 2));
                assertWholeSpace(row, i, table.header().get(i), target);
            }
        }
    }

    @Test
    void what_was_trained_anew_is_as_the_experiment_wrote_it() throws IOException {
        PageTable table = tables("pruned", "best left anew").get(0);
        assertThat(table.rows().size() * (table.header().size() - 2))
                .isEqualTo(PageTable.csv(FOLDER.resolve("fresh/fresh-trainings.csv"))
                        .size());
        for (List<String> row : table.rows()) {
            for (int i = 2; i < row.size(); i++) {
                Map<String, String> key = new HashMap<>(space(row.get(0)));
                key.put("method", PageTable.label(table.header().get(i)));
                Map<String, String> line = line("fresh/fresh-trainings.csv", key);
                String what = table.header().get(i) + " on " + row.get(0);
                PageTable.assertRounded(what, row.get(1), Double.parseDouble(line.get("remaining_best")));
                assertTrainedAnew(what, row.get(i), line);
            }
        }
    }

    @Test
    void tests_of_what_was_trained_anew_are_as_the_experiment_wrote_them() throws IOException {
        PageTable table = tables("against `tnas`", "different pairs").get(0);
        assertThat(table.rows()).hasSameSizeAs(PageTable.csv(FOLDER.resolve("fresh/fresh-tests.csv")));
        for (List<String> row : table.rows()) {
            Map<String, String> key =
                    Map.of("target", PageTable.label(row.get(0)), "method", PageTable.label(row.get(1)));
            Map<String, String> line = line("fresh/fresh-tests.csv", key);
            String[] numbers = row.get(2).replaceAll("[\\[\\],]", "").split(" ");
            PageTable.assertRounded(key + ", mean", numbers[0], Double.parseDouble(line.get("mean_difference")));
            PageTable.assertRounded(key + ", low", numbers[1], Double.parseDouble(line.get("difference_low")));
            PageTable.assertRounded(key + ", high", numbers[2], Double.parseDouble(line.get("difference_high")));
            assertThat(row.subList(3, 6))
                    .as(key.toString())
                    .containsExactly(line.get("different_pairs"), line.get("p"), line.get("p_holm"));
        }
    }

    /** Such as {@code **+0.26 [0.05, 0.47] (10)**}: bold is better, italic is worse. */
    private static void assertTrainedAnew(String what, String printed, Map<String, String> line) {
        String[] parts = printed.replaceAll("[*)]", "").split(" \\(");
        assertInterval(what, parts[0], line, "difference");
        assertThat(parts[1]).as(what).isEqualTo(line.get("found_another_cell"));
        assertThat(printed.startsWith("**") ? "yes" : printed.startsWith("*") ? "worse" : "not told apart")
                .as(what)
                .isEqualTo(line.get("better_than_remaining"));
    }

    /** Such as {@code +0.26 [0.05, 0.47]}. */
    private static void assertInterval(String what, String printed, Map<String, String> line, String column) {
        String[] numbers = printed.replaceAll("[\\[\\],]", "").split(" ");
        PageTable.assertRounded(what, numbers[0], Double.parseDouble(line.get(column)));
        PageTable.assertRounded(what + ", low", numbers[1], Double.parseDouble(line.get(column + "_low")));
        PageTable.assertRounded(what + ", high", numbers[2], Double.parseDouble(line.get(column + "_high")));
    }

    @Test
    void the_winners_beyond_the_space_are_as_the_experiment_wrote_it() throws IOException {
        PageTable table = tables("target", "winner less best cell").get(0);
        assertThat(table.rows()).hasSize(2);
        List<String> prefixes = List.of("winner_", "best_", "widened_");
        for (List<String> row : table.rows()) {
            Map<String, String> line = line("beyond/beyond.csv", Map.of("target", PageTable.label(row.get(0))));
            for (int i = 0; i < prefixes.size(); i++) {
                String[] parts = row.get(i + 1).replaceAll("[),]", "").split(" \\(");
                assertSpread(row.get(0), parts[0], line, prefixes.get(i));
                assertThat(parts[1]).isEqualTo(line.get(prefixes.get(i) + "parameters"));
            }
            assertInterval(row.get(0), row.get(4), line, "to_best");
            assertInterval(row.get(0), row.get(5), line, "to_widened");
            assertThat(row.get(6)).isEqualTo(line.get("better_than_every_cell"));
        }
    }

    @Test
    void the_control_is_as_the_experiment_wrote_it() throws IOException {
        PageTable table = tables("models", "best left").get(0);
        List<String> targets = List.of("cifar100", "cifar100-control");
        assertThat(table.rows()).hasSameSizeAs(targets);
        for (int r = 0; r < targets.size(); r++) {
            List<String> row = table.rows().get(r);
            Map<String, String> line =
                    line("control/table1-details.csv", Map.of("target", targets.get(r), "pruned", "50"));
            PageTable.assertRounded(row.get(0), row.get(1), Double.parseDouble(line.get("remaining_best")));
            for (int i = 2; i < row.size(); i++) {
                assertPruned(
                        row.get(0),
                        row.get(i),
                        line,
                        PageTable.label(table.header().get(i)));
            }
        }
    }
}
