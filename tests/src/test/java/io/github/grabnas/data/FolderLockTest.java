package io.github.grabnas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.cli.Grabnas;
import io.github.grabnas.data.image.DrawnPictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A folder into which one command writes at a time. */
class FolderLockTest {

    @TempDir
    Path folder;

    @Test
    void folders_that_were_made_and_stayed_empty_are_removed() throws IOException {
        Path result = folder.resolve("around/result");
        try (FolderLock lock = FolderLock.making(result)) {
            assertThat(lock.folder()).isDirectory();
            assertThatThrownBy(() -> FolderLock.making(result))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another process is writing results into this folder");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_file_that_was_removed_while_it_was_locked_locks_nothing_where_another_lies_at_its_place()
            throws IOException {
        Path file = Files.createFile(folder.resolve(".lock"));
        Optional<FileHold> late = FileHold.of(file);
        Files.delete(file);
        try (FolderLock lock = FolderLock.of(folder)) {
            assertThatThrownBy(() -> FolderLock.of(lock.folder().resolve(".lock"), "another process", late, List.of()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another process is writing results into this folder");
            assertThat(file).exists();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void folders_that_hold_something_or_were_there_before_stay() throws IOException {
        Path result = folder.resolve("around/result");
        try (FolderLock lock = FolderLock.making(result)) {
            Files.createDirectory(lock.folder().resolveSibling("other"));
        }
        assertThat(folder.resolve("around")).isDirectoryContaining("glob:**other");
        assertThat(result).doesNotExist();
        FolderLock.making(folder.resolve("around/other")).close();
        assertThat(folder.resolve("around/other")).isEmptyDirectory();
    }

    @Test
    void a_search_and_a_training_end_before_they_plan_where_another_command_writes() throws IOException {
        Path pictures = DrawnPictures.classFolders(folder.resolve("pictures"), 12, true);
        Path result = folder.resolve("result");
        try (FolderLock lock = FolderLock.making(result)) {
            for (List<String> command : List.of(
                    List.of("search", "--budget", "3"),
                    List.of("train", "--architecture", "|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|"))) {
                List<String> arguments = new ArrayList<>(command);
                arguments.addAll(List.of("--images", pictures.toString(), "--out", result.toString()));
                StringWriter out = new StringWriter();
                StringWriter err = new StringWriter();
                int status = Grabnas.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(arguments.toArray(String[]::new));
                assertThat(status).isEqualTo(1);
                assertThat(out.toString()).isEmpty();
                assertThat(err.toString()).contains("another process is writing results into this folder");
            }
            assertThat(lock.folder()).isDirectoryContaining("glob:**.lock");
        }
    }
}
