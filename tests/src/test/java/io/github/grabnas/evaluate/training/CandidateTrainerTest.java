package io.github.grabnas.evaluate.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.evaluate.training.TrainingOutcome.Diverged;
import io.github.grabnas.evaluate.training.TrainingOutcome.Epoch;
import io.github.grabnas.evaluate.training.TrainingOutcome.Trained;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;
import io.github.grabnas.space.UniqueCells;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

class CandidateTrainerTest {

    private static final Cell CELL =
            Cell.parse("|nor_conv_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|avg_pool_3x3~0|none~1|nor_conv_3x3~2|");
    private static final ArchitectureGraph NOVEL = ArchitectureGraph.parse(
            "input nor_conv_3x3 nor_conv_1x1 nor_conv_3x3 avg_pool_3x3 output; 0>1 0>2 1>3 2>3 1>4 3>4 0>5 4>5");

    private static CandidateTrainer trainer() throws IOException {
        return CandidateTrainer.proxy(digits(), 10_000, false);
    }

    private static ImageTask digits() throws IOException {
        return ProxyDataset.DIGITS.read(DataFolder.find());
    }

    @Test
    void the_same_seed_gives_the_same_losses_and_accuracies_on_one_thread_and_on_two() throws IOException {
        TrainingRecipe recipe = new TrainingRecipe(3, 64, 0.1, 0.9, 5e-4, 1, true);
        List<List<double[]>> runs = new ArrayList<>();
        for (int threads : new int[] {1, 1, 2}) {
            runs.add(new CandidateTrainer(digits(), 16, 1, recipe, threads)
                    .train(CELL, 5).epochs().stream()
                            .map(e -> new double[] {e.loss(), e.trainingAccuracy(), e.testAccuracy()})
                            .toList());
        }
        for (int epoch = 0; epoch < 3; epoch++) {
            assertThat(runs.get(1).get(epoch)).containsExactly(runs.get(0).get(epoch));
            assertThat(runs.get(2).get(epoch)).containsExactly(runs.get(0).get(epoch));
        }
    }

    @Test
    void another_seed_gives_another_training() throws IOException {
        CandidateTrainer trainer = trainer();
        assertThat(trainer.train(CELL, 1).epochs().get(0).loss())
                .isNotEqualTo(trainer.train(CELL, 2).epochs().get(0).loss());
    }

    @Test
    void a_strong_cell_learns_the_digits_and_every_epoch_is_reported() throws IOException {
        List<Epoch> heard = new ArrayList<>();
        TrainingOutcome outcome = trainer().train(CELL, 0, true, heard::add);
        assertThat(outcome).isInstanceOf(Trained.class);
        assertThat(outcome.accuracy()).isGreaterThan(70);
        assertThat(outcome.epochs()).isEqualTo(heard).hasSize(11);
        assertThat(heard).allSatisfy(e -> assertThat(e.testAccuracy()).isBetween(0.0, 100.0));
        assertThat(heard.get(10).loss()).isLessThan(heard.get(0).loss() / 2);
    }

    @Test
    void the_accuracy_on_validation_images_is_reported_beside_that_on_test_images() throws IOException {
        ImageTask halves = ProxyDataset.DIGITS.read(DataFolder.find());
        ImageTask swapped = new ImageTask(
                halves.name(),
                halves.training(),
                Optional.of(halves.test()),
                halves.validation().orElseThrow());
        Cell cell = UniqueCells.representative(CELL);
        TrainingOutcome outcome = CandidateTrainer.proxy(halves, 5_000, false).train(cell, 0);
        TrainingOutcome other = CandidateTrainer.proxy(swapped, 5_000, false).train(cell, 0);
        assertThat(new TrainingEvaluator(CandidateTrainer.proxy(halves, 5_000, false), 0).evaluate(CELL))
                .as("a search sees validation images")
                .isEqualTo(new Evaluation.Measured(
                        outcome.validationAccuracy().orElseThrow(), OptionalDouble.of(outcome.accuracy())));
        assertThat(outcome.validationAccuracy().orElseThrow()).isGreaterThan(70).isEqualTo(other.accuracy());
        assertThat(other.validationAccuracy().orElseThrow()).isEqualTo(outcome.accuracy());
        ImageTask without = new ImageTask(halves.name(), halves.training(), Optional.empty(), halves.test());
        assertThat(CandidateTrainer.proxy(without, 5_000, false).train(CELL, 0).validationAccuracy())
                .isEmpty();
    }

    @Test
    void a_novel_graph_is_trained_as_well_as_a_cell() throws IOException {
        assertThat(trainer().train(NOVEL, 0).accuracy()).isGreaterThan(60);
    }

    @Test
    void a_cell_that_passes_nothing_on_is_left_with_guessing() throws IOException {
        TrainingOutcome outcome = trainer().train(Cell.of(Collections.nCopies(6, Operation.NONE)), 0);
        assertThat(outcome.accuracy()).isBetween(7.0, 13.0);
    }

    @Test
    void divergence_is_a_result_with_the_accuracy_of_guessing_and_the_step() throws IOException {
        TrainingRecipe reckless = new TrainingRecipe(3, 32, 1e20, 0.9, 5e-4, 0, false);
        CandidateTrainer trainer = new CandidateTrainer(digits(), 4, 1, reckless, 1);
        assertThat(trainer.train(CELL, 0)).isInstanceOfSatisfying(Diverged.class, d -> {
            assertThat(d.accuracy()).isEqualTo(10);
            assertThat(d.step()).isBetween(2L, 54L);
        });
        assertThat(new TrainingEvaluator(trainer, 0).evaluate(CELL))
                .isEqualTo(new Evaluation.Measured(10, OptionalDouble.of(10)));
    }

    @Test
    void the_learning_rate_falls_along_a_cosine() {
        TrainingRecipe recipe = TrainingRecipe.nasBench201();
        assertThat(recipe.rate(0, 100)).isEqualTo(0.1);
        assertThat(recipe.rate(50, 100)).isCloseTo(0.05, org.assertj.core.api.Assertions.within(1e-15));
        assertThat(recipe.rate(99, 100)).isPositive().isLessThan(1e-4);
    }

    @Test
    void settings_that_cannot_be_are_refused() throws IOException {
        assertThatThrownBy(() -> new TrainingRecipe(1, 20, 0.1, 0.9, 0, 0, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("batch size 20")
                .hasMessageContaining("multiple of 16");
        ImageTask digits = digits();
        assertThatThrownBy(
                        () -> new CandidateTrainer(digits, 4, 1, new TrainingRecipe(1, 1024, 0.1, 0.9, 0, 0, false), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("901 training images, fewer than a batch of 1024");
    }

    @Test
    void an_evaluator_trains_equal_cells_once_and_keeps_its_journal(@TempDir Path folder) throws IOException {
        CandidateTrainer trainer = TinyTask.trainer();
        Cell alike = Cell.all().stream()
                .filter(c -> !UniqueCells.representative(c).equals(c))
                .skip(3_000)
                .findFirst()
                .orElseThrow();
        Cell same = UniqueCells.representative(alike);
        try (TrainingJournal journal = TrainingJournal.open(folder.resolve("j"), trainer.settings())) {
            TrainingEvaluator evaluator = new TrainingEvaluator(trainer, 0, 1, journal);
            Evaluation first = evaluator.evaluate(same);
            assertThat(evaluator.evaluate(alike)).isEqualTo(first);
            assertThat(evaluator.evaluate(NOVEL)).isInstanceOf(Evaluation.Measured.class);
            assertThat(journal.entries()).hasSize(2);
            assertThat(new TrainingEvaluator(trainer, 0, 1, journal).evaluate(alike))
                    .isEqualTo(first);
            assertThat(journal.entries()).hasSize(2);
            assertThat(evaluator.evaluate(ArchitectureGraph.parse("input nor_conv_3x3 output; 0>1")))
                    .isInstanceOf(Evaluation.Unanswered.class);
            assertThat(evaluator.target()).isEqualTo("tiny");
            double mean =
                    (trainer.train(same, 4).accuracy() + trainer.train(same, 5).accuracy()) / 2;
            assertThat(new TrainingEvaluator(trainer, 4, 2, journal).evaluate(alike))
                    .isEqualTo(new Evaluation.Measured(mean));
            assertThat(journal.entries()).hasSize(4);
        }
    }

    @Test
    void a_pool_trains_each_candidate_once_in_any_number_of_threads(@TempDir Path folder) throws IOException {
        List<Candidate> candidates = new ArrayList<>(TinyTask.candidates(60));
        candidates.addAll(TinyTask.candidates(10));
        List<List<Double>> results = new ArrayList<>();
        for (int threads : new int[] {1, 3}) {
            List<TrainingJournal.Entry> heard = new ArrayList<>();
            try (TrainingJournal journal = TrainingJournal.open(
                    folder.resolve("j" + threads), TinyTask.trainer().settings())) {
                results.add(new CandidatePool(threads)
                        .train(candidates, journal, heard::add).stream()
                                .map(TrainingJournal.Entry::accuracy)
                                .toList());
                assertThat(heard).hasSize(60).containsExactlyElementsOf(journal.entries());
                new CandidatePool(threads).train(candidates, journal, heard::add);
                assertThat(heard).hasSize(60);
            }
        }
        assertThat(results.get(0)).hasSize(70).isEqualTo(results.get(1));
    }

    @Test
    void a_pool_stops_at_a_candidate_that_is_no_architecture_and_keeps_what_was_done(@TempDir Path folder)
            throws IOException {
        List<Candidate> candidates = new ArrayList<>(TinyTask.candidates(3));
        candidates.add(new Candidate(TinyTask.trainer(), ArchitectureGraph.parse("input nor_conv_3x3 output; 0>1"), 0));
        candidates.addAll(TinyTask.candidates(300).subList(3, 300));
        try (TrainingJournal journal =
                TrainingJournal.open(folder.resolve("j"), TinyTask.trainer().settings())) {
            assertThatThrownBy(() -> new CandidatePool(1).train(candidates, journal, entry -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no architecture");
            assertThat(journal.entries()).hasSize(3);
        }
    }
}
