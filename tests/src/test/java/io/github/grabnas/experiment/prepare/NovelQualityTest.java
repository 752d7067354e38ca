package io.github.grabnas.experiment.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.benchmark.ProxyTableReader;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.CsvTable;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.surrogate.MetaCheckpoint;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How surrogates rank graphs that are no cells, on the table that comes with the clone. */
class NovelQualityTest {

    private static final Target MNIST = ProxyDataset.MNIST.target();

    @ParameterizedTest
    @EnumSource(names = {"MNIST", "FASHION"})
    void the_table_has_the_thousand_graphs_that_are_drawn_each_trained_twice(ProxyDataset dataset) throws IOException {
        Map<ArchitectureGraph, ProxyTableReader.Row> rows =
                ProxyTableReader.find().novelRows(dataset.target());
        assertThat(rows.keySet())
                .containsExactlyInAnyOrderElementsOf(ProxyMeasurement.novelGraphs()
                        .limit(ProxyMeasurement.NOVEL)
                        .toList());
        assertThat(rows.values()).allSatisfy(row -> assertThat(row.trainings()).isEqualTo(2));
    }

    @Test
    void one_in_eight_is_above_95_percent_of_the_cells_one_in_seventeen_and_none_is_above_the_best_cell()
            throws IOException {
        ProxyTableReader tables = ProxyTableReader.find();
        List<Double> novel = accuracies(tables.novelRows(MNIST));
        List<Double> cells = accuracies(tables.rows(MNIST));
        assertThat(novel.stream().filter(a -> a > 95)).hasSize(124);
        assertThat((double) cells.stream().filter(a -> a > 95).count() / cells.size())
                .isCloseTo(1 / 17.0, within(0.002));
        assertThat(Collections.max(novel)).isEqualTo(95.83).isLessThan(Collections.max(cells));
    }

    @Test
    void those_above_the_best_cell_of_fashion_by_validation_images_are_not_by_test_images() throws IOException {
        ProxyTableReader tables = ProxyTableReader.find();
        Collection<ProxyTableReader.Row> novel =
                tables.novelRows(ProxyDataset.FASHION.target()).values();
        ProxyTableReader.Row best = tables.rows(ProxyDataset.FASHION.target()).values().stream()
                .max(Comparator.comparingDouble(ProxyTableReader.Row::validationAccuracy))
                .orElseThrow();
        assertThat(novel).filteredOn(row -> row.validationAccuracy() > 81.5).hasSize(177);
        List<ProxyTableReader.Row> above = novel.stream()
                .filter(row -> row.validationAccuracy() > best.validationAccuracy())
                .toList();
        assertThat(above).hasSize(21);
        assertThat(above.stream()
                        .mapToDouble(ProxyTableReader.Row::testAccuracy)
                        .average()
                        .orElseThrow())
                .isCloseTo(82.07, within(0.005))
                .isLessThan(best.testAccuracy());
    }

    private static List<Double> accuracies(Map<?, ProxyTableReader.Row> rows) {
        return rows.values().stream()
                .map(ProxyTableReader.Row::validationAccuracy)
                .toList();
    }

    @Test
    void the_plain_rule_ranks_by_multiply_adds() throws IOException {
        List<ProxyTableReader.Row> rows =
                List.copyOf(ProxyTableReader.find().novelRows(MNIST).values());
        NovelQuality.Row plain = measured().get(0);
        assertThat(plain.method()).isEqualTo("multiply-adds");
        assertThat(plain.novel().spearman())
                .isCloseTo(
                        new SpearmansCorrelation()
                                .correlation(
                                        rows.stream()
                                                .mapToDouble(ProxyTableReader.Row::flops)
                                                .toArray(),
                                        rows.stream()
                                                .mapToDouble(ProxyTableReader.Row::validationAccuracy)
                                                .toArray()),
                        within(1e-12));
    }

    @Test
    void the_first_checkpoint_ranks_as_the_committed_file_says() throws IOException {
        Map<String, List<String>> kept = new HashMap<>();
        CsvTable.read(
                InputFile.of(DataFolder.embedded("meta/novel-proxy.csv"), "how novel graphs are ranked"),
                NovelQuality.COLUMNS,
                row -> kept.put(
                        row.field(0) + " " + row.field(1) + " " + row.field(2) + " " + row.field(3), fields(row)));
        assertThat(measured())
                .hasSize(7)
                .allSatisfy(row -> assertThat(kept)
                        .containsEntry(MNIST.label() + " " + row.method() + " " + row.support() + " 0", row.fields()));
    }

    private static List<String> fields(CsvTable.Row row) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < NovelQuality.COLUMNS.size(); i++) {
            fields.add(row.field(i));
        }
        return fields;
    }

    private static List<NovelQuality.Row> measured() throws IOException {
        return NovelQuality.measure(
                MNIST, new SurrogateQuality.Entry("deep kernel", MetaCheckpoint.find("proxy", 0), 0, true));
    }
}
