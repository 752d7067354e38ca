package io.github.grabnas.search.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.experiment.prepare.OneShotRecording;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.search.ArchitectureSearch;
import io.github.grabnas.search.MadeUpEvaluator;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import io.github.grabnas.space.NasBench201;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs that are kept. */
class OneShotRunTest {

    @TempDir
    private Path folder;

    private static OneShotRun recorded() {
        return OneShotRecording.run(
                MethodVariant.parse("gdas epochs=3 steps=2"),
                "proxy-digits",
                () -> CandidateTrainer.proxy(ProxyDataset.DIGITS),
                9,
                "grabnas one-shot …",
                step -> {});
    }

    @Test
    void a_run_that_was_written_is_read_again_to_four_decimals() throws IOException {
        OneShotRun run = recorded();
        Path file = folder.resolve("run.csv");
        OneShotRunFile.write(file, run);
        OneShotRun read = OneShotRunFile.read(file);
        assertThat(read.derived()).isEqualTo(run.derived());
        assertThat(read.settings()).isEqualTo(Map.of("epochs", "3", "steps", "2"));
        assertThat(List.of(read.target(), read.method(), read.command()))
                .containsExactly("proxy-digits", "gdas", "grabnas one-shot …");
        assertThat(read.seed()).isEqualTo(9);
        assertThat(read.date()).isEqualTo(run.date());
        assertThat(read.epochs()).extracting(OneShotStep::epoch).containsExactly(1, 2, 3);
        assertThat(read.last().probabilities().toArray())
                .usingComparatorWithPrecision(6e-5)
                .containsExactly(run.last().probabilities().toArray());
        OneShotRunFile.write(folder.resolve("again.csv"), read);
        assertThat(folder.resolve("again.csv")).hasSameTextualContentAs(file);
        assertThat(read.place()).isEqualTo(Path.of("proxy-digits", "gdas-epochs=3-steps=2-9.csv"));
    }

    @Test
    void a_damaged_run_is_refused_by_name() throws IOException {
        Path file = folder.resolve("run.csv");
        OneShotRunFile.write(file, recorded());
        String text = Files.readString(file);
        for (String damaged : List.of(
                text.replace("# seed: 9\n", ""),
                text.replace("# date: 20", "# date: x"),
                text.substring(0, text.length() - 40),
                text.replace("weight_loss", "loss"),
                text.replaceAll(
                        "# derived: .*", "# derived: " + Cell.ofIndex(0).text().replace("|", "\\|")),
                text.replaceFirst("(?m)^1,[^,]*,", "1,0x1p-2,"),
                text.replaceFirst("(?m)^1,[^,]*,", "1,1d,"),
                text.replaceFirst("(?m)^1,[^,]*,", "1,NaN,"),
                text.replaceFirst("(?m)^1,", "\u0661,"),
                "# setting epochs\n" + text.replace("# seed: 9\n", ""),
                "")) {
            Files.writeString(file, damaged);
            assertThatThrownBy(() -> OneShotRunFile.read(file))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContaining("run.csv")
                    .hasMessageContaining("not a one-shot run");
        }
    }

    @Test
    void a_file_that_is_no_text_is_named() throws IOException {
        Path file = Files.write(folder.resolve("run.csv"), new byte[] {'#', ' ', (byte) 0xe9, '\n'});
        assertThatThrownBy(() -> OneShotRunFile.read(file))
                .isInstanceOf(DataFormatException.class)
                .hasMessage(file + ": it is no text in UTF-8; expected a one-shot run");
    }

    @Test
    void a_recorded_search_evaluates_the_derived_cell_after_its_last_step() {
        OneShotRun run = recorded();
        SearchProblem problem = new SearchProblem(new NasBench201(), new MadeUpEvaluator(), 5, 9);
        ArchitectureSearch search = new RecordedOneShotSearch(problem, run);
        assertThat(search.step().trials()).isEmpty();
        assertThat(search.run())
                .singleElement()
                .satisfies(trial -> assertThat(trial.architecture()).isEqualTo(run.derived()));
        assertThatThrownBy(search::step).hasMessageContaining("finished after 3 epochs");
    }

    @Test
    void in_a_smaller_space_no_step_of_a_recorded_search_shows_a_cell_that_the_space_lacks() {
        OneShotRun run = OneShotRun.find("proxy-fashion", "gdas", Map.of(), 0).orElseThrow();
        Cell removed = run.epochs().get(0).derived().orElseThrow();
        assertThat(removed).as("the search changed its mind").isNotEqualTo(run.derived());
        List<Cell> rest =
                Cell.all().stream().filter(cell -> !cell.equals(removed)).toList();
        SearchProblem problem = new SearchProblem(new ExplicitSearchSpace(rest), new MadeUpEvaluator(), 5, 0);
        ArchitectureSearch search = new RecordedOneShotSearch(problem, run);
        for (OneShotStep kept : run.epochs()) {
            assertThat(((OneShotStep) search.step()).derived())
                    .isEqualTo(kept.derived().filter(cell -> !cell.equals(removed)));
        }
        assertThat(search.trials())
                .singleElement()
                .satisfies(trial -> assertThat(trial.architecture()).isEqualTo(run.derived()));
        SearchProblem without =
                new SearchProblem(new ExplicitSearchSpace(List.of(removed)), new MadeUpEvaluator(), 5, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordedOneShotSearch(without, run))
                .withMessageContainingAll("gdas-0.csv", run.derived().text(), "lacks", "recorded=false");
    }

    /** The lines of a run without those that say how it came about. */
    private static List<String> table(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @Test
    void the_kept_run_of_pc_darts_on_the_digits_is_what_training_gives() throws IOException {
        Path kept = DataFolder.embedded("oneshot/proxy-digits/pc-darts-0.csv");
        OneShotRun run = OneShotRecording.run(
                MethodVariant.of("pc-darts"),
                "proxy-digits",
                () -> CandidateTrainer.proxy(ProxyDataset.DIGITS),
                0,
                "grabnas one-shot …",
                step -> {});
        Path file = folder.resolve("run.csv");
        OneShotRunFile.write(file, run);
        assertThat(table(file)).as("columns and 50 epochs").hasSize(51).isEqualTo(table(kept));
        assertThat(run.derived()).isEqualTo(OneShotRunFile.read(kept).derived());
    }

    @Test
    void the_runs_of_the_checkout_are_read_where_the_images_are_absent() throws IOException {
        Path runs = DataFolder.embedded("oneshot");
        try (Stream<Path> files = Files.walk(runs)) {
            List<Path> all = files.filter(f -> f.toString().endsWith(".csv")).toList();
            assertThat(all).isNotEmpty();
            for (Path file : all) {
                OneShotRun run = OneShotRunFile.read(file);
                assertThat(runs.resolve(run.place())).isEqualTo(file);
                SearchMethod method = SearchMethod.of(run.method());
                MadeUpEvaluator evaluator = new MadeUpEvaluator() {
                    @Override
                    public String target() {
                        return run.target();
                    }
                };
                ArchitectureSearch search =
                        method.start(new SearchProblem(new NasBench201(), evaluator, 20, run.seed()), run.settings());
                assertThat((Cell) search.run().get(0).architecture()).isEqualTo(run.derived());
            }
        }
    }
}
