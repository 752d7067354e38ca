package io.github.grabnas.experiment.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.classifier.InferenceTimes;
import io.github.grabnas.data.image.DrawnPictures;
import io.github.grabnas.data.image.ImageCollectionReader;
import io.github.grabnas.data.image.ImageSplit;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.SplitSettings;
import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What an evaluator answers once it was told to stop, when a search comes to where it was. */
class StoppableEvaluatorTest {

    private static final Cell TRAINED = InferenceTimes.ONE_SKIP;
    private static final Cell BEYOND =
            Cell.parse("|nor_conv_3x3~0|+|nor_conv_3x3~0|none~1|+|none~0|none~1|nor_conv_3x3~2|");
    private static final Cell OTHER = Cell.parse("|none~0|+|none~0|none~1|+|avg_pool_3x3~0|none~1|none~2|");

    @TempDir
    Path folder;

    private final AtomicBoolean stop = new AtomicBoolean();
    private TrainingJournal journal;
    private StoppableEvaluator evaluator;

    @BeforeEach
    void one_candidate_is_trained_before_the_stop() throws IOException {
        DrawnPictures.classFolders(folder.resolve("pictures"), 12, true);
        ImageTask task = ImageSplit.of(
                        new ImageCollectionReader(8).read(folder.resolve("pictures")), SplitSettings.defaults())
                .task();
        CandidateTrainer trainer = new CandidateTrainer(
                task, 2, 1, new TrainingScale(8, 2, 1, task.training().count(), 1, 0, false).recipe(), 1);
        journal = TrainingJournal.open(folder.resolve("search.journal"), trainer.settings());
        evaluator = new StoppableEvaluator(trainer, 0, journal, a -> !a.equals(BEYOND), stop::get);
        evaluator.evaluate(TRAINED);
        stop.set(true);
    }

    @AfterEach
    void the_journal_is_closed() throws IOException {
        journal.close();
    }

    @Test
    void what_was_trained_is_answered() {
        assertThat(evaluator.evaluate(TRAINED)).isInstanceOf(Evaluation.Measured.class);
    }

    @Test
    void what_is_beyond_the_limits_or_no_architecture_is_refused_as_before_the_stop() {
        Architecture none = ArchitectureGraph.parse("input output; 1>0");
        for (Architecture refused : List.of(BEYOND, none)) {
            Evaluation stopped = evaluator.evaluate(refused);
            stop.set(false);
            assertThat(stopped).isInstanceOf(Evaluation.Unanswered.class).isEqualTo(evaluator.evaluate(refused));
            stop.set(true);
        }
    }

    @Test
    void what_would_have_to_be_trained_ends_the_search() {
        assertThatThrownBy(() -> evaluator.evaluate(OTHER)).isInstanceOf(StoppableEvaluator.Stopped.class);
        assertThat(journal.entries()).hasSize(1);
    }
}
