package io.github.grabnas.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.search.CandidateSource;
import io.github.grabnas.search.MadeUpEvaluator;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.SearchSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

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
    void what_a_search_sees_stands_beside_what_is_reported(@TempDir Path elsewhere) throws IOException {
        ExperimentTarget validated = new ApartTarget();
        MethodVariant random = MethodVariant.parse("random");
        SearchRun run = new SearchRun(
                "random",
                validated.label(),
                0,
                3,
                List.of(trial(1, 80, 80, 70), trial(2, 90, 90, 60), trial(3, 85, 90, 75)),
                1);
        ConditionRuns runs =
                new ConditionRuns(new ExperimentCondition(random, validated, 0), List.of(new StoredRun(run, "", 1)));
        SearchResultFile.table(new ExperimentRuns(List.of(runs), 3)).write(elsewhere);
        assertThat(SearchResultFile.read(elsewhere.resolve(SearchResultFile.NAME)))
                .singleElement()
                .satisfies(r -> {
                    assertThat(r.seen()).isEqualTo(90);
                    assertThat(r.reported()).isEqualTo(60);
                    assertThat(r.remainingSeen()).hasValue(99);
                    assertThat(r.remainingBest()).hasValue(88);
                });
    }

    /** A target whose test accuracies are apart. */
    private record ApartTarget() implements ExperimentTarget {

        @Override
        public String label() {
            return "apart";
        }

        @Override
        public SearchSpace space(int pruned) {
            return new NasBench201();
        }

        @Override
        public OptionalDouble best(int pruned) {
            return OptionalDouble.of(99);
        }

        @Override
        public OptionalDouble reportedBest(int pruned) {
            return OptionalDouble.of(88);
        }

        @Override
        public ArchitectureEvaluator evaluator() {
            return new MadeUpEvaluator();
        }
    }

    private static Trial trial(int evaluation, double accuracy, double best, double test) {
        return new Trial(
                evaluation, Cell.ofIndex(evaluation), CandidateSource.RANDOM, accuracy, best, OptionalDouble.of(test));
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
        assertRefused(text.replaceFirst("seen,", "had,"), "line 1: the header is", "run the experiment again");
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
