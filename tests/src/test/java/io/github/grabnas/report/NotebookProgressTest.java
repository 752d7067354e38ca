package io.github.grabnas.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.experiment.run.SearchRun;
import io.github.grabnas.experiment.run.StoredRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

class NotebookProgressTest {

    private static final StoredRun RUN =
            new StoredRun(new SearchRun("random", "proxy-fashion", 0, 0, List.of(), 1), "", 1);

    private final PrintStream before = System.out;

    @AfterEach
    void give_the_output_back() {
        System.setOut(before);
    }

    @Test
    void every_search_that_is_done_moves_the_bar_whether_it_was_run_or_found() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        NotebookProgress progress = new NotebookProgress("searching", 2);
        progress.finished(RUN, false);
        progress.finished(RUN, true);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("searching", "1/2", "2/2");
    }

    @Test
    void there_must_be_something_to_do() {
        assertThatThrownBy(() -> new NotebookProgress("searching", 0)).hasMessageContaining("0 searches of searching");
    }
}
