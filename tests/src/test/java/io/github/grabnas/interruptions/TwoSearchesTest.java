package io.github.grabnas.interruptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.experiment.images.ImageSearch;
import io.github.grabnas.experiment.images.ImageSearchListener;
import io.github.grabnas.experiment.images.ImageSearchRequest;
import io.github.grabnas.experiment.images.SearchBudget;
import io.github.grabnas.experiment.images.SearchFolder;
import io.github.grabnas.experiment.images.TrainingSpeed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Two processes that search on images in one folder. */
@Tag("long")
class TwoSearchesTest {

    @TempDir
    private Path folder;

    @Test
    void the_second_one_is_refused_before_it_reads_a_picture_and_the_first_one_ends_as_alone()
            throws IOException, InterruptedException {
        Path place = Files.createDirectory(folder.resolve("place"));
        WorkProcess first =
                WorkProcess.start(WorkProcess.command(SmallWork.IMAGE_SEARCH, place), folder.resolve("output"));
        Path plan = place.resolve("result/plan.json");
        while (!Files.exists(plan)) {
            assertThat(first.isAlive()).as(first.output()).isTrue();
            Thread.sleep(5);
        }
        ImageSearch second = new ImageSearch(
                ImageSearchRequest.of(place.resolve("my pictures"), SearchBudget.ofEvaluations(2))
                        .withSeed(1),
                new SearchFolder(place.resolve("result")),
                (skeleton, batch) -> new TrainingSpeed.Timing(1e-4, 1));
        ImageSearchListener listener = new ImageSearchListener() {
            @Override
            public void reading(int pictures, int of) {
                throw new AssertionError("reads pictures");
            }
        };
        assertThatThrownBy(() -> second.run(listener, () -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another search, of this process or of another one, is writing results into "
                        + "this folder; wait until it has ended, or choose another folder");
        assertThat(first.status()).as(first.output()).isZero();

        Path alone = Files.createDirectory(folder.resolve("alone"));
        WorkProcess whole =
                WorkProcess.start(WorkProcess.command(SmallWork.IMAGE_SEARCH, alone), folder.resolve("output"));
        assertThat(whole.status()).as(whole.output()).isZero();
        for (String file : SmallWork.IMAGE_SEARCH.results()) {
            assertThat(place.resolve(file)).hasSameBinaryContentAs(alone.resolve(file));
        }
    }
}
