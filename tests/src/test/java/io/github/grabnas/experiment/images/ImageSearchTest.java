package io.github.grabnas.experiment.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.grabnas.classifier.InferenceTimes;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.image.DataPart;
import io.github.grabnas.data.image.DrawnPictures;
import io.github.grabnas.nn.convolution.NetworkCost;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a search on somebody's own images does, and what it refuses. */
class ImageSearchTest extends SmallImageSearch {

    @Test
    void validation_chooses_and_the_chosen_one_is_trained_on_both_parts_and_tested_on_the_third() throws IOException {
        ImageSearchResult found = run(request(6).withMethod(SearchMethod.RANDOM), folder, 1000);
        ImageSearchResult.Chosen chosen = found.chosen().orElseThrow();
        assertThat(chosen.finalists()).hasSize(2);
        double best = chosen.finalists().stream()
                .mapToDouble(Finalist::accuracy)
                .max()
                .orElseThrow();
        assertThat(chosen.finalists())
                .anyMatch(f -> f.accuracy() == best && f.architecture().equals(chosen.architecture()));
        assertThat(chosen.task().training().count())
                .isEqualTo(
                        found.split().count(DataPart.TRAINING) + found.split().count(DataPart.VALIDATION));
        assertThat(chosen.quality().accuracy().count()).isEqualTo(found.split().count(DataPart.TEST));
        assertThat(chosen.quality().accuracy().accuracy())
                .isEqualTo(chosen.trained().testAccuracy());
        // The search itself never has a test accuracy.
        assertThat(found.run().trials()).allMatch(t -> t.testAccuracy().isEmpty());
        assertThat(Files.readString(folder.resolve("split.csv"))).startsWith("file,class,part\nbar/");
    }

    @Test
    void results_of_something_else_are_not_overwritten() throws IOException {
        for (String file : List.of("report.html", "trials.csv", "split.csv", "training.state")) {
            Path other = Files.createDirectory(folder.resolve("with " + file));
            Files.writeString(other.resolve(file), "mine");
            assertThatThrownBy(() -> run(request(4), other, 1))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContaining("it holds " + file + " and no plan.json of a search");
            assertThat(other)
                    .isDirectoryContaining(f -> f.getFileName().toString().equals(file));
            assertThat(other.resolve(file)).hasContent("mine");
        }
    }

    @Test
    void every_epoch_at_the_larger_scale_is_told_with_the_time_left() throws IOException {
        List<String> epochs = new ArrayList<>();
        List<Double> left = new ArrayList<>();
        search(request(3).withMethod(SearchMethod.RANDOM), folder)
                .run(
                        new ImageSearchListener() {
                            @Override
                            public void epoch(int number, int of, double secondsLeft) {
                                epochs.add(number + "/" + of);
                                left.add(secondsLeft);
                            }
                        },
                        () -> false);
        List<String> each = List.of("1/4", "2/4", "3/4", "4/4");
        assertThat(epochs)
                .isEqualTo(Stream.of(each, each, each).flatMap(List::stream).toList());
        // Two trainings follow the first finalist, one the second, and a look at the test images the last.
        assertThat(left.get(3)).isPositive();
        assertThat(left.get(7)).isPositive();
        assertThat(left.get(11)).isPositive().isLessThan(left.get(10));
    }

    @Test
    void the_result_may_lie_among_the_pictures() throws IOException {
        DrawnPictures.classFolders(folder.resolve("pictures"), 12, true);
        ImageSearchRequest request = ImageSearchRequest.of(folder.resolve("pictures"), SearchBudget.ofEvaluations(4))
                .withMethod(SearchMethod.RANDOM)
                .withSettings(SMALL);
        Path result = folder.resolve("pictures/result");
        assertThat(run(request, result, 2).split().collection().classNames()).containsExactly("bar", "cross", "ring");
        assertThat(run(request, result, 1000).run().trials()).hasSize(4);
    }

    @Test
    void a_folder_of_another_search_is_refused_by_what_differs() throws IOException {
        run(request(5).withMethod(SearchMethod.RANDOM), folder, 1);
        assertThatThrownBy(() -> run(request(5).withMethod(SearchMethod.RANDOM).withSeed(3), folder, 1))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("the folder holds another search: seed was '0' and is now '3'");
    }

    @Test
    void a_plan_that_lacks_a_part_is_refused() throws IOException {
        Files.writeString(folder.resolve("plan.json"), "{\"format\": \"grabnas-plan 2\", \"ended\": 0}");
        assertThatThrownBy(() -> run(request(5), folder, 1))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("it is no plan of a search");
    }

    @Test
    void a_method_that_trains_a_supernet_is_refused_before_anything_is_read() {
        assertThatThrownBy(() -> request(5).withMethod(SearchMethod.of("darts")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("method 'darts' trains a supernet");
    }

    private JsonNode measured() {
        try {
            return JSON.readTree(folder.resolve("plan.json").toFile()).get("milliseconds");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With a skeleton of 0.9 ms, a skip of 0.1 ms, and operations of 1, 3 and 0.2 ms. */
    private static Map<String, Double> times() {
        Map<String, Double> times = new TreeMap<>();
        times.put("|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|", 1.0);
        Map.of("skip_connect", 1.5, "nor_conv_1x1", 6.9, "nor_conv_3x3", 18.9, "avg_pool_3x3", 2.1)
                .forEach((operation, milliseconds) -> times.put(
                        "|%1$s~0|+|%1$s~0|%1$s~1|+|%1$s~0|%1$s~1|%1$s~2|".formatted(operation), milliseconds));
        return times;
    }

    private static CostLimits milliseconds(double most) {
        return new CostLimits(OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.of(most));
    }

    @Test
    void the_time_of_an_image_is_the_sum_of_what_operations_take() {
        Skeleton skeleton = new Skeleton(1, 8, 3, 4, 1);
        CostEstimate costs = new CostEstimate(skeleton, milliseconds(5), new InferenceTimes(skeleton, times()));
        Cell cell = Cell.parse("|nor_conv_3x3~0|+|skip_connect~0|nor_conv_1x1~1|+|none~0|none~1|avg_pool_3x3~2|");
        assertThat(costs.milliseconds(cell.graph()).orElseThrow()).isEqualTo(0.9 + 3 + 0.1 + 1 + 0.2, within(1e-9));
        assertThat(costs.allows(cell)).isFalse();
        Cell quicker = Cell.parse("|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|none~0|none~1|skip_connect~2|");
        assertThat(costs.allows(quicker))
                .isEqualTo(costs.milliseconds(quicker.graph()).orElseThrow() <= 5);
        assertThat(costs.allows(Cell.parse("|none~0|+|none~0|none~1|+|nor_conv_3x3~0|none~1|none~2|")))
                .isTrue();
    }

    @Test
    @Tag("long")
    void what_takes_longer_as_measured_than_as_estimated_is_passed_over_and_the_times_are_kept() throws IOException {
        ImageSearchRequest request = request(5).withMethod(SearchMethod.RANDOM).withLimits(milliseconds(1e6));
        StopAfter stopAfter = new StopAfter(5);
        List<Trial> trials =
                search(request, folder).run(stopAfter, stopAfter::stop).run().trials();
        Trial best =
                trials.stream().max(Comparator.comparingDouble(Trial::accuracy)).orElseThrow();
        JsonNode before = measured();
        assertThat(before).hasSize(5 + CostEstimate.CHECKED).allMatch(milliseconds -> milliseconds.asDouble() > 0);
        ObjectNode plan = (ObjectNode) JSON.readTree(folder.resolve("plan.json").toFile());
        ((ObjectNode) plan.get("milliseconds")).put(best.architecture().text(), 2e6);
        JSON.writeValue(folder.resolve("plan.json").toFile(), plan);

        ImageSearchResult found = run(request, folder, 1000);
        ImageSearchResult.Chosen chosen = found.chosen().orElseThrow();
        assertThat(chosen.finalists())
                .hasSize(2)
                .noneMatch(f -> f.architecture().equals(best.architecture()));
        assertThat(chosen.cost().milliseconds()).isLessThan(1e6);
        assertThat(found.warnings())
                .anyMatch(w -> w.startsWith("1 of the best 3 candidates take longer than 1000000.0"));
        assertThat(found.space()).matches("15,62[0-9] of 15,625 cells are within the limits; .* off by .* on 6 cells");
        before.fieldNames()
                .forEachRemaining(text -> assertThat(measured().get(text)).isEqualTo(before.get(text)));
        assertThat(run(request, folder, 1000).chosen().orElseThrow().finalists())
                .isEqualTo(chosen.finalists());
    }

    @Test
    void only_architectures_within_the_cost_limits_are_trained() throws IOException {
        CostLimits limits = new CostLimits(OptionalLong.of(9_000), OptionalLong.of(120_000), OptionalDouble.empty());
        ImageSearchResult found =
                run(request(8).withMethod(SearchMethod.EVOLUTION).withLimits(limits), folder, 1000);
        assertThat(found.run().trials()).isNotEmpty().allSatisfy(trial -> {
            NetworkCost cost = NetworkCost.of(
                    trial.architecture().graph(),
                    found.chosen().orElseThrow().trained().classifier().skeleton());
            assertThat(cost.trainedParameters()).isLessThanOrEqualTo(9_000);
            assertThat(cost.flops()).isLessThanOrEqualTo(120_000);
        });
        CostLimits tooLow = new CostLimits(OptionalLong.of(10), OptionalLong.empty(), OptionalDouble.empty());
        assertThatThrownBy(() -> run(request(8).withLimits(tooLow), folder.resolve("none"), 1000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no cell is within the cost limits");
    }
}
