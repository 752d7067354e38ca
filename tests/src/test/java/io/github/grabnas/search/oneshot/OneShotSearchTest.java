package io.github.grabnas.search.oneshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.search.ArchitectureSearch;
import io.github.grabnas.search.CandidateSource;
import io.github.grabnas.search.FailsOnce;
import io.github.grabnas.search.MadeUpEvaluator;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.SearchSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What one-shot methods promise, on the UCI digits. */
class OneShotSearchTest {

    private static final Map<String, String> SHORT = Map.of("epochs", "2", "steps", "2", "recorded", "false");

    static List<SearchMethod> methods() {
        return OneShotMethods.all();
    }

    private static SearchProblem problem(SearchSpace space, long seed) {
        return new SearchProblem(space, new MadeUpEvaluator(), 20, seed)
                .withTraining(() -> CandidateTrainer.proxy(ProxyDataset.DIGITS));
    }

    /** Few epochs of few steps, and few cells scored at the end. */
    private static Map<String, String> brief(SearchMethod method) {
        Map<String, String> settings = new TreeMap<>(SHORT);
        if (method.settings().stream().anyMatch(s -> s.name().equals("candidates"))) {
            settings.put("candidates", "4");
        }
        if (method.label().equals("pc-darts")) {
            settings.put("alpha-from", "0");
        }
        return settings;
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> settings = new TreeMap<>(SHORT);
        settings.put(name, value);
        return settings;
    }

    private static List<OneShotStep> run(ArchitectureSearch search) {
        List<OneShotStep> steps = new ArrayList<>();
        while (!search.finished()) {
            steps.add((OneShotStep) search.step());
        }
        return steps;
    }

    @ParameterizedTest
    @MethodSource("methods")
    void each_epoch_is_a_step_and_the_derived_cell_is_the_one_evaluation(SearchMethod method) {
        ArchitectureSearch search = method.start(problem(new NasBench201(), 4), brief(method));
        List<OneShotStep> steps = run(search);
        assertThat(steps).extracting(OneShotStep::epoch).containsExactly(1, 2);
        assertThat(steps.get(0).trials()).isEmpty();
        Trial trial = steps.get(1).trials().get(0);
        assertThat(search.trials()).containsExactly(trial);
        assertThat(trial.origin()).isEqualTo(CandidateSource.DERIVED);
        assertThat(steps.get(1).derived()).contains((Cell) trial.architecture());
        assertThat(steps).allSatisfy(step -> {
            for (int e = 0; e < Cell.EDGES; e++) {
                assertThat(Arrays.stream(step.probabilities().row(e)).sum()).isCloseTo(1, within(1e-9));
            }
            assertThat(step.weightLoss()).isBetween(0.5, 5.0);
            assertThat(step.architectureLoss()).isBetween(0.5, 9.0);
            assertThat(step.weightAccuracy()).isBetween(0.0, 100.0);
        });
        assertThatIllegalStateException().isThrownBy(search::step).withMessageContaining("finished after 2 epochs");
        assertThat(search.method()).isEqualTo(method.label());
    }

    /** Each image as text, its label first; sorted. */
    private static List<String> images(LabelledImages... parts) {
        List<String> all = new ArrayList<>();
        for (LabelledImages part : parts) {
            byte[] pixels = part.pixels();
            int size = pixels.length / part.count();
            for (int i = 0; i < part.count(); i++) {
                all.add(part.label(i) + Arrays.toString(Arrays.copyOfRange(pixels, i * size, (i + 1) * size)));
            }
        }
        return all.stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void weights_and_architecture_parameters_see_no_image_in_common_and_no_test_image(SearchMethod method)
            throws IOException {
        OneShotSearch search = (OneShotSearch) method.start(problem(new NasBench201(), 4), brief(method));
        assertThat(images(search.weightImages(), search.architectureImages()))
                .as("every training image once")
                .isEqualTo(images(
                        CandidateTrainer.proxy(ProxyDataset.DIGITS).task().training()));
        assertThat(search.weightImages().count() - search.architectureImages().count())
                .isBetween(-10, 10);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void the_same_seed_gives_the_same_search_and_another_seed_another(SearchMethod method) {
        List<OneShotStep> first = run(method.start(problem(new NasBench201(), 5), brief(method)));
        assertThat(run(method.start(problem(new NasBench201(), 5), brief(method))))
                .isEqualTo(first);
        assertThat(run(method.start(problem(new NasBench201(), 6), brief(method)))
                        .get(0)
                        .weightLoss())
                .isNotEqualTo(first.get(0).weightLoss());
    }

    @ParameterizedTest
    @CsvSource({
        "darts, order, 2",
        "darts, epochs, 3",
        "darts, steps, 4",
        "darts, batch-size, 32",
        "darts, learning-rate, 0.1",
        "darts, final-learning-rate, 0.02",
        "darts, weight-decay, none",
        "darts, nesterov, false",
        "darts, clip, 0.1",
        "darts, alpha-rate, 0.01",
        "darts, alpha-decay, none",
        "darts, update, architecture-first",
        "darts, alpha-from, 1",
        "darts, partial-channels, 2",
        "pc-darts, edge-normalization, false",
        "gdas, first-temperature, 1",
        "gdas, last-temperature, 1",
        "drnas, regularizer, kl",
    })
    void each_setting_changes_the_search(String method, String setting, String value) {
        SearchMethod changed = SearchMethod.of(method);
        Map<String, String> settings = new TreeMap<>(brief(changed));
        List<OneShotStep> usual = run(changed.start(problem(new NasBench201(), 7), settings));
        settings.put(setting, value);
        assertThat(run(changed.start(problem(new NasBench201(), 7), settings))).isNotEqualTo(usual);
    }

    @ParameterizedTest
    @CsvSource({"rsps, 12, 1", "setn, 12, 1"})
    void fewer_candidates_are_scored_with_shared_weights(String method, int many, int few) {
        // The first candidate may be the best of all.
        assertThat(IntStream.range(7, 11).filter(seed -> {
                    SearchProblem problem = problem(new NasBench201(), seed);
                    List<Cell> derived = IntStream.of(many, few)
                            .mapToObj(n -> run(SearchMethod.of(method).start(problem, with("candidates", "" + n))))
                            .map(steps -> steps.get(1).derived().orElseThrow())
                            .toList();
                    return !derived.get(0).equals(derived.get(1));
                }))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void the_derived_cell_is_of_the_space(SearchMethod method) {
        SearchSpace few = new ExplicitSearchSpace(
                IntStream.range(0, 30).mapToObj(i -> Cell.ofIndex(500 * i)).toList());
        ArchitectureSearch search = method.start(problem(few, 1), brief(method));
        assertThat(few.contains(search.run().get(0).architecture())).isTrue();
    }

    @Test
    void a_softmax_mixture_soon_classifies_better_than_three_times_chance() {
        Map<String, String> settings = Map.of("epochs", "12", "recorded", "false");
        List<OneShotStep> steps = run(SearchMethod.of("darts").start(problem(new NasBench201(), 0), settings));
        OneShotStep last = steps.get(steps.size() - 1);
        assertThat(last.architectureAccuracy()).isGreaterThan(60);
        assertThat(last.weightLoss()).isLessThan(steps.get(0).weightLoss() / 2);
    }

    @Test
    void cells_are_judged_with_shared_weights_on_whole_batches() {
        OneShotSearch search =
                (OneShotSearch) SearchMethod.of("rsps").start(problem(new NasBench201(), 3), with("steps", "40"));
        search.step();
        SharedWeights shared = search.sharedWeights(100);
        assertThat(shared.images()).isEqualTo(96);
        Cell cell = Cell.ofIndex(7_812);
        assertThat(shared.accuracy(cell)).isEqualTo(search.sharedWeights(100).accuracy(cell));
        assertThat(shared.accuracy(Cell.ofIndex(0))).isLessThan(30);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.sharedWeights(15))
                .withMessageContaining("15 images");
    }

    @Test
    void without_images_the_reason_is_one_line() {
        SearchProblem problem = new SearchProblem(new NasBench201(), new MadeUpEvaluator(), 1, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.of("gdas").start(problem))
                .withMessage("method 'gdas' trains a supernet on images, and target 'made-up' comes without "
                        + "such as it can be trained on; take a target at proxy scale, such as proxy-fashion, or "
                        + "give a trainer by SearchProblem.withTraining");
    }

    @Test
    void what_cannot_be_trained_is_refused() {
        SearchProblem problem = problem(new NasBench201(), 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.of("gdas").start(problem, with("batch-size", "20")))
                .withMessageContaining("batch-size=20: expected a multiple of 16");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.of("gdas")
                        .start(problem, with("batch-size", "1024"))
                        .step())
                .withMessageContaining("fewer than a batch of 1024");
        assertThatThrownBy(() -> SearchMethod.of("darts")
                        .start(problem, with("learning-rate", "1e30"))
                        .run())
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("set learning-rate lower");
    }

    @ParameterizedTest
    @MethodSource("methods")
    void a_search_that_was_interrupted_goes_on_as_if_it_had_not_been(SearchMethod method) throws InterruptedException {
        Map<String, String> settings = new TreeMap<>(brief(method));
        settings.put("steps", "40");
        List<OneShotStep> undisturbed = run(method.start(problem(new NasBench201(), 0), settings));
        ArchitectureSearch search = method.start(problem(new NasBench201(), 0), settings);
        List<OneShotStep> steps = new ArrayList<>();
        Thread here = Thread.currentThread();
        AtomicInteger interrupted = new AtomicInteger();
        while (!search.finished()) {
            Thread timer = new Thread(() -> {
                try {
                    // Longer from time to time: what judges cells begins anew after an interrupt.
                    Thread.sleep(15L << interrupted.get() / 2);
                    here.interrupt();
                } catch (InterruptedException e) {
                    // The step was over before.
                }
            });
            timer.start();
            try {
                steps.add((OneShotStep) search.step());
            } catch (CancellationException e) {
                assertThat(e).hasMessageContaining("interrupted");
                interrupted.incrementAndGet();
            } finally {
                timer.interrupt();
                timer.join();
                Thread.interrupted();
            }
        }
        assertThat(interrupted).hasPositiveValue();
        assertThat(steps).isEqualTo(undisturbed);
    }

    @Test
    void second_order_moves_the_architecture_first_and_first_order_the_weights() {
        SearchProblem problem = problem(new NasBench201(), 7);
        Map<String, String> second = with("order", "2");
        List<OneShotStep> usual = run(SearchMethod.of("darts").start(problem, second));
        second.put("update", "architecture-first");
        assertThat(run(SearchMethod.of("darts").start(problem, second))).isEqualTo(usual);
        second.put("update", "weights-first");
        assertThat(run(SearchMethod.of("darts").start(problem, second))).isNotEqualTo(usual);
        assertThat(run(SearchMethod.of("darts").start(problem, with("update", "weights-first"))))
                .isEqualTo(run(SearchMethod.of("darts").start(problem, SHORT)));
    }

    @ParameterizedTest
    @CsvSource({
        "pc-darts, epochs, 15, alpha-from=15: the architecture parameters would never move",
        "drnas, alpha-decay, 0.01, alpha-decay=0.01 has no effect with regularizer=kl",
        "drnas, alpha-decay, 0.001, alpha-decay=0.001 has no effect with regularizer=kl",
        "rsps, alpha-rate, 0.01, has no setting 'alpha-rate'",
        "rsps, edge-normalization, true, has no setting 'edge-normalization'",
        "gdas, batch-size, 20, batch-size=20: expected a multiple of 16",
    })
    void settings_that_would_do_nothing_are_refused_before_a_search(
            String method, String setting, String value, String message) {
        Map<String, String> settings =
                method.equals("drnas") ? Map.of(setting, value, "regularizer", "kl") : Map.of(setting, value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.of(method).values(settings))
                .withMessageContaining(message);
    }

    @Test
    void channels_that_cannot_be_divided_are_refused_by_the_setting() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.of("darts")
                        .start(problem(new NasBench201(), 0), with("partial-channels", "3"))
                        .step())
                .withMessage("setting partial-channels=3: expected a divisor of the network's 4 channels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gdas", "setn", "drnas"})
    void an_evaluation_that_fails_after_the_last_epoch_is_made_again_without_training(String method) {
        Map<String, String> brief = brief(SearchMethod.of(method));
        List<Trial> undisturbed = SearchMethod.of(method)
                .start(problem(new NasBench201(), 0), brief)
                .run();
        SearchProblem problem = new SearchProblem(new NasBench201(), new FailsOnce(1), 20, 0)
                .withTraining(() -> CandidateTrainer.proxy(ProxyDataset.DIGITS));
        ArchitectureSearch search = SearchMethod.of(method).start(problem, brief);
        search.step();
        assertThatThrownBy(search::step).isInstanceOf(CancellationException.class);
        assertThat(search.finished()).isFalse();
        OneShotStep again = (OneShotStep) search.step();
        assertThat(again.epoch()).isEqualTo(2);
        assertThat(search.finished()).isTrue();
        assertThat(search.trials()).isEqualTo(undisturbed).isEqualTo(again.trials());
    }
}
