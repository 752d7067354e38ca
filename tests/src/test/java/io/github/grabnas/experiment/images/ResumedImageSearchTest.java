package io.github.grabnas.experiment.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.grabnas.classifier.onnx.OnnxModel;
import io.github.grabnas.data.image.DrawnPictures;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.Trial;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A search on images that was stopped or killed goes on in the same folder. */
@Tag("long")
class ResumedImageSearchTest extends SmallImageSearch {

    @Test
    void stopped_twice_and_gone_on_with_it_gives_what_it_gives_without_a_stop() throws IOException {
        ImageSearchRequest request = request(8);
        ImageSearchResult whole = run(request, folder.resolve("whole"), 1000);
        assertThat(run(request, folder.resolve("in parts"), 2).chosen()).isEmpty();
        assertThat(run(request, folder.resolve("in parts"), 6).run().trials()).hasSizeBetween(6, 7);
        ImageSearchResult parts = run(request, folder.resolve("in parts"), 1000);

        assertThat(parts.run().trials()).isEqualTo(whole.run().trials());
        OnnxModel.write(whole.chosen().orElseThrow().trained().classifier(), folder.resolve("whole/model.onnx"));
        OnnxModel.write(parts.chosen().orElseThrow().trained().classifier(), folder.resolve("in parts/model.onnx"));
        for (String file : List.of("trials.csv", "split.csv", "model.onnx")) {
            assertThat(folder.resolve("in parts").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
        }
    }

    @Test
    void pictures_that_were_renamed_are_the_same_and_nothing_is_trained_anew() throws IOException {
        Path before = DrawnPictures.classFolders(folder.resolve("before"), 12, true);
        Path result = folder.resolve("result");
        List<Trial> trials =
                run(request(5).withImages(before), result, 1000).run().trials();
        List<String> journal = Files.readAllLines(result.resolve("search.journal"));
        List<String> finalists = Files.readAllLines(result.resolve("finalists.journal"));
        Path after = Files.move(before, folder.resolve("after"));
        ImageSearchResult found = run(request(5).withImages(after), result, 1000);
        assertThat(found.run().trials()).isEqualTo(trials);
        assertThat(found.run().target()).isEqualTo("after");
        assertThat(Files.readAllLines(result.resolve("search.journal"))).isEqualTo(journal);
        assertThat(Files.readAllLines(result.resolve("finalists.journal"))).isEqualTo(finalists);
    }

    @Test
    void a_finalist_that_was_stopped_between_two_epochs_goes_on_from_there_to_the_same_network() throws IOException {
        ImageSearchRequest request = request(4).withMethod(SearchMethod.RANDOM);
        AtomicInteger asked = new AtomicInteger();
        ImageSearchListener counting = new ImageSearchListener() {
            @Override
            public void training(String what) {
                asked.set(what.startsWith("finalist 2") ? 1 : 0);
            }
        };
        Path parts = folder.resolve("in parts");
        // Asked after the second finalist's first epoch, after its second one, which it is to stop at, and then.
        assertThat(search(request, parts)
                        .run(counting, () -> asked.get() > 0 && asked.incrementAndGet() > 3)
                        .chosen())
                .isEmpty();
        assertThat(parts.resolve("finalist-1.state")).doesNotExist();
        assertThat(parts.resolve("finalist-2.state")).exists();
        assertThat(Files.readAllLines(parts.resolve("finalists.journal"))).hasSize(2);
        ImageSearchResult.Chosen gone = run(request, parts, 1000).chosen().orElseThrow();
        ImageSearchResult.Chosen whole =
                run(request, folder.resolve("whole"), 1000).chosen().orElseThrow();
        assertThat(gone.finalists())
                .extracting(Finalist::accuracy)
                .isEqualTo(whole.finalists().stream().map(Finalist::accuracy).toList());
        assertThat(gone.trained().testAccuracy()).isEqualTo(whole.trained().testAccuracy());
        assertThat(parts.resolve("finalist-2.state")).doesNotExist();
    }

    @Test
    void what_tells_of_a_network_is_not_replaced_by_what_tells_of_none() throws IOException {
        ImageSearchRequest request = request(4).withMethod(SearchMethod.RANDOM);
        SearchFolder result = new SearchFolder(folder);
        List<String> command = List.of("grabnas");
        ImageSearchProvenance.of(request, result, run(request, folder, 4), command, Instant.now())
                .write(result.provenance());
        assertThat(Files.readString(result.provenance())).contains("\"chosen\" : \"\"");
        ImageSearchProvenance.of(request, result, run(request, folder, 1000), command, Instant.now())
                .write(result.provenance());
        String complete = Files.readString(result.provenance());
        assertThat(complete).containsPattern("\"chosen\" : \"[|]");
        ImageSearchProvenance.of(request, result, run(request, folder, 4), command, Instant.now())
                .write(result.provenance());
        assertThat(result.provenance()).hasContent(complete);
    }

    @Test
    void an_interrupt_ends_it_without_a_network_and_it_goes_on_from_there() throws IOException {
        ImageSearchRequest request = request(6).withMethod(SearchMethod.RANDOM);
        ImageSearchListener interrupting = new ImageSearchListener() {
            @Override
            public void evaluated(Trial trial, double secondsLeft) {
                if (trial.evaluation() == 3) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        assertThatThrownBy(() -> search(request, folder.resolve("in parts")).run(interrupting, () -> false))
                .isInstanceOf(CancellationException.class);
        assertThat(folder.resolve("in parts/trials.csv")).doesNotExist();
        assertThat(run(request, folder.resolve("in parts"), 1000).run().trials())
                .hasSize(6)
                .isEqualTo(run(request, folder.resolve("whole"), 1000).run().trials());
    }

    @Test
    void a_search_of_so_many_seconds_ends_in_time_and_goes_on_to_the_same_end() throws IOException {
        ImageSearchRequest request = ImageSearchRequest.of(pictures.resolve("my pictures"), SearchBudget.ofMinutes(0.1))
                .withMethod(SearchMethod.RANDOM)
                .withSettings(SMALL);
        long begin = System.nanoTime();
        ImageSearchResult first = run(request, folder, 1_000_000);
        assertThat(first.run().trials()).isNotEmpty();
        assertThat((System.nanoTime() - begin) / 1e9).isLessThan(60);
        ImageSearchResult again = run(request, folder, 1_000_000);
        assertThat(again.run().trials()).isEqualTo(first.run().trials());
        assertThat(again.chosen().orElseThrow().architecture())
                .isEqualTo(first.chosen().orElseThrow().architecture());
    }

    @Test
    void a_search_within_limits_whose_time_is_over_keeps_what_was_trained_before_a_kill() throws IOException {
        ImageSearchRequest request = ImageSearchRequest.of(pictures.resolve("my pictures"), SearchBudget.ofMinutes(5))
                .withLimits(new CostLimits(OptionalLong.of(6_000), OptionalLong.empty(), OptionalDouble.empty()))
                .withSettings(SMALL);
        List<Trial> before = run(request, folder, 25).run().trials();
        ObjectNode plan = (ObjectNode) JSON.readTree(folder.resolve("plan.json").toFile());
        plan.put("seconds", 1e6);
        JSON.writeValue(folder.resolve("plan.json").toFile(), plan);
        String trials = Files.readString(folder.resolve("trials.csv"));

        // A stop while pictures are read or it comes to where it was changes nothing, nor does the time that is over.
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> search(request, folder).run(ImageSearchListener.none(), () -> true))
                .withMessageContaining("while the pictures were read");
        AtomicBoolean searching = new AtomicBoolean();
        ImageSearchListener listener = new ImageSearchListener() {
            @Override
            public void searching(String space) {
                searching.set(true);
            }
        };
        assertThat(search(request, folder).run(listener, searching::get).run().trials())
                .isEqualTo(before);
        assertThat(folder.resolve("trials.csv")).hasContent(trials);
        assertThat(run(request, folder, 1000).run().trials()).isEqualTo(before);
        assertThat(JSON.readTree(folder.resolve("plan.json").toFile())
                        .get("ended")
                        .asInt())
                .isEqualTo(before.size());
    }

    @Test
    void the_time_before_a_kill_counts_as_a_whole_and_what_is_left_is_told_by_the_trainings() throws IOException {
        ImageSearchRequest request = request(8).withMethod(SearchMethod.RANDOM);
        run(request, folder, 4);
        ObjectNode plan = (ObjectNode) JSON.readTree(folder.resolve("plan.json").toFile());
        assertThat(plan.get("seconds").asDouble()).isPositive();
        plan.put("seconds", 5000.0);
        JSON.writeValue(folder.resolve("plan.json").toFile(), plan);
        double larger = JSON.treeToValue(plan.get("plan"), SearchPlan.class).largerSeconds();
        List<Double> left = new ArrayList<>();
        ImageSearchResult found = search(request, folder)
                .run(
                        new ImageSearchListener() {
                            @Override
                            public void evaluated(Trial trial, double secondsLeft) {
                                left.add(secondsLeft - larger);
                            }
                        },
                        () -> left.size() >= 6);
        assertThat(found.run().seconds()).isBetween(5000.0, 5500.0);
        // Eight trainings of such small networks never take minutes, whatever was done before the kill.
        assertThat(left).hasSizeGreaterThanOrEqualTo(6).allMatch(seconds -> seconds >= 0 && seconds < 100);
        assertThat(JSON.readTree(folder.resolve("plan.json").toFile())
                        .get("seconds")
                        .asDouble())
                .isBetween(5000.0, 5500.0);
    }

    @Test
    void a_training_that_two_trials_share_counts_once() throws IOException {
        ImageSearchResult found = run(request(40).withMethod(SearchMethod.RANDOM), folder, 40);
        double journal = 0;
        List<String> lines = Files.readAllLines(folder.resolve("search.journal"));
        for (String line : lines.subList(1, lines.size())) {
            journal += Double.parseDouble(line.split("\t")[6]);
        }
        assertThat(lines.size() - 1).as("trainings of 40 trials").isLessThan(40);
        assertThat(found.trialSeconds().stream().mapToDouble(s -> s).sum()).isCloseTo(journal, within(0.1));
    }
}
