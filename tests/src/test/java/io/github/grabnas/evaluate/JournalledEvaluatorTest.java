package io.github.grabnas.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.JournalInUseException;
import io.github.grabnas.evaluate.Evaluation.Measured;
import io.github.grabnas.search.MadeUpEvaluator;
import io.github.grabnas.search.RandomSearch;
import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.NasBench201;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

class JournalledEvaluatorTest {

    @TempDir
    private Path folder;

    private Path file;
    private final MadeUpEvaluator slow = new MadeUpEvaluator();

    @BeforeEach
    void name() {
        file = folder.resolve("mine.journal");
    }

    private static List<Trial> search(ArchitectureEvaluator evaluator, long seed) {
        return new RandomSearch(new SearchProblem(new NasBench201(), evaluator, 20, seed)).run();
    }

    @Test
    void what_was_measured_before_a_kill_is_not_measured_again() throws IOException {
        List<Trial> first;
        try (JournalledEvaluator evaluator = JournalledEvaluator.open(slow, file, "200 epochs")) {
            first = search(evaluator, 1);
            assertThat(evaluator.size()).isEqualTo(20);
        }
        assertThat(slow.evaluated).isEqualTo(20);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 5));
        try (JournalledEvaluator evaluator = JournalledEvaluator.open(slow, file, "200 epochs")) {
            assertThat(evaluator.warning().orElseThrow()).contains("its architecture is measured again");
            assertThat(search(evaluator, 1)).isEqualTo(first);
        }
        assertThat(slow.evaluated).isEqualTo(21);
    }

    @Test
    void searches_of_other_seeds_share_what_was_measured() throws IOException {
        try (JournalledEvaluator evaluator = JournalledEvaluator.open(slow, file, "")) {
            Cell cell = Cell.ofIndex(77);
            assertThat(evaluator.evaluate(cell)).isEqualTo(evaluator.evaluate(cell.graph()));
        }
        assertThat(slow.evaluated).isEqualTo(1);
    }

    @Test
    void a_test_accuracy_that_is_apart_and_a_negative_score_come_back_to_the_last_bit() throws IOException {
        Measured measured = new Measured(-1.0 / 3, OptionalDouble.of(91.2345678901234));
        ArchitectureEvaluator once = new ArchitectureEvaluator() {

            @Override
            public Evaluation evaluate(Architecture architecture) {
                return measured;
            }

            @Override
            public String target() {
                return "made-up";
            }
        };
        ArchitectureGraph graph = ArchitectureGraph.parse(
                "input nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 output; 0>1 1>2 2>3 3>4 4>5");
        try (JournalledEvaluator evaluator = JournalledEvaluator.open(once, file, "")) {
            evaluator.evaluate(graph);
        }
        try (JournalledEvaluator evaluator = JournalledEvaluator.open(slow, file, "")) {
            assertThat(evaluator.evaluate(graph)).isEqualTo(measured);
        }
        assertThat(slow.evaluated).isZero();
    }

    @Test
    void what_has_no_answer_is_asked_again() throws IOException {
        ArchitectureGraph graph = ArchitectureGraph.parse("input nor_conv_3x3 output; 0>1 1>2");
        ArchitectureGraph noCell = ArchitectureGraph.parse(
                "input nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 output; 0>1 1>2 2>3 3>4 4>5");
        try (JournalledEvaluator evaluator = JournalledEvaluator.open(slow, file, "")) {
            assertThat(evaluator.evaluate(graph)).isInstanceOf(Evaluation.Unanswered.class);
            assertThat(evaluator.evaluate(noCell)).isInstanceOf(Evaluation.Unanswered.class);
            assertThat(evaluator.evaluate(noCell)).isInstanceOf(Evaluation.Unanswered.class);
            assertThat(evaluator.size()).isZero();
        }
        assertThat(slow.evaluated).isEqualTo(3);
    }

    @Test
    void a_journal_of_other_settings_or_another_target_and_one_that_is_open_are_refused() throws IOException {
        try (JournalledEvaluator evaluator = JournalledEvaluator.open(slow, file, "200 epochs")) {
            assertThat(evaluator.target()).isEqualTo("made-up");
            assertThatThrownBy(() -> JournalledEvaluator.open(slow, file, "200 epochs"))
                    .isInstanceOf(JournalInUseException.class);
        }
        assertThatThrownBy(() -> JournalledEvaluator.open(slow, file, "12 epochs"))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("other settings")
                .hasMessageContaining("made-up, Quantity[name=accuracy, unit=%, direction=MAXIMIZE], 12 epochs");
        Files.writeString(file, "architecture,accuracy\n");
        assertThatThrownBy(() -> JournalledEvaluator.open(slow, file, "200 epochs"))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("not a journal of measured architectures");
        assertThat(Files.readString(file)).isEqualTo("architecture,accuracy\n");
    }
}
