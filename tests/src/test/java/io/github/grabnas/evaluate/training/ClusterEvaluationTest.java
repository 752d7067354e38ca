package io.github.grabnas.evaluate.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.grabnas.evaluate.training.TrainingJournal.Entry;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An evaluator whose trainings run on a cluster, which a list of what it was given stands for here. */
class ClusterEvaluationTest {

    private static final class Listed implements TrainingCluster {

        private final List<Candidate> given = new ArrayList<>();

        @Override
        public void train(List<Candidate> candidates, Results results) throws IOException {
            for (Candidate candidate : candidates) {
                given.add(candidate);
                results.accept(Entry.of(candidate));
            }
        }

        @Override
        public void close() {
            given.clear();
        }
    }

    @Test
    void each_cell_is_trained_there_once_and_the_journal_is_that_of_trainings_here(@TempDir Path folder)
            throws IOException {
        CandidateTrainer trainer = TinyTask.trainer();
        Listed cluster = new Listed();
        try (TrainingJournal journal = TrainingJournal.open(folder.resolve("there"), trainer.settings());
                TrainingJournal here = TrainingJournal.open(folder.resolve("here"), trainer.settings())) {
            TrainingEvaluator there = new TrainingEvaluator(trainer, 3, 2, journal).on(cluster);
            for (int index : List.of(9_930, 17, 9_930)) {
                assertThat(there.evaluate(Cell.ofIndex(index)))
                        .isEqualTo(new TrainingEvaluator(trainer, 3, 2, here).evaluate(Cell.ofIndex(index)));
            }
            assertThat(cluster.given).hasSize(4);
            assertThat(journal.entries()).hasSize(4);
            assertThat(journal.entries())
                    .extracting(Entry::key)
                    .isEqualTo(here.entries().stream().map(Entry::key).toList());
            new TrainingEvaluator(trainer, 3, 2, journal).on(cluster).evaluate(Cell.ofIndex(17));
            assertThat(cluster.given).as("it was in the journal").hasSize(4);
        }
    }

    @Test
    void a_cluster_that_is_lost_ends_the_evaluation_with_its_message() {
        TrainingCluster lost = new TrainingCluster() {
            @Override
            public void train(List<Candidate> candidates, Results results) throws IOException {
                throw new IOException("the cluster is lost");
            }

            @Override
            public void close() {}
        };
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() ->
                        new TrainingEvaluator(TinyTask.trainer(), 0).on(lost).evaluate(Cell.ofIndex(17)))
                .havingCause()
                .withMessage("the cluster is lost");
    }
}
