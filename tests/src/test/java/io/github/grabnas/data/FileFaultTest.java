package io.github.grabnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** No failure of a file is told by a bare path. */
class FileFaultTest {

    @TempDir
    private Path folder;

    @Test
    void a_file_or_a_link_in_the_place_of_a_folder_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("runs"), "no folder");
        assertThat(FileFault.message(catchThrowable(() -> Files.createDirectories(file))))
                .isEqualTo("could not read or write " + file
                        + ": a file has the name of the folder; move it away, or choose another folder");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("missing"));
        assertThat(FileFault.message(catchThrowable(() -> Files.createDirectories(link))))
                .isEqualTo("could not read or write " + link
                        + ": it is a link that leads to no folder; make the folder, or remove it");
    }
}
