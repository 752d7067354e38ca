package io.github.grabnas.evaluate.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.JournalInUseException;
import io.github.grabnas.evaluate.training.Candidate.Key;
import io.github.grabnas.evaluate.training.TrainingJournal.Entry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

class TrainingJournalTest {

    private static final Entry FIRST =
            new Entry(new Key("digits", "|a|", 0), 81.25, OptionalDouble.empty(), false, 0.5);
    private static final Entry SECOND = new Entry(new Key("digits", "|b|", 0), 10, OptionalDouble.empty(), true, 0.25);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("journal");
        try (TrainingJournal journal = TrainingJournal.open(file, "settings")) {
            journal.append(FIRST);
            journal.append(SECOND);
        }
    }

    @Test
    void what_was_written_is_read_again() throws IOException {
        try (TrainingJournal journal = TrainingJournal.open(file, "settings")) {
            assertThat(journal.entries()).containsExactly(FIRST, SECOND);
            assertThat(journal.find(SECOND.key())).contains(SECOND);
            assertThat(journal.warning()).isEmpty();
        }
    }

    @Test
    void wherever_the_last_line_was_torn_it_is_dropped_with_a_warning_and_the_rest_kept() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int lastLine = new String(whole, StandardCharsets.UTF_8).stripTrailing().lastIndexOf('\n') + 1;
        for (int length = lastLine + 1; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (TrainingJournal journal = TrainingJournal.open(file, "settings")) {
                assertThat(journal.entries()).containsExactly(FIRST);
                assertThat(journal.warning().orElseThrow()).contains("the last line was torn", "trained again");
                journal.append(SECOND);
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        }
    }

    @Test
    void a_header_that_was_torn_is_written_anew() throws IOException {
        byte[] header = Files.readString(file).lines().findFirst().orElseThrow().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length <= header.length; length++) {
            Files.write(file, Arrays.copyOf(header, length));
            try (TrainingJournal journal = TrainingJournal.open(file, "settings")) {
                assertThat(journal.entries()).isEmpty();
            }
            assertThat(Files.readString(file)).isEqualTo(new String(header, StandardCharsets.UTF_8) + "\n");
        }
    }

    @Test
    void a_damaged_line_in_the_middle_is_refused_with_its_number_and_nothing_is_changed() throws IOException {
        String damaged = Files.readString(file).replace("81.25", "91.25");
        Files.writeString(file, damaged);
        assertThatThrownBy(() -> TrainingJournal.open(file, "settings"))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("line 2: the line does not fit its checksum");
        assertThat(Files.readString(file)).isEqualTo(damaged);
    }

    @Test
    void a_journal_of_other_settings_and_a_file_of_another_kind_are_refused_and_left_alone() throws IOException {
        String text = Files.readString(file);
        assertThatThrownBy(() -> TrainingJournal.open(file, "others"))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("other settings");
        assertThat(Files.readString(file)).isEqualTo(text);
        for (String other : List.of("my diary", "my diary\nand its second line\n", "12345678\tsomething else")) {
            Path diary = Files.writeString(folder.resolve("diary"), other);
            assertThatThrownBy(() -> TrainingJournal.open(diary, "settings"))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContaining("not a journal");
            assertThat(Files.readString(diary)).isEqualTo(other);
        }
    }

    @Test
    void a_journal_that_is_open_is_not_opened_again() throws IOException {
        try (TrainingJournal journal = TrainingJournal.open(file, "settings")) {
            assertThat(journal.entries()).hasSize(2);
            assertThatThrownBy(() -> TrainingJournal.open(file, "settings")).isInstanceOf(JournalInUseException.class);
        }
        TrainingJournal.open(file, "settings").close();
    }

    @Test
    void a_candidate_is_noted_once() throws IOException {
        try (TrainingJournal journal = TrainingJournal.open(file, "settings")) {
            assertThatThrownBy(() -> journal.append(FIRST)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a_folder_a_missing_folder_and_a_pipe_are_refused_in_words() throws Exception {
        assertThatThrownBy(() -> TrainingJournal.open(folder, "settings"))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("it is a folder; expected a journal");
        assertThatThrownBy(() -> TrainingJournal.open(folder.resolve("no/journal"), "settings"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("could not open the journal " + folder.resolve("no/journal")
                        + ": its folder does not exist; create it first");
        Path pipe = folder.resolve("pipe");
        if (new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0) {
            assertThatThrownBy(() -> TrainingJournal.open(pipe, "settings"))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContaining("a pipe or a device");
        }
    }

    @Test
    void a_journal_behind_a_link_is_the_file_itself() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        try (TrainingJournal journal = TrainingJournal.open(link, "settings")) {
            assertThat(journal.entries()).containsExactly(FIRST, SECOND);
        }
        assertThat(link).isSymbolicLink();
    }

    @Test
    void a_validation_accuracy_is_kept_where_there_is_one(@TempDir Path folder) throws IOException {
        Path other = folder.resolve("validation.journal");
        Entry both = new Entry(new Key("digits", "|c|", 4), 81.25, OptionalDouble.of(83.5), false, 0.5);
        try (TrainingJournal journal = TrainingJournal.open(other, "settings")) {
            journal.append(FIRST);
            journal.append(both);
        }
        try (TrainingJournal journal = TrainingJournal.open(other, "settings")) {
            assertThat(journal.entries()).containsExactly(FIRST, both);
            assertThatThrownBy(() -> journal.append(
                            new Entry(new Key("digits", "|d|", 4), 50, OptionalDouble.of(101), false, 1)))
                    .hasMessageContaining("expected an accuracy from 0 to 100");
        }
    }

    @Test
    void what_is_no_result_is_never_noted() throws IOException {
        String before = Files.readString(file);
        try (TrainingJournal journal = TrainingJournal.open(file, "settings")) {
            for (double accuracy : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1, 100.5}) {
                assertThatThrownBy(() -> journal.append(
                                new Entry(new Key("digits", "|c|", 1), accuracy, OptionalDouble.empty(), false, 1)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("expected an accuracy from 0 to 100");
            }
            assertThatThrownBy(() -> journal.append(
                            new Entry(new Key("two\tdigits", "|c|", 1), 50, OptionalDouble.empty(), false, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("without tabs");
        }
        assertThat(Files.readString(file)).isEqualTo(before);
    }
}
