package io.github.grabnas.experiment.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.PageTable;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.statistics.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The numbers on the page of the surrogates are those of the files that it names. */
class QualityPageTest {

    private static final Path PAGE = Path.of("grabnas-lib/docs/surrogate-quality.md");
    private static final Path ADAPTATION = Path.of("data/experiments/adaptation/adaptation.csv");

    private static final Map<String, String> METHODS = Map.of(
            "deep kernel", "deep kernel",
            "residuals on the graph embedding, fitted (what searches use)", "deep kernel, fitted on graph",
            "residuals on operations, fitted", "deep kernel, fitted on operations",
            "eq. 3 and 4 as printed", "deep kernel, eq. 3 and 4 as printed",
            "dataset embedding zero", "deep kernel, dataset embedding zero",
            "Gaussian process, one-hot, with the tuples", "gp-one-hot with the tuples",
            "Gaussian process, one-hot", "gp-one-hot",
            "nearest neighbours (Tribuo)", "nearest-neighbours",
            "random forest (Tribuo)", "random-forest");

    private final List<PageTable> tables = PageTable.of(PAGE);

    QualityPageTest() throws IOException {}

    private List<PageTable> tables(String firstColumn) {
        return tables.stream()
                .filter(t -> t.header().get(0).matches(firstColumn))
                .toList();
    }

    private static List<Map<String, String>> meta(String file) throws IOException {
        return PageTable.csv(DataFolder.embedded("meta/" + file));
    }

    private static Summary of(List<Map<String, String>> lines, String column, String... values) {
        return Summary.of(lines.stream()
                .filter(line -> line.values().containsAll(List.of(values)))
                .mapToDouble(line -> Double.parseDouble(line.get(column)))
                .toArray());
    }

    private static void assertCells(PageTable table, List<String> row, String method, String support, String column)
            throws IOException {
        for (int i = 1; i < table.header().size(); i++) {
            String target = PageTable.label(table.header().get(i));
            String suite = target.startsWith("proxy") ? "proxy" : "paper";
            List<Map<String, String>> lines = meta("quality-" + suite + ".csv").stream()
                    .filter(l ->
                            l.get("method").equals(method) && l.get("support").equals(support))
                    .toList();
            Summary summary = of(lines, column, target);
            assertThat(summary.count()).isEqualTo(3);
            PageTable.assertSpread(
                    method + " on " + target + " after " + support,
                    row.get(i),
                    summary.mean(),
                    summary.standardDeviation());
        }
    }

    @Test
    void rank_correlations_are_means_over_the_seeds_of_the_file() throws IOException {
        List<PageTable> ranks = tables("\\d+ observations");
        assertThat(ranks).hasSize(6);
        for (PageTable table : ranks) {
            for (List<String> row : table.rows()) {
                assertThat(METHODS).containsKey(row.get(0));
                assertCells(
                        table,
                        row,
                        METHODS.get(row.get(0)),
                        table.header().get(0).split(" ")[0],
                        "spearman");
            }
        }
    }

    @Test
    void ranks_of_the_best_cell_are_means_over_the_seeds_of_the_file() throws IOException {
        List<PageTable> ranks = tables("rank of the best cell");
        assertThat(ranks).hasSize(2);
        for (PageTable table : ranks) {
            for (List<String> row : table.rows()) {
                int comma = row.get(0).lastIndexOf(", ");
                String method = METHODS.get(row.get(0).substring(0, comma));
                assertCells(table, row, method, row.get(0).substring(comma + 2), "rank_of_best");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy-mnist", "proxy-fashion"})
    void novel_graphs_are_ranked_as_the_file_says(String target) throws IOException {
        Map<String, String> methods = Map.of(
                "what searches use", "deep kernel, as searches use it",
                "eq. 3 and 4 as printed", "deep kernel, eq. 3 and 4 as printed",
                "more multiply-adds are better", "multiply-adds");
        PageTable table = tables("`" + target + "`").get(0);
        assertThat(table.rows()).hasSize(3);
        List<Map<String, String>> lines = meta("novel-proxy.csv");
        for (List<String> row : table.rows()) {
            String[] supports = row.get(1).replace("none", "0").split(", ");
            for (int i = 0; i < supports.length; i++) {
                String[] key = {target, methods.get(row.get(0)), supports[i]};
                PageTable.assertRounded(
                        row.get(0),
                        row.get(2).split(", ")[i],
                        of(lines, "spearman_novel", key).mean());
                PageTable.assertRounded(
                        row.get(0),
                        row.get(3).split(", ")[i],
                        of(lines, "spearman_together", key).mean());
            }
        }
    }

    @Test
    void shares_within_the_intervals_are_those_of_the_files() throws IOException {
        List<IntervalCoverage.Row> rows = Stream.concat(
                        IntervalCoverage.read(DataFolder.embedded("meta/coverage-proxy.csv")).stream(),
                        IntervalCoverage.read(DataFolder.embedded("meta/coverage-paper.csv")).stream())
                .toList();
        PageTable table = tables("").get(0);
        assertThat(table.rows()).hasSize(12);
        for (List<String> row : table.rows()) {
            boolean heldOut = row.get(0).equals("held-out tasks");
            String[] observed = row.get(1).split(", ");
            for (int n = 0; n < observed.length; n++) {
                int known = Integer.parseInt(observed[n]);
                List<IntervalCoverage.Row> some = rows.stream()
                        .filter(r -> r.observed() == known)
                        .filter(r -> heldOut
                                ? r.kind() == IntervalCoverage.Kind.HELD_OUT
                                : r.task().equals(PageTable.label(row.get(0))))
                        .toList();
                for (int level = 0; level < IntervalCoverage.LEVELS.size(); level++) {
                    assertShare(
                            row.get(level + 2), n, IntervalCoverage.share(some, IntervalCoverage.LEVELS.get(level)));
                }
            }
        }
    }

    private static void assertShare(String printed, int which, IntervalCoverage.Share share) {
        if (printed.contains("[")) {
            String[] numbers = printed.replaceAll("[\\[\\],]", "").split(" ");
            PageTable.assertRounded(printed, numbers[0], share.mean());
            PageTable.assertRounded(printed, numbers[1], share.interval().low());
            PageTable.assertRounded(printed, numbers[2], share.interval().high());
        } else {
            PageTable.assertRounded(printed, printed.split(", ")[which], share.mean());
        }
    }

    @Test
    void what_the_prior_mean_costs_is_as_the_experiment_wrote_it() throws IOException {
        PageTable table = tables("target").get(0);
        List<Map<String, String>> lines = PageTable.csv(ADAPTATION);
        assertThat(table.rows()).hasSameSizeAs(lines);
        for (List<String> row : table.rows()) {
            Map<String, String> line = lines.stream()
                    .filter(l -> l.get("target").equals(PageTable.label(row.get(0)))
                            && l.get("method").equals(row.get(1).replace("`", "")))
                    .findFirst()
                    .orElseThrow();
            PageTable.assertSpread(
                    row.get(1) + " on " + row.get(0),
                    row.get(2),
                    Double.parseDouble(line.get("best_mean")),
                    Double.parseDouble(line.get("best_std")));
            if (!row.get(3).isEmpty()) {
                // At least: rounded down.
                assertThat(Double.parseDouble(line.get("lower_bound")) - Double.parseDouble(row.get(3)))
                        .as(row.get(1) + " on " + row.get(0))
                        .isBetween(-0.0006, 0.0106);
            }
            assertThat(row.get(4)).isEqualTo(line.get("met_optimum") + " of " + line.get("seeds"));
            assertThat(row.get(5).replace("> ", ">"))
                    .isEqualTo(line.get("evaluations_to_optimum_median").replace(".0", "") + ", "
                            + line.get("evaluations_to_optimum_most"));
        }
    }

    @Test
    void no_bound_is_a_tenth_of_a_point_below_a_search_without_other_datasets() throws IOException {
        assertThat(PageTable.csv(ADAPTATION))
                .filteredOn(line -> List.of("tnas", "grabnas").contains(line.get("method")))
                .hasSize(18)
                .allSatisfy(line ->
                        assertThat(Double.parseDouble(line.get("lower_bound"))).isGreaterThan(-0.1));
    }

    @Test
    void what_a_dataset_embedding_is_worth_stands_in_the_text() throws IOException {
        List<Map<String, String>> lines = meta("dataset-effect-proxy.csv");
        String text = Files.readString(PAGE).replaceAll("\\s+", " ");
        String sentence = Map.of(
                        "own", "%s with the task's own dataset embedding",
                        "another", "%s with another held-out task's",
                        "mean", "%s with the mean one",
                        "none", "%s with none")
                .entrySet()
                .stream()
                .map(e -> String.format(e.getValue(), overSeeds(lines, e.getKey())))
                .filter(part -> !text.contains(part))
                .collect(Collectors.joining("; "));
        assertThat(sentence).as("not on the page").isEmpty();
    }

    private static String overSeeds(List<Map<String, String>> lines, String embedding) {
        Summary summary = Summary.of(Stream.of("0", "1", "2")
                .mapToDouble(seed -> of(
                                lines.stream()
                                        .filter(l -> l.get("seed").equals(seed)
                                                && l.get("observed").equals("0"))
                                        .toList(),
                                "spearman",
                                embedding)
                        .mean())
                .toArray());
        return String.format(Locale.ROOT, "%.3f ± %.3f", summary.mean(), summary.standardDeviation());
    }
}
