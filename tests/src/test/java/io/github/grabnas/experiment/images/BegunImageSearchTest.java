package io.github.grabnas.experiment.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.grabnas.data.image.DrawnPictures;
import io.github.grabnas.data.image.ImageSplit;
import io.github.grabnas.search.SearchMethod;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** What a search on images does before its first candidate, and what a refusal leaves. */
class BegunImageSearchTest extends SmallImageSearch {

    private static ImageSearchRequest random(int evaluations) {
        return request(evaluations).withMethod(SearchMethod.RANDOM);
    }

    @Test
    void after_limits_that_no_cell_keeps_the_corrected_command_works_in_the_same_folder() throws IOException {
        CostLimits tooLow = new CostLimits(OptionalLong.of(10), OptionalLong.empty(), OptionalDouble.empty());
        assertThatThrownBy(() -> run(random(3).withLimits(tooLow), folder, 1000))
                .hasMessageContaining("no cell is within the cost limits");
        assertThat(folder).isEmptyDirectory();
        assertThat(run(random(3), folder, 1000).run().trials()).hasSize(3);
    }

    @Test
    void the_plan_counts_the_architectures_within_the_limits_and_one_without_that_number_is_read() throws IOException {
        CostLimits limits = new CostLimits(OptionalLong.of(9_000), OptionalLong.of(120_000), OptionalDouble.empty());
        ImageSearchRequest request = random(20_000).withLimits(limits);
        ImageSearchResult found = run(request, folder, 1);
        SearchPlan plan = found.plan();
        assertThat(plan.expectedEvaluations()).isEqualTo(plan.architectures()).isBetween(1, 15_000);
        assertThat(found.space()).startsWith(String.format(Locale.ROOT, "%,d of 15,625 cells", plan.architectures()));
        ObjectNode state =
                (ObjectNode) JSON.readTree(folder.resolve("plan.json").toFile());
        ((ObjectNode) state.get("plan")).remove("architectures");
        JSON.writeValue(folder.resolve("plan.json").toFile(), state);
        assertThat(run(request, folder, 2).plan().expectedEvaluations()).isEqualTo(15_625);
    }

    @Test
    void too_few_images_are_refused_before_anything_is_measured_and_the_folder_stays_free() throws IOException {
        Path few = DrawnPictures.classFolders(folder.resolve("few"), 6, true);
        Path result = folder.resolve("result");
        assertThatThrownBy(() -> new ImageSearch(
                                random(3).withImages(few), new SearchFolder(result), (skeleton, batch) -> {
                                    throw new AssertionError("measured");
                                })
                        .run(ImageSearchListener.none(), () -> false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("12 training images of 18 images, fewer than a batch of 16");
        assertThat(result).doesNotExist();
        assertThatThrownBy(() -> random(3).withSettings(Map.of("search-images", "15")))
                .hasMessageContaining("setting search-images=15: expected 0 or at least 16");
    }

    @Test
    void a_search_that_was_stopped_before_its_first_candidate_makes_way_for_another() throws IOException {
        AtomicBoolean searching = new AtomicBoolean();
        ImageSearchListener listener = new ImageSearchListener() {
            @Override
            public void searching(String space) {
                searching.set(true);
            }
        };
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> search(random(3), folder).run(listener, searching::get));
        assertThat(folder.resolve("plan.json")).exists();
        // What a kill leaves of the lock locks nothing.
        Files.createFile(folder.resolve(".search.lock"));
        assertThat(run(random(3).withSeed(1), folder, 1000).run().seed()).isEqualTo(1);
    }

    @Test
    void two_searches_at_a_time_in_one_folder_are_kept_apart_before_the_second_one_writes_anything() throws Exception {
        CountDownLatch planned = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        ImageSearchListener waiting = new ImageSearchListener() {
            @Override
            public void searching(String space) {
                planned.countDown();
                try {
                    refused.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        FutureTask<ImageSearchResult> first =
                new FutureTask<>(() -> search(random(3), folder).run(waiting, () -> false));
        new Thread(first).start();
        assertThat(planned.await(60, TimeUnit.SECONDS))
                .as("the first search has a plan")
                .isTrue();
        String plan = Files.readString(folder.resolve("plan.json"));
        try {
            // Nothing is trained yet, so that one after the other it would make way for the second one.
            assertThatThrownBy(() -> run(random(3).withSeed(1), folder, 1000))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(folder + ": another search, of this process or of another one, is writing "
                            + "results into this folder; wait until it has ended, or choose another folder");
            assertThat(folder.resolve("plan.json")).hasContent(plan);
        } finally {
            refused.countDown();
        }
        assertThat(first.get().run().seed()).isZero();
        assertThat(run(random(3), folder, 1000).run().trials())
                .isEqualTo(first.get().run().trials());
        assertThat(folder.resolve(".search.lock")).doesNotExist();
    }

    @Test
    void the_pictures_of_a_search_that_is_done_are_not_read_to_the_end_once_it_is_told_to_stop() throws IOException {
        run(random(3), folder, 1);
        SearchFolder done = new SearchFolder(folder);
        for (Path file : List.of(done.report(), done.onnxModel(), done.deeplearning4jModel(), done.provenance())) {
            Files.createFile(file);
        }
        done.finish(List.of("found"));
        assertThat(done.finished(random(3), () -> false)).contains(List.of("found"));
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> done.finished(random(3), () -> true));
    }

    /** Of three classes alike there are 18 training images each. */
    @Test
    void a_number_of_images_that_the_classes_do_not_divide_into_is_told_as_what_it_became() throws IOException {
        for (int asked : List.of(16, 17, 18, 31, 1_000)) {
            Path result = folder.resolve("of " + asked);
            Map<String, String> settings = new TreeMap<>(SMALL);
            settings.put("search-images", Integer.toString(asked));
            List<String> told = new ArrayList<>();
            ImageSearchListener listener = new ImageSearchListener() {
                @Override
                public void warning(String line) {
                    told.add(line);
                }
            };
            ImageSearchResult found =
                    search(random(1).withSettings(settings), result).run(listener, () -> false);
            int taken = found.plan().search().images();
            assertThat(taken).isGreaterThanOrEqualTo(16);
            assertThat(told.stream().filter(line -> line.startsWith("search-images=")))
                    .isEqualTo(
                            taken == asked
                                    ? List.of()
                                    : List.of("search-images=" + asked + ": candidates are trained on " + taken
                                            + " of 54 training images; "
                                            + (asked > 54
                                                    ? "there are no more"
                                                    : "every class gives the same share, one image at least, and all "
                                                            + "give a batch of 16 at least")));
        }
    }

    @Test
    @Tag("long")
    void warnings_of_the_plan_are_told_at_the_beginning_and_again_when_it_goes_on() throws IOException {
        List<String> told = new ArrayList<>();
        ImageSearchListener listener = new ImageSearchListener() {
            @Override
            public void warning(String line) {
                told.add(line);
            }
        };
        ImageSearchResult found = search(random(2), folder).run(listener, () -> false);
        assertThat(told).singleElement().asString().startsWith("there are 18 validation images");
        assertThat(found.warnings()).containsAll(told);
        search(random(2), folder).run(listener, () -> false);
        assertThat(told).hasSize(2);
    }

    @Test
    @Tag("long")
    void times_of_an_image_are_measured_before_the_search_is_planned() throws IOException {
        ImageSearchRequest request = ImageSearchRequest.of(pictures.resolve("my pictures"), SearchBudget.ofMinutes(5))
                .withSettings(SMALL)
                .withLimits(new CostLimits(OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.of(1e6)));
        AtomicBoolean planned = new AtomicBoolean();
        List<Double> setUp = new ArrayList<>();
        long begin = System.nanoTime();
        ImageSearchListener listener = new ImageSearchListener() {
            @Override
            public void planned(ImageSplit split, SearchPlan plan, boolean goesOn) {
                setUp.addAll(List.of(plan.setUpSeconds(), (System.nanoTime() - begin) / 1e9));
                planned.set(true);
            }
        };
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> search(request, folder).run(listener, planned::get));
        assertThat(setUp.get(0)).isGreaterThan(0.7 * setUp.get(1));
    }

    @Test
    void reading_again_takes_nothing_from_the_minutes_that_it_took_at_first() throws IOException {
        run(random(6), folder, 3);
        ObjectNode state =
                (ObjectNode) JSON.readTree(folder.resolve("plan.json").toFile());
        state.put("seconds", 0.0);
        ((ObjectNode) state.get("plan")).put("setUpSeconds", 5000.0);
        JSON.writeValue(folder.resolve("plan.json").toFile(), state);
        AtomicLong clock = new AtomicLong();
        ImageSearch search = new ImageSearch(
                random(6),
                new SearchFolder(folder),
                (skeleton, batch) -> new TrainingSpeed.Timing(1e-4, 1),
                true,
                clock::get);
        clock.set(TimeUnit.SECONDS.toNanos(1000));
        StopAfter listener = new StopAfter(3);
        assertThat(search.run(listener, listener::stop).run().seconds()).isBetween(5000.0, 5900.0);
    }
}
