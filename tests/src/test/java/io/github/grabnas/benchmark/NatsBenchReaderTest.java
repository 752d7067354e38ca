package io.github.grabnas.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.data.PublicData;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.UniqueString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/** A table of our own making, whole and broken. */
class NatsBenchReaderTest {

    private static final String HEADER =
            "CIFAR10TestAccuracy200Epochs,CIFAR100TestAccuracy200Epochs,ImageNetTestAccuracy200Epochs,"
                    + "ArchitectureString,UniqueString";

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
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> NatsBenchReader.anyTable().read(file))
                .withMessageContainingAll(reasons)
                .withMessageStartingWith(file.toString());
    }

    @Test
    void a_whole_table_is_read() throws IOException {
        BenchmarkTable table = NatsBenchReader.anyTable().read(file(lines -> {}));
        assertThat(table.accuracy(Cell.ofIndex(83), Target.CIFAR10)).isEqualTo(53);
        assertThat(table.accuracies(Target.IMAGENET16_120)).hasSize(15_625).containsOnly(10);
        assertThat(table.ranking(Target.CIFAR10).get(0)).isEqualTo(Cell.ofIndex(39));
    }

    @Test
    void the_published_reader_takes_no_other_table() throws IOException {
        Path file = file(lines -> {});
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> NatsBenchReader.published().read(file))
                .withMessageContainingAll("SHA-256", NatsBenchReader.PUBLISHED_SHA256, "data/fetch.sh");
    }

    @Test
    void a_published_file_with_one_digit_changed_is_refused() throws IOException {
        String text = Files.readString(PublicData.file(DataFolder.NATS_BENCH));
        Path file = Files.writeString(folder.resolve("edited.csv"), text.replaceFirst("93\\.66", "93.67"));
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> NatsBenchReader.published().read(file))
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
    void numbers_that_are_no_plain_decimals_are_refused() throws IOException {
        for (String number : List.of("0x1.7p6", "91.0d", "91f", "Infinity", "1e999", "٩١")) {
            assertRefused(
                    lines -> lines.set(3, lines.get(3).replaceFirst("^\\d+", number)), "line 4", "'" + number + "'");
        }
    }

    @Test
    void fractions_are_refused_with_line_and_reason() throws IOException {
        assertRefused(
                lines -> lines.set(3, lines.get(3).replaceFirst("^\\d+", "0.52")),
                "line 4",
                "is 0.52",
                "fraction",
                "percent");
        assertRefused(
                lines -> lines.replaceAll(l -> l.replace(",30.5,", ",0.735,")),
                "CIFAR100TestAccuracy200Epochs is 0.735",
                "the largest of the column",
                "fraction");
        assertRefused(
                lines -> lines.replaceAll(l -> l.replace(",10,", ",0.4,")),
                "line 2",
                "ImageNetTestAccuracy200Epochs is 0.4",
                "fraction");
    }

    @Test
    void a_single_fraction_in_the_column_of_a_hundred_classes_is_refused() throws IOException {
        assertRefused(
                lines -> lines.set(3, lines.get(3).replaceFirst(",30\\.5,", ",0.7351,")),
                "line 4",
                "CIFAR100TestAccuracy200Epochs is 0.7351",
                "below 30.5",
                "fraction");
    }

    @Test
    void a_byte_order_mark_and_gzip_are_read_and_other_encodings_named() throws IOException {
        Path file = file(lines -> lines.set(0, "\ufeff" + HEADER));
        assertThat(NatsBenchReader.anyTable().read(file).accuracy(Cell.ofIndex(83), Target.CIFAR10))
                .isEqualTo(53);
        byte[] text = Files.readAllBytes(file);
        Files.delete(file);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("table.csv.gz")))) {
            out.write(text);
        }
        assertThat(NatsBenchReader.anyTable()
                        .read(folder.resolve("table.csv.gz"))
                        .accuracy(Cell.ofIndex(83), Target.CIFAR10))
                .isEqualTo(53);
        assertThat(NatsBenchReader.anyTable().read(file).accuracy(Cell.ofIndex(83), Target.CIFAR10))
                .isEqualTo(53);
        Files.write(file, ("\ufeff" + HEADER).getBytes(StandardCharsets.UTF_16LE));
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> NatsBenchReader.anyTable().read(file))
                .withMessageContaining("a text in UTF-16; save it as UTF-8");
    }

    @Test
    void a_published_file_with_a_byte_order_mark_is_the_published_file() throws IOException {
        String text = Files.readString(PublicData.file(DataFolder.NATS_BENCH));
        Path marked = Files.writeString(folder.resolve("marked.csv"), "\ufeff" + text);
        assertThat(NatsBenchReader.published().read(marked).best(Target.CIFAR10))
                .isEqualTo(PublicData.table().best(Target.CIFAR10));
    }

    @Test
    void columns_in_another_order_are_told() throws IOException {
        assertRefused(
                lines -> lines.set(
                        0,
                        "CIFAR100TestAccuracy200Epochs,CIFAR10TestAccuracy200Epochs,"
                                + "ImageNetTestAccuracy200Epochs,ArchitectureString,UniqueString"),
                "line 1",
                "in this order");
    }

    @Test
    void an_unknown_operation_is_refused() throws IOException {
        assertRefused(
                lines -> lines.set(2, lines.get(2).replaceFirst("none~0", "conv~0")),
                "line 3",
                "unknown operation 'conv'");
    }

    @Test
    void a_missing_file_is_told_with_the_way_to_get_it() {
        assertThatExceptionOfType(MissingDataException.class)
                .isThrownBy(() -> DataFolder.at(folder).require(DataFolder.NATS_BENCH))
                .withMessageContainingAll(folder.toString(), "data/fetch.sh", "GRABNAS_DATA");
    }
}
