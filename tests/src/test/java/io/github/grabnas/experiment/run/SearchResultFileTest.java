package io.github.grabnas.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What stands beside each search of an experiment. */
class SearchResultFileTest {

    @TempDir
    private Path folder;

    @Test
    void searches_that_evaluate_several_architectures_at_a_time_say_so() {
        ExperimentTarget target = MadeUpRuns.tables().get(0);
        ExperimentRuns runs = MadeUpRuns.of(List.of(new ExperimentCondition(MethodVariant.of("random"), target, 0)));
        assertThat(measuredBy(runs)).containsOnly("table");
        assertThat(measuredBy(new ExperimentRuns(runs.conditions(), runs.budget(), 4)))
                .containsOnly("table, 4 at a time");
    }

    private static ExperimentRuns runs() {
        return MadeUpRuns.of(List.of(new ExperimentCondition(
                MethodVariant.of("random"), MadeUpRuns.tables().get(0), 0)));
    }

    @Test
    void what_was_written_is_read_again() throws IOException {
        SearchResultFile.table(runs()).write(folder);
        assertThat(SearchResultFile.read(folder.resolve(SearchResultFile.NAME)))
                .isNotEmpty()
                .allMatch(result -> result.method().equals("random"));
    }

    @Test
    void a_damaged_file_is_named_with_its_line() throws IOException {
        SearchResultFile.table(runs()).write(folder);
        Path file = folder.resolve(SearchResultFile.NAME);
        byte[] whole = Files.readAllBytes(file);
        String text = Files.readString(file);
        byte[] latin = whole.clone();
        latin[latin.length - 3] = (byte) 0xe9;
        assertRefused(latin, "it has bytes that are no UTF-8");
        assertRefused(text.replaceFirst("random", "\"random"), "quote");
        assertRefused(text.replaceFirst("seed", "sead"), "line 1: the header is");
        assertRefused(text.replaceFirst("(?m)(^random,(?:[^,]*,){3})[0-9]+,", "$10x1,"), "line 2", "'0x1'");
        assertRefused("", "the file is empty");
    }

    private void assertRefused(String content, String... reasons) throws IOException {
        assertRefused(content.getBytes(StandardCharsets.UTF_8), reasons);
    }

    private void assertRefused(byte[] content, String... reasons) throws IOException {
        Path file = Files.write(folder.resolve(SearchResultFile.NAME), content);
        assertThatThrownBy(() -> SearchResultFile.read(file))
                .isInstanceOf(DataFormatException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContainingAll(reasons);
    }

    private static List<String> measuredBy(ExperimentRuns runs) {
        return SearchResultFile.table(runs).table().stringColumn("measured_by").asList();
    }
}
