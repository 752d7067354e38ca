package io.github.grabnas.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

class DataFolderTest {

    @TempDir
    private Path top;

    private Path put(String place) throws IOException {
        Path file = top.resolve(place).resolve(DataFolder.NATS_BENCH);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }

    @Test
    void folders_are_looked_through_in_their_order_from_anywhere_in_the_checkout() throws IOException {
        Path inside = Files.createDirectories(top.resolve("main/notebooks"));
        Files.createDirectories(top.resolve("main/grabnas-lib"));
        Path shared = put("shared/data");
        assertThat(DataFolder.find(inside, Optional.empty()).file(DataFolder.NATS_BENCH))
                .contains(shared);
        Path external = put("main/data/external");
        assertThat(DataFolder.find(inside, Optional.empty()).file(DataFolder.NATS_BENCH))
                .contains(external);
        Path named = put("elsewhere");
        assertThat(DataFolder.find(inside, Optional.of(top.resolve("elsewhere")))
                        .file(DataFolder.NATS_BENCH))
                .contains(named);
    }

    @Test
    void outside_of_a_checkout_only_the_named_folder_counts() {
        DataFolder folder = DataFolder.find(top, Optional.empty());
        assertThat(folder.folders()).isEmpty();
        assertThat(folder.file(DataFolder.NATS_BENCH)).isEmpty();
        assertThat(folder.howToGet(DataFolder.NATS_BENCH)).contains("no checkout here", "data/fetch.sh");
    }

    @Test
    void a_file_is_found_packed_and_unpacked() throws IOException {
        Path packed = Files.createFile(top.resolve("table.csv.gz"));
        Path plain = Files.createFile(top.resolve("costs.csv"));
        DataFolder folder = DataFolder.at(top);
        assertThat(folder.file("table.csv")).contains(packed);
        assertThat(folder.file("costs.csv.gz")).contains(plain);
        assertThat(folder.file("other.csv")).isEmpty();
        Path unpacked = Files.createFile(top.resolve("table.csv"));
        assertThat(folder.file("table.csv")).contains(unpacked);
        assertThat(folder.file("table.csv.gz")).contains(packed);
    }
}
