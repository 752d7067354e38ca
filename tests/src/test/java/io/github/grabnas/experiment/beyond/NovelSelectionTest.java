package io.github.grabnas.experiment.beyond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.evaluate.training.TrainingJournal.Entry;
import io.github.grabnas.evaluate.training.TrainingPool;
import io.github.grabnas.search.CandidateSource;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

class NovelSelectionTest {

    private static final ArchitectureGraph FIRST = ArchitectureGraph.parse(
            "input nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 output; " + "0>1 1>2 2>3 3>4 4>5");
    private static final ArchitectureGraph SECOND = ArchitectureGraph.parse(
            "input nor_conv_1x1 nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 output; " + "0>1 1>2 2>3 3>4 4>5");
    private static final ArchitectureGraph SECOND_WITH_A_DEAD_END =
            ArchitectureGraph.parse("input nor_conv_1x1 nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 avg_pool_3x3 output; "
                    + "0>1 1>2 2>3 3>4 0>5 4>6");
    private static final ArchitectureGraph THIRD = ArchitectureGraph.parse(
            "input avg_pool_3x3 nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 output; " + "0>1 1>2 2>3 3>4 4>5");

    private static Trial trial(Architecture architecture, double validation) {
        return new Trial(
                1, architecture, CandidateSource.GRADIENT, validation, validation, OptionalDouble.of(validation));
    }

    private static final List<BeyondSearch> SEARCHES = List.of(
            new BeyondSearch(
                    "cells", 0, 0, 5, List.of(trial(Cell.ofIndex(7), 99), trial(SECOND, 70), trial(THIRD, 60))),
            new BeyondSearch("cells", 1, 0, 5, List.of(trial(FIRST, 80), trial(SECOND_WITH_A_DEAD_END, 75))));

    @Test
    void each_function_is_a_finalist_once_by_its_highest_accuracy_and_no_cell_is() {
        assertThat(new NovelSelection(5, 1).finalists(SEARCHES))
                .extracting(Trial::architecture)
                .containsExactly(FIRST, SECOND_WITH_A_DEAD_END, THIRD);
        assertThat(new NovelSelection(1, 1).finalists(SEARCHES))
                .extracting(Trial::architecture)
                .containsExactly(FIRST);
    }

    @Test
    void the_mean_validation_accuracy_of_further_trainings_decides(@TempDir Path folder) throws IOException {
        CandidateTrainer trainer = CandidateTrainer.proxy(ProxyDataset.DIGITS);
        TrainingPool pool = (candidates, journal, listener) -> candidates.stream()
                .map(c -> {
                    boolean third = c.architecture().equals(THIRD);
                    double validation = (third ? 90 : 50) + c.seed() % 2;
                    return new Entry(c.key(), third ? 10 : 20, OptionalDouble.of(validation), false, 1);
                })
                .toList();
        try (TrainingJournal journal = TrainingJournal.open(folder.resolve("j"), trainer.settings())) {
            List<Finalist> finalists = new NovelSelection(3, 2).of(SEARCHES, trainer, pool, journal);
            assertThat(finalists).extracting(Finalist::graph).startsWith(THIRD).hasSize(3);
            assertThat(finalists.get(0).validation()).isCloseTo(90.5, within(1e-12));
            assertThat(finalists.get(0).test()).isEqualTo(10);
        }
    }
}
