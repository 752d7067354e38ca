package io.github.grabnas.benchmark;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.data.PublicData;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.grabnas.space.Cell;
import io.github.grabnas.space.UniqueString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A table of our own making, whole and broken. */
class NatsBenchReaderTest {

    private static final String HEADER =
            "CIFAR10TestAccuracy200Epochs,CIFAR100TestAccuracy200Epochs,ImageNetTestAccuracy200Epochs,ArchitectureString,UniqueString";

    @TempDir
    private Path folder;

    private Path file(Consumer<List<String>> change) throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (Cell cell : Cell.all()) {
            lines.add(50 + cell.index() % 40 + ",30.5,10," + cell.text() + "," + UniqueString.of(cell));
        }
        change.accept(lines);
        return Files.write(folder.resolve("table.csv"), lines);
    }

    private void assertRefused(Consumer<List<String>> change, String... reasons) throws IOException {
        Path file = file(change);
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> NatsBenchReader.anyTable().read(file))
                .withMessageContainingAll(reasons).withMessageStartingWith(file.toString());
    }

    @Test
    void a_whole_table_is_read() throws IOException {
        BenchmarkTable table = NatsBenchReader.anyTable().read(file(lines -> { }));
        assertThat(table.accuracy(Cell.ofIndex(83), Target.CIFAR10)).isEqualTo(53);
        assertThat(table.accuracies(Target.IMAGENET16_120)).hasSize(15_625).containsOnly(10);
        assertThat(table.ranking(Target.CIFAR10).get(0)).isEqualTo(Cell.ofIndex(39));
    }

    @Test
    void the_published_reader_takes_no_other_table() throws IOException {
        Path file = file(lines -> { });
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> NatsBenchReader.published().read(file))
                .withMessageContainingAll("SHA-256", NatsBenchReader.PUBLISHED_SHA256, "data/fetch.sh");
    }

    @Test
    void a_published_file_with_one_digit_changed_is_refused() throws IOException {
        String text = Files.readString(PublicData.file(DataFolder.NATS_BENCH));
        Path file = Files.writeString(folder.resolve("edited.csv"), text.replaceFirst("93\\.66", "93.67"));
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> NatsBenchReader.published().read(file))
                .withMessageContaining("the file was edited");
    }

    @Test
    void a_truncated_file_is_refused_with_its_line_or_its_count() throws IOException {
        assertRefused(lines -> lines.subList(9_000, lines.size()).clear(), "8999 cells", "truncated");
        assertRefused(lines -> lines.set(lines.size() - 1, "88.1,30"), "line 15626", "2 fields");
        assertRefused(List::clear, "empty");
    }

    @Test
    void a_wrong_header_is_refused() throws IOException {
        assertRefused(lines -> lines.set(0, "a,b"), "line 1", "header");
    }

    @Test
    void a_cell_that_stands_twice_is_refused() throws IOException {
        assertRefused(lines -> lines.set(9, lines.get(5)), "line 10", "already in line 6");
    }

    @Test
    void an_accuracy_that_is_none_is_refused() throws IOException {
        assertRefused(lines -> lines.set(3, lines.get(3).replaceFirst("^\\d+", "101")), "line 4", "is 101", "0 to 100");
        assertRefused(lines -> lines.set(3, lines.get(3).replaceFirst("^\\d+", "NaN")), "line 4", "NaN");
        assertRefused(lines -> lines.set(3, lines.get(3).replaceFirst("^\\d+", "good")), "line 4", "'good'");
    }

    @Test
    void an_unknown_operation_is_refused() throws IOException {
        assertRefused(lines -> lines.set(2, lines.get(2).replaceFirst("none~0", "conv~0")), "line 3", "unknown operation 'conv'");
    }

    @Test
    void a_missing_file_is_told_with_the_way_to_get_it() {
        assertThatExceptionOfType(MissingDataException.class)
                .isThrownBy(() -> DataFolder.at(folder).require(DataFolder.NATS_BENCH))
                .withMessageContainingAll(folder.toString(), "data/fetch.sh", "GRABNAS_DATA");
    }
}
