package io.github.grabnas.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.space.ArchitectureGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Tables of graphs that are no cells. */
class NovelTableTest {

    private static final Target MNIST = ProxyDataset.MNIST.target();
    private static final String HEADER = String.join(",", ProxyTableReader.COLUMNS) + "\n";
    private static final String FIRST = "input nor_conv_3x3 skip_connect output; 0>1 1>2 0>2 2>3";
    private static final String SECOND = "input nor_conv_1x1 output; 0>1 1>2 0>2";

    private static ProxyTableReader.Row row(double validation, double test, long flops) {
        return new ProxyTableReader.Row(validation, test, 2, 0.25, 0.5, 700, flops);
    }

    private static void write(Path folder, String lines) throws IOException {
        Files.writeString(folder.resolve("proxy-mnist-novel.csv"), HEADER + lines);
    }

    @Test
    void graphs_are_read_with_all_that_is_known_of_them_in_the_order_of_the_file(@TempDir Path folder)
            throws IOException {
        write(folder, FIRST + ",95.5,94.25,2,0.25,0.5,700,9000\n" + SECOND + ",60,61,2,0.25,0.5,700,3000\n");
        ProxyTableReader tables = ProxyTableReader.at(folder);
        assertThat(tables.hasNovel(MNIST)).isTrue();
        assertThat(List.copyOf(tables.novelRows(MNIST).entrySet()))
                .isEqualTo(List.of(
                        Map.entry(ArchitectureGraph.parse(FIRST), row(95.5, 94.25, 9000)),
                        Map.entry(ArchitectureGraph.parse(SECOND), row(60, 61, 3000))));
    }

    @Test
    void a_target_without_a_table_has_no_novel_graphs(@TempDir Path folder) {
        ProxyTableReader tables = ProxyTableReader.at(folder);
        assertThat(tables.hasNovel(MNIST)).isFalse();
        assertThatThrownBy(() -> tables.novelRows(MNIST))
                .isInstanceOf(MissingDataException.class)
                .hasMessageContaining("proxy-mnist-novel.csv");
    }

    @Test
    void a_graph_that_stands_twice_is_refused_with_its_line(@TempDir Path folder) throws IOException {
        write(folder, FIRST + ",95.5,94,2,0.25,0.5,700,9000\n" + FIRST + ",95,94,2,0.25,0.5,700,9000\n");
        assertThatThrownBy(() -> ProxyTableReader.at(folder).novelRows(MNIST))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("stands already further up");
    }

    @Test
    void what_is_no_graph_is_refused_with_its_line(@TempDir Path folder) throws IOException {
        write(folder, "input output 0>1,95.5,94,2,0.25,0.5,700,9000\n");
        assertThatThrownBy(() -> ProxyTableReader.at(folder).novelRows(MNIST))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("expected node types");
    }
}
