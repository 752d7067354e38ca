package io.github.grabnas.experiment.beyond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.benchmark.RedrawnTraining;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.evaluate.training.Candidate;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.evaluate.training.TrainingJournal.Entry;
import io.github.grabnas.evaluate.training.TrainingPool;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

class PairedTrainingsTest {

    @TempDir
    private Path folder;

    private final CandidateTrainer usual = CandidateTrainer.proxy(ProxyDataset.DIGITS);
    private final RedrawnTraining images = ProxyDataset.DIGITS.redrawn(DataFolder.find());
    private final PairedTrainings paired = new PairedTrainings(images, usual, 23);

    PairedTrainingsTest() throws IOException {}

    private List<Candidate> trained(Skeleton skeleton) throws IOException {
        List<Candidate> all = new ArrayList<>();
        TrainingPool pool = (candidates, journal, listener) -> {
            all.addAll(candidates);
            return candidates.stream()
                    .map(c -> new Entry(c.key(), c.seed() % 100, OptionalDouble.empty(), c.seed() % 10 == 0, 1))
                    .toList();
        };
        Path file = folder.resolve("journal-" + skeleton.channels());
        try (TrainingJournal journal = TrainingJournal.open(file, paired.settings(skeleton))) {
            PairedAccuracies reached = paired.of(Cell.ofIndex(99), skeleton, pool, journal);
            assertThat(reached.test())
                    .isEqualTo(IntStream.range(0, 23).mapToObj(k -> (double) k).toList());
            assertThat(reached.diverged()).isEqualTo(3);
        }
        return all;
    }

    @Test
    void the_kth_training_of_every_network_is_on_the_kth_drawing_with_one_seed() throws IOException {
        Skeleton narrow = usual.skeleton();
        Skeleton wide = new Skeleton(1, 8, 10, 7, narrow.cells());
        List<Candidate> some = trained(narrow);
        List<Candidate> others = trained(wide);
        for (int k = 0; k < 23; k++) {
            CandidateTrainer trainer = some.get(k).trainer();
            assertThat(trainer.task().training().pixels())
                    .as("drawing " + k)
                    .isEqualTo(others.get(k).trainer().task().training().pixels())
                    .isEqualTo(images.draw(k).training().pixels())
                    .isNotEqualTo(images.draw(k + 1).training().pixels());
            assertThat(some.get(k).seed()).isEqualTo(others.get(k).seed()).isEqualTo(2_000_000 + k);
            assertThat(trainer.task().validation()).isEmpty();
            assertThat(trainer.task().test().pixels())
                    .isEqualTo(usual.task().test().pixels());
            assertThat(trainer.recipe()).isEqualTo(usual.recipe());
            assertThat(others.get(k).trainer().skeleton()).isEqualTo(wide);
            assertThat(trainer.skeleton()).isEqualTo(narrow);
        }
    }

    @Test
    void a_journal_names_the_images_that_its_trainings_are_of() throws IOException {
        assertThat(paired.settings(usual.skeleton())).endsWith("drawn anew from images " + images.checksum());
        assertThat(images.checksum())
                .isEqualTo(ProxyDataset.DIGITS.redrawn(DataFolder.find()).checksum())
                .isNotEqualTo(ProxyDataset.FASHION.redrawn(DataFolder.find()).checksum());
    }

    @Test
    void of_one_training_there_is_no_interval() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PairedTrainings(images, usual, 1))
                .withMessageContaining("1 trainings: expected at least 2");
    }
}
