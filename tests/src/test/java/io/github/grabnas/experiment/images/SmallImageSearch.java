package io.github.grabnas.experiment.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grabnas.data.image.DrawnPictures;
import io.github.grabnas.search.Trial;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Searches of seconds, on three classes of drawn pictures in a folder with a space in its name. */
abstract class SmallImageSearch {

    static final Map<String, String> SMALL = Map.of(
            "search-pixels", "8",
            "search-epochs", "3",
            "final-pixels", "8",
            "final-epochs", "4",
            "final-channels", "4",
            "final-cells", "1",
            "search-cells", "1",
            "finalists", "2");

    static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path pictures;

    @TempDir
    Path folder;

    @BeforeAll
    static void draw() throws IOException {
        DrawnPictures.classFolders(pictures.resolve("my pictures"), 30, true);
    }

    static ImageSearchRequest request(int evaluations) {
        return ImageSearchRequest.of(pictures.resolve("my pictures"), SearchBudget.ofEvaluations(evaluations))
                .withSettings(SMALL);
    }

    static ImageSearch search(ImageSearchRequest request, Path result) {
        return new ImageSearch(
                request, new SearchFolder(result), (skeleton, batch) -> new TrainingSpeed.Timing(1e-4, 1));
    }

    /** Says to stop once so many candidates were evaluated. */
    static final class StopAfter implements ImageSearchListener {

        private final int evaluations;
        private final AtomicInteger evaluated = new AtomicInteger();

        StopAfter(int evaluations) {
            this.evaluations = evaluations;
        }

        @Override
        public void evaluated(Trial trial, double secondsLeft) {
            evaluated.set(trial.evaluation());
        }

        boolean stop() {
            return evaluated.get() >= evaluations;
        }
    }

    static ImageSearchResult run(ImageSearchRequest request, Path result, int stopAfter) throws IOException {
        StopAfter listener = new StopAfter(stopAfter);
        return search(request, result).run(listener, listener::stop);
    }
}
