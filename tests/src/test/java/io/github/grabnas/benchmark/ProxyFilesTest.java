package io.github.grabnas.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The files of the benchmark at proxy scale: feature vectors, tuples and tables, and what is refused. */
class ProxyFilesTest {

    private static final String CELL =
            "|nor_conv_3x3~0|+|none~0|nor_conv_3x3~1|+|skip_connect~0|none~1|nor_conv_3x3~2|";
    private static final String GRAPH = "input nor_conv_3x3 output; 0>1 0>2 1>2";

    @TempDir
    private Path folder;

    @Test
    void feature_vectors_come_back_as_they_were_written() throws IOException {
        List<Matrix> classes = List.of(
                Matrix.ofRows(new double[] {1, 2.5}, new double[] {-3, 0}), Matrix.ofRows(new double[] {0.125, 7}));
        Path file = folder.resolve("features.safetensors");
        new ProxyFeatures("some network", Map.of("tiny-imagenet-0000", classes)).write(file);
        ProxyFeatures read = ProxyFeatures.read(file);
        assertThat(read.extractor()).isEqualTo("some network");
        assertThat(read.of("tiny-imagenet-0000")).hasSize(2);
        assertThat(read.of("tiny-imagenet-0000").get(0).toArray()).containsExactly(1, 2.5, -3, 0);
        assertThat(read.of("tiny-imagenet-0000").get(1).toArray()).containsExactly(0.125, 7);
        assertThatThrownBy(() -> read.of("proxy-mars")).hasMessageContaining("no feature vectors of 'proxy-mars'");
    }

    private List<ProxyTupleReader.Training> tuples(String rows) throws IOException {
        Files.writeString(folder.resolve("proxy-meta-training.csv"), "task,architecture,seed,accuracy\n" + rows);
        return ProxyTupleReader.at(folder).training();
    }

    @Test
    void tuples_are_of_cells_and_of_other_graphs_and_the_last_tasks_decide_when_to_stop() throws IOException {
        List<ProxyTupleReader.Training> tuples =
                tuples("notmnist-0003," + CELL + ",0,71.25\ntiny-imagenet-0360," + GRAPH + ",2,12.5\n");
        assertThat(tuples.get(0).task()).isEqualTo("notmnist-0003");
        assertThat(tuples.get(0).tuple().task()).isEqualTo(3);
        assertThat(tuples.get(0).tuple().cell()).isPresent();
        assertThat(tuples.get(0).tuple().split()).isEqualTo(MetaTrainingTuple.Split.TRAIN);
        assertThat(tuples.get(1).seed()).isEqualTo(2);
        assertThat(tuples.get(1).tuple().cell()).isEmpty();
        assertThat(tuples.get(1).tuple().accuracy()).isEqualTo(12.5);
        assertThat(tuples.get(1).tuple().split()).isEqualTo(MetaTrainingTuple.Split.VALID);
    }

    @Test
    void damaged_tuples_are_refused_with_their_line() {
        for (String[] bad : new String[][] {
            {"mars," + CELL + ",0,50\n", "line 2: task 'mars'"},
            {"notmnist-0003," + CELL + ",0,50\nnotmnist-0003,|no|,0,50\n", "line 3"},
            {"notmnist-0003," + CELL + ",-1,50\n", "seed '-1'"},
            {"notmnist-0003," + CELL + ",0,150\n", "accuracy is 150"},
            {"notmnist-0003," + CELL + ",0,0.5\n", "fraction"},
            {"notmnist-0003," + CELL + ",0\n", "3 fields; expected 4"},
        }) {
            assertThatThrownBy(() -> tuples(bad[0]))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContaining(bad[1]);
        }
    }

    @Test
    void damaged_tables_are_refused_with_their_line() {
        String header = String.join(",", ProxyTableReader.COLUMNS) + "\n";
        for (String[] bad : new String[][] {
            {CELL + ",50,49,1,0.5,0.5,1000,2000\n", "1 unique cells; expected 6466"},
            {CELL + ",50,49,0,0.5,0.5,1000,2000\n", "line 2: trainings is '0'"},
            {CELL + ",50,49,1,-0.5,0.5,1000,2000\n", "validation_standard_error is '-0.5'"},
            {CELL + ",50,NaN,1,0.5,0.5,1000,2000\n", "test_accuracy is 'NaN'"},
            {(CELL + ",50,49,1,0.5,0.5,1000,2000\n").repeat(2), "line 3: architecture"},
            {"|none~0|+|none~0|nor_conv_3x3~1|+|none~0|none~1|none~2|,50,49,1,0.5,0.5,1,1\n", "is the same as"},
        }) {
            assertThatThrownBy(() -> {
                        Files.writeString(folder.resolve("proxy-digits.csv"), header + bad[0]);
                        ProxyTableReader.at(folder).table(List.of(ProxyDataset.DIGITS.target()));
                    })
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContaining(bad[1]);
        }
    }
}
