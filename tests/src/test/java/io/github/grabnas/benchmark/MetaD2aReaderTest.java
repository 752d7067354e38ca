package io.github.grabnas.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.grabnas.benchmark.MetaTrainingTuple.Split;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.PublicData;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The published files against the same numbers as text. */
class MetaD2aReaderTest {

    private static MetaTrainingSet published;

    @BeforeAll
    static void read() throws IOException {
        published = MetaD2aReader.read(
                PublicData.file(DataFolder.METAD2A + "/" + MetaD2aReader.TUPLES).getParent());
    }

    private static List<NamedCsvRecord> text(String name) throws IOException {
        Path file = PublicData.file(DataFolder.METAD2A + "/" + name);
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            return csv.stream().toList();
        }
    }

    @Test
    void all_4630_tuples_are_those_of_the_text() throws IOException {
        List<NamedCsvRecord> expected = text("meta_train_tuples.csv");
        assertThat(published.tuples()).hasSize(4_630).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            MetaTrainingTuple tuple = published.tuples().get(i);
            NamedCsvRecord row = expected.get(i);
            assertThat(tuple.task()).isEqualTo(Integer.parseInt(row.getField("task")));
            assertThat(tuple.architecture()).isEqualTo(Cell.parse(row.getField("architecture")));
            assertThat(tuple.accuracy()).isCloseTo(Double.parseDouble(row.getField("accuracy")), within(1e-5));
            assertThat(tuple.split()).isEqualTo(row.getField("split").equals("valid") ? Split.VALID : Split.TRAIN);
        }
        assertThat(published.tuples().stream().filter(t -> t.split() == Split.VALID))
                .hasSize(400);
    }

    @Test
    void all_tasks_are_those_of_the_text() throws IOException {
        List<NamedCsvRecord> expected = text("meta_train_tasks.csv");
        assertThat(published.tasks()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(published.tasks().get(i))
                    .isEqualTo(Arrays.stream(expected.get(i)
                                    .getField("imagenet32_class_labels")
                                    .split(" "))
                            .map(Integer::valueOf)
                            .toList());
        }
    }
}
