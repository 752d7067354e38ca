package io.github.grabnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.evaluate.TabularEvaluator;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.gp.ExpectedImprovement;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import io.github.grabnas.surrogate.Conditioning;
import io.github.grabnas.surrogate.DeepKernelPosterior;
import io.github.grabnas.surrogate.Observation;
import io.github.grabnas.surrogate.PriorMean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Settings that go together under one name. */
class PresetTest {

    private static final FewPriorObservations MODELS = new FewPriorObservations();

    private static SearchProblem problem(int budget) throws IOException {
        return new SearchProblem(
                new ExplicitSearchSpace(Stream.concat(
                                IntStream.range(0, Cell.COUNT / 25).mapToObj(i -> Cell.ofIndex(25 * i)),
                                MODELS.surrogate(0).rawInitialCells().stream())
                        .distinct()
                        .toList()),
                new TabularEvaluator(BenchmarkSuite.PROXY.table(), ProxyDataset.FASHION.target()),
                budget,
                0,
                MODELS);
    }

    @Test
    void eq_3_and_4_as_printed_are_a_zero_mean_and_the_meta_trained_kernel_on_fused_vectors() {
        SurrogateSettings printed = SurrogateSettings.of(SearchMethod.TNAS.values(Map.of("preset", "eq-3-4")));
        assertThat(printed.priorMean()).isEqualTo(PriorMean.ZERO);
        assertThat(printed.conditioning()).isEqualTo(Conditioning.paper());
        assertThat(SurrogateSettings.asPrinted()).isEqualTo(printed);
        assertThat(LoopSettings.of(SearchMethod.TNAS.values(Map.of("preset", "eq-3-4"))))
                .as("the rest has its defaults")
                .isEqualTo(LoopSettings.defaults());
    }

    @Test
    void the_paper_is_one_step_decoded_once_from_five_cells_by_plain_averages_with_nothing_added() {
        SettingValues values = SearchMethod.GRABNAS.values(Map.of("preset", "paper"));
        assertThat(SurrogateSettings.of(values)).isEqualTo(SurrogateSettings.asPrinted());
        LoopSettings loop = LoopSettings.of(values);
        assertThat(loop).isEqualTo(LoopSettings.asPrinted());
        assertThat(loop.initial()).isEqualTo(5);
        assertThat(loop.distinct()).isFalse();
        assertThat(loop.acquisition()).isInstanceOf(ExpectedImprovement.class);
        assertThat(values.get(InitialDesign.INITIAL_BY)).isEqualTo(InitialDesign.RAW);
        ExplorationSettings exploration = ExplorationSettings.of(values);
        assertThat(exploration).isEqualTo(ExplorationSettings.asPrinted());
        assertThat(exploration.ascent().steps()).isEqualTo(1);
        assertThat(exploration.proposals()).isEqualTo(1);
        assertThat(exploration.continueUntilNew()).isFalse();
        assertThat(exploration.observeAt()).isEqualTo(ExplorationSettings.ObserveAt.DECODED);
        assertThat(DecodingSettings.of(values).mode()).isEqualTo(DecodingSettings.Mode.SAMPLED);
    }

    @Test
    void what_is_named_itself_overrides_the_preset() {
        SettingValues values =
                SearchMethod.GRABNAS.values(Map.of("preset", "paper", "steps", "7", "prior-mean", "meta-learned"));
        assertThat(ExplorationSettings.of(values).ascent().steps()).isEqualTo(7);
        assertThat(SurrogateSettings.of(values).priorMean()).isEqualTo(PriorMean.META_LEARNED);
        assertThat(ExplorationSettings.of(values).proposals()).isEqualTo(1);
        assertThat(LoopSettings.of(values).distinct()).isFalse();
    }

    @Test
    void no_preset_is_the_defaults_and_an_unknown_one_is_refused_with_those_there_are() {
        assertThat(ExplorationSettings.of(SearchMethod.GRABNAS.values(Map.of("preset", "none"))))
                .isEqualTo(ExplorationSettings.defaults());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.GRABNAS.values(Map.of("preset", "printed")))
                .withMessage("setting preset=printed: expected one of none, eq-3-4, paper");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchMethod.BO_ONEHOT.values(Map.of("preset", "paper")))
                .withMessageContaining("has no setting 'preset'");
    }

    @Test
    void every_value_of_a_preset_is_one_of_a_setting_of_grabnas() {
        Map<String, Setting<?>> byName =
                SearchMethod.GRABNAS.settings().stream().collect(Collectors.toMap(Setting::name, s -> s));
        for (Preset preset : Preset.values()) {
            preset.settings()
                    .forEach((name, value) ->
                            assertThat(byName.get(name).parse(value)).isNotNull());
        }
        assertThat(Preset.table(SearchMethod.TNAS.settings()).lines())
                .containsExactly(
                        "preset=eq-3-4 is prior-mean=zero residual-features=fused refit=false",
                        "preset=paper is prior-mean=zero residual-features=fused refit=false dataset=target "
                                + "initial-by=raw initial=5 acquisition=ei distinct=false");
        assertThat(Preset.table(SearchMethod.RANDOM.settings())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tnas", "grabnas", "grabnas-knn"})
    void a_search_with_the_preset_runs_and_its_posterior_is_that_of_eq_3(String method) throws IOException {
        ArchitectureSearch search = SearchMethod.of(method).start(problem(13), Map.of("preset", "paper"));
        while (!search.finished()) {
            search.step();
        }
        assertThat(search.trials()).hasSize(13);
        assertThat(search.trials().subList(0, 5).stream().map(Trial::architecture))
                .isEqualTo(MODELS.surrogate(0).rawInitialCells().subList(0, 5));
        List<Observation> observations = search.trials().stream()
                .map(t -> Observation.of(t.architecture(), t.accuracy()))
                .toList();
        DeepKernelPosterior posterior =
                SurrogateSettings.asPrinted().surrogate(problem(13)).condition(observations);
        assertThat(posterior
                        .surrogate()
                        .priorMeans(posterior
                                .surrogate()
                                .fuse(observations.stream()
                                        .map(Observation::architecture)
                                        .toList())))
                .containsOnly(0);
        assertThat(posterior.process().kernel()).isEqualTo(posterior.surrogate().kernel());
    }

    @Test
    void a_variant_is_named_by_its_preset_in_tables_and_provenance() {
        MethodVariant variant = MethodVariant.parse("grabnas steps=5 preset=paper");
        assertThat(variant.name()).isEqualTo("grabnas preset=paper steps=5");
        assertThat(variant.usesOtherDatasets()).isTrue();
    }
}
