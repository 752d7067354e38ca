package io.github.grabnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.evaluate.TabularEvaluator;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import io.github.grabnas.surrogate.MetaLearnedModels;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every setting of every method: another value than the default makes another search. */
class SettingEffectsTest {

    private static final FewPriorObservations MODELS = new FewPriorObservations();
    private static final FewPriorObservations UNTRAINED = FewPriorObservations.withUntrainedDecoder();

    /** A setting with another value than its default, and settings of both searches under which the effect is seen. */
    private record Case(String setting, String value, Map<String, String> both, MetaLearnedModels models) {

        static Case of(String setting, String value, String... both) {
            Map<String, String> common = new HashMap<>();
            for (int i = 0; i < both.length; i += 2) {
                common.put(both[i], both[i + 1]);
            }
            return new Case(setting, value, common, MODELS);
        }

        Case untrained() {
            return new Case(setting, value, both, UNTRAINED);
        }
    }

    private static final List<Case> LOOP = List.of(
            Case.of("iterations", "3"),
            Case.of("initial", "2"),
            Case.of("refit-every", "1"),
            Case.of("acquisition", "pi"),
            Case.of("pending", "posterior-sampling"),
            Case.of("distinct", "false"));
    private static final List<Case> SURROGATE = List.of(
            Case.of("preset", "eq-3-4"),
            Case.of("initial-by", "raw"),
            Case.of("prior-mean", "zero"),
            Case.of("residual-features", "fused"),
            Case.of("refit", "false", "residual-features", "fused"),
            Case.of("doubt", "0.01"),
            Case.of("dataset", "zero"));
    private static final List<Case> EXPLORATION = List.of(
            Case.of("warm-up", "0"),
            Case.of("exploration", "both", "warm-up", "0"),
            Case.of("eta", "0.03", "warm-up", "0"),
            Case.of("steps", "2", "warm-up", "0"),
            Case.of("observe-at", "encoded", "warm-up", "0", "continue-until-new", "true", "eta", "6", "steps", "10"),
            Case.of("proposals", "4", "warm-up", "0"),
            Case.of("continue-until-new", "true", "warm-up", "0", "steps", "3"),
            Case.of("max-extra-steps", "1", "warm-up", "0", "continue-until-new", "true", "steps", "3"),
            Case.of("decoding", "argmax", "warm-up", "0").untrained(),
            Case.of("matching", "type-sequence", "warm-up", "0").untrained());

    /**
     * Settings whose effect needs a special search: {@code GrabNasTest} shows the first, {@code MetaD2aTest} the
     * second.
     */
    private static final Map<SearchMethod, List<String>> SHOWN_ELSEWHERE =
            Map.of(SearchMethod.GRABNAS, List.of("ascend-from"), SearchMethod.METAD2A, List.of("matching"));

    private static Map<SearchMethod, List<Case>> cases() {
        Map<SearchMethod, List<Case>> cases = new HashMap<>();
        cases.put(SearchMethod.RANDOM, List.of());
        cases.put(SearchMethod.EVOLUTION, List.of(Case.of("population", "4"), Case.of("sample", "1")));
        cases.put(
                SearchMethod.BO_ONEHOT,
                Stream.concat(
                                LOOP.stream().filter(c -> !c.setting().equals("distinct")),
                                Stream.of(
                                        Case.of("distinct", "true"),
                                        Case.of("init", "meta"),
                                        Case.of("kernel", "rbf"),
                                        Case.of("restarts", "20")))
                        .toList());
        cases.put(
                SearchMethod.TNAS,
                Stream.of(LOOP, SURROGATE).flatMap(List::stream).toList());
        cases.put(SearchMethod.METAD2A, List.of(Case.of("candidates", "7")));
        cases.put(
                SearchMethod.GRABNAS,
                Stream.of(LOOP, SURROGATE, EXPLORATION).flatMap(List::stream).toList());
        cases.put(SearchMethod.GRABNAS_KNN, List.of(Case.of("exploration", "decoder", "warm-up", "0")));
        return cases;
    }

    private static SearchProblem problem(int budget, MetaLearnedModels models) throws IOException {
        Stream<Cell> few = IntStream.range(0, Cell.COUNT / 25).mapToObj(i -> Cell.ofIndex(25 * i));
        ExplicitSearchSpace space = new ExplicitSearchSpace(Stream.of(
                        few,
                        MODELS.surrogate(1).initialCells().stream(),
                        MODELS.surrogate(1).rawInitialCells().stream())
                .flatMap(s -> s)
                .toList());
        return new SearchProblem(
                space,
                new TabularEvaluator(BenchmarkSuite.PROXY.table(), ProxyDataset.FASHION.target()),
                budget,
                1,
                models);
    }

    /** All that a search did, as text. */
    private static String fingerprint(SearchMethod method, Map<String, String> settings, MetaLearnedModels models)
            throws IOException {
        ArchitectureSearch search = method.start(problem(30, models), settings);
        List<String> steps = new ArrayList<>();
        while (!search.finished()) {
            SearchStep step = search.step();
            steps.add(step.trials().toString());
            if (step instanceof BayesianOptimization.Iteration iteration) {
                steps.add(iteration.value()
                        + Arrays.toString(iteration.posterior().means()));
            }
            if (step instanceof GrabNas.Iteration iteration) {
                steps.add(iteration.choice().value()
                        + Arrays.toString(iteration.posterior().means()));
                iteration
                        .gradientExplorations()
                        .forEach(e -> steps.add(e.wayBack()
                                + e.outcome()
                                + e.graph()
                                + e.trajectory().stream()
                                        .map(LatentGradientAscent.Iterate::mean)
                                        .toList()
                                + e.candidates().size()));
            }
        }
        return String.join("\n", steps);
    }

    @TestFactory
    Stream<DynamicTest> another_value_makes_another_search() {
        Map<String, String> defaults = new HashMap<>();
        return cases().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(c -> DynamicTest.dynamicTest(
                                entry.getKey().label() + " " + c.setting() + "=" + c.value(), () -> {
                                    SearchMethod method = entry.getKey();
                                    Map<String, String> changed = new HashMap<>(c.both());
                                    changed.put(c.setting(), c.value());
                                    String key = method.label() + c.both() + (c.models() == MODELS);
                                    if (!defaults.containsKey(key)) {
                                        defaults.put(key, fingerprint(method, c.both(), c.models()));
                                    }
                                    assertThat(fingerprint(method, changed, c.models())
                                                    .equals(defaults.get(key)))
                                            .as("%s %s is the same search as with the default", method.label(), changed)
                                            .isFalse();
                                })));
    }

    @Test
    void no_setting_is_left_out() {
        cases().forEach((method, tested) -> {
            List<String> names = Stream.concat(
                            tested.stream().map(Case::setting),
                            SHOWN_ELSEWHERE.getOrDefault(method, List.of()).stream())
                    .toList();
            if (method != SearchMethod.GRABNAS_KNN) {
                assertThat(method.settings().stream().map(Setting::name))
                        .as(method.label())
                        .containsExactlyInAnyOrderElementsOf(names);
            }
            tested.forEach(c -> assertThat(method.settings().stream()
                            .filter(s -> s.name().equals(c.setting()))
                            .findFirst()
                            .orElseThrow()
                            .defaultText())
                    .as("the default of " + c.setting())
                    .isNotEqualTo(c.value()));
        });
        assertThat(cases().keySet())
                .containsExactlyInAnyOrderElementsOf(SearchMethod.all().stream()
                        .filter(m -> !m.needsImages())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "eta, 0, a number above 0",
        "eta, NaN, a number above 0",
        "steps, 0, 'a whole number, at least 1'",
        "initial, 0, at least 1",
        "iterations, x, a whole number",
        "warm-up, -1, at least 0",
        "refit-every, 0, at least 1",
        "max-extra-steps, -2, at least 0",
        "proposals, 0, at least 1",
        "dataset, true, 'one of target, mean, zero'",
        "exploration, none, 'one of decoder, nearest-neighbour, both'",
        "continue-until-new, yes, 'one of false, true'"
    })
    void a_value_out_of_range_is_refused_with_setting_value_and_range(String name, String value, String range) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.GRABNAS.values(Map.of(name, value)))
                .withMessageStartingWith("setting " + name + "=" + value + ": expected ")
                .withMessageContaining(range);
    }

    @ParameterizedTest(name = "{0} {1} {2}={3}")
    @CsvSource({
        "tnas, doubt=0.5, prior-mean, zero, meta-learned",
        "tnas, doubt=1, prior-mean, zero, meta-learned",
        "grabnas, refit-every=1, refit, false, true",
        "grabnas, max-extra-steps=5, continue-until-new, false, true",
        "grabnas, max-extra-steps=5, exploration, nearest-neighbour, decoder or both",
        "grabnas, continue-until-new=true, exploration, nearest-neighbour, decoder or both",
        "grabnas, decoding=argmax, exploration, nearest-neighbour, decoder or both",
        "grabnas, matching=type-sequence, exploration, nearest-neighbour, decoder or both",
        "grabnas, ascend-from=observed, observe-at, encoded, decoded",
        "bo-onehot, acquisition=ei, pending, posterior-sampling, 'another way, such as kriging-believer'"
    })
    void a_setting_that_would_do_nothing_is_refused_with_what_it_needs(
            String method, String setting, String other, String value, String expected) {
        String[] words = setting.split("=");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.of(method).values(Map.of(words[0], words[1], other, value)))
                .withMessage("setting " + setting + " has no effect with " + other + "=" + value
                        + "; leave it out, or set " + other + " to " + expected);
    }

    @Test
    void what_a_setting_needs_may_come_from_a_default_or_a_preset_and_presets_themselves_are_taken() {
        Map<String, String> decoders =
                Map.of("decoding", "argmax", "matching", "exact", "continue-until-new", "true", "max-extra-steps", "5");
        decoders.forEach((name, value) -> assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.GRABNAS_KNN.values(Map.of(name, value)))
                .withMessageContaining("has no effect with exploration=nearest-neighbour"));
        assertThat(SearchMethod.GRABNAS
                        .values(Map.of("preset", "paper", "exploration", "nearest-neighbour"))
                        .get(ExplorationSettings.PROPOSALS))
                .isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.TNAS.values(Map.of("preset", "eq-3-4", "doubt", "2")))
                .withMessageContaining("has no effect with prior-mean=zero");
        for (SearchMethod method : List.of(SearchMethod.TNAS, SearchMethod.GRABNAS, SearchMethod.GRABNAS_KNN)) {
            for (String preset : List.of("eq-3-4", "paper")) {
                assertThat(method.values(Map.of("preset", preset)).get(SurrogateSettings.REFIT))
                        .isFalse();
            }
        }
        assertThat(SearchMethod.BO_ONEHOT.values(Map.of("refit-every", "1")).get(LoopSettings.REFIT_EVERY))
                .as("a method without the setting refit")
                .isEqualTo(1);
    }

    @Test
    void an_unknown_setting_is_refused_with_those_there_are_and_settings_that_exclude_each_other_with_what_to_do()
            throws IOException {
        SearchProblem problem = problem(10, MODELS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.GRABNAS.start(problem, Map.of("walk-on", "true")))
                .withMessage("method 'grabnas' has no setting 'walk-on'; expected one of "
                        + SearchMethod.GRABNAS.settings().stream()
                                .map(Setting::name)
                                .sorted()
                                .collect(Collectors.joining(", ")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.TNAS.start(problem, Map.of("refit", "false")))
                .withMessageContaining("take FUSED, or refit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.TNAS.start(problem, Map.of("eta", "1")))
                .withMessageContaining("method 'tnas' has no setting 'eta'");
    }

    @Test
    void the_table_of_settings_has_a_line_for_each_with_default_range_and_help() {
        String table = Setting.table(SearchMethod.GRABNAS.settings());
        for (Setting<?> setting : SearchMethod.GRABNAS.settings()) {
            assertThat(table.lines().filter(l -> l.startsWith(setting.name() + " ")))
                    .singleElement()
                    .asString()
                    .contains(setting.defaultText())
                    .contains(setting.range())
                    .contains(setting.help());
        }
    }
}
