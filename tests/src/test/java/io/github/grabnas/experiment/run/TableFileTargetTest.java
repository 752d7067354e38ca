package io.github.grabnas.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.benchmark.ArchitectureTable;
import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.evaluate.Quantity.Direction;
import io.github.grabnas.experiment.paper.PaperExperiment;
import io.github.grabnas.pretrained.PretrainedModels;
import io.github.grabnas.search.ArchitectureSearch;
import io.github.grabnas.search.MadeUpEvaluator;
import io.github.grabnas.search.RandomSearch;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.search.Setting;
import io.github.grabnas.search.SettingValues;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.CanonicalForm;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.space.UniqueCells;
import io.github.grabnas.surrogate.MetaCheckpoint;
import io.github.grabnas.surrogate.MetaLearnedModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Targets and methods of one's own in experiments. */
class TableFileTargetTest {

    @TempDir
    private Path folder;

    private final ExperimentRunner.Listener listener = new ExperimentRunner.Listener() {

        @Override
        public void evaluated(Trial trial) {}

        @Override
        public void finished(StoredRun run, boolean known) {
            found += known ? 1 : 0;
        }
    };

    private int found;

    private static ArchitectureTable table(String column, IntToDoubleFunction value) {
        Map<Cell, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < Cell.COUNT; i += 100) {
            values.put(Cell.ofIndex(i), value.applyAsDouble(i));
        }
        return new ArchitectureTable(column, values);
    }

    private static TableFileTarget target(String column, IntToDoubleFunction value, Direction direction) {
        return new TableFileTarget(table(column, value), direction, MetaLearnedModels.none(), Map.of());
    }

    private ExperimentRunner runner() throws IOException {
        RunStore store = new RunStore(folder.resolve("runs"), warning -> {
            throw new IllegalStateException(warning);
        });
        return new ExperimentRunner(store, 10, 0, 2, 1);
    }

    private static SearchMethod mine(String version) {
        SearchMethod made = SearchMethod.of("mine", "random search once more", RandomSearch::new);
        return new SearchMethod() {

            @Override
            public String label() {
                return made.label();
            }

            @Override
            public String description() {
                return made.description();
            }

            @Override
            public List<Setting<?>> settings() {
                return made.settings();
            }

            @Override
            public ArchitectureSearch start(SearchProblem problem, SettingValues values) {
                return made.start(problem, values);
            }

            @Override
            public String version() {
                return version;
            }
        };
    }

    @Test
    void a_column_is_taken_for_percent_where_it_can_be() {
        assertThat(target("a", i -> i / 200.0, Direction.MAXIMIZE).quantity().isPercent())
                .isTrue();
        assertThat(target("fraction", i -> i / 20_000.0, Direction.MAXIMIZE)
                        .quantity()
                        .isPercent())
                .isFalse();
        assertThat(target("error", i -> i / 200.0, Direction.MINIMIZE)
                        .quantity()
                        .isPercent())
                .isFalse();
        assertThat(target("throughput", i -> i, Direction.MAXIMIZE).quantity().isPercent())
                .isFalse();
        assertThat(target("a", i -> i / 200.0, Direction.MAXIMIZE)
                        .measuring("images/s")
                        .quantity()
                        .isPercent())
                .isFalse();
    }

    @Test
    void searches_see_one_column_and_another_is_reported() {
        TableFileTarget plants = target("validation", i -> i / 200.0, Direction.MAXIMIZE)
                .named("plants")
                .reporting(table("test", i -> 50 - i / 400.0));
        assertThat(plants.label()).isEqualTo("plants");
        assertThat(plants.evaluator().target()).isEqualTo("plants");
        assertThat(plants.evaluator().evaluate(Cell.ofIndex(400)))
                .isEqualTo(new Evaluation.Measured(2, OptionalDouble.of(49)));
        assertThat(plants.bestArchitecture(0)).contains(Cell.ofIndex(15_600));
        assertThat(plants.best(0)).hasValue(78);
        assertThat(plants.reportedBest(0)).hasValue(11);
        TableFileTarget few = target("validation", i -> i / 200.0, Direction.MAXIMIZE);
        assertThatThrownBy(() -> few.reporting(new ArchitectureTable("test", Map.of(Cell.ofIndex(0), 1.0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "column 'test' has no value for '" + Cell.ofIndex(100).text());
    }

    @Test
    void two_datasets_of_one_name_are_not_mixed() {
        List<ExperimentCondition> both = Stream.of(
                        target("accuracy", i -> i / 200.0, Direction.MAXIMIZE),
                        target("accuracy", i -> 80 - i / 200.0, Direction.MAXIMIZE))
                .map(t -> new ExperimentCondition(MethodVariant.of("random"), t, 0))
                .toList();
        assertThatThrownBy(() -> runner().run(both, listener))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two targets are named 'accuracy'");
    }

    @Test
    void a_name_with_a_slash_is_no_folder() throws IOException {
        TableFileTarget slash = target("val/acc", i -> i / 200.0, Direction.MAXIMIZE);
        runner().run(List.of(new ExperimentCondition(MethodVariant.of("random"), slash, 0)), listener);
        runner().run(List.of(new ExperimentCondition(MethodVariant.of("random"), slash, 0)), listener);
        assertThat(found).isEqualTo(2);
    }

    @Test
    void the_paper_s_experiments_refuse_what_is_better_when_it_is_smaller() {
        TableFileTarget latency = target("ms", i -> i, Direction.MINIMIZE);
        for (String name : List.of("table1", "table2", "figure4", "ablations", "adaptation")) {
            PaperExperiment experiment = PaperExperiment.of(name, List.of());
            assertThatThrownBy(() -> experiment.conditions(List.of(latency)))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("target 'ms' measures ms (no unit, minimized)");
        }
    }

    @Test
    void a_study_of_the_way_to_the_optimum_needs_one_that_is_known() {
        ExperimentTarget own = ExperimentTarget.of(
                "own", new NasBench201(), new MadeUpEvaluator(), MetaLearnedModels.none(), Map.of());
        PaperExperiment ablations = PaperExperiment.of("ablations", List.of());
        assertThatThrownBy(() -> ablations.conditions(List.of(own)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not known which is its best architecture");
    }

    @Test
    void a_method_of_one_s_own_is_compared_with_the_library_s_and_its_searches_are_kept() throws IOException {
        TableFileTarget plants = target("plants", i -> i / 200.0, Direction.MAXIMIZE);
        List<MethodVariant> methods = List.of(MethodVariant.of("random"), MethodVariant.of(mine("1")));
        PaperExperiment table2 = PaperExperiment.of("table2", methods);
        ExperimentRuns runs = runner().run(table2.conditions(List.of(plants)), listener);
        assertThat(runs.all()).extracting(SearchRun::method).containsExactly("random", "random", "mine", "mine");
        assertThat(table2.tables(runs).get(2).table().column("second").asList().toString())
                .contains("mine");
        runner().run(table2.conditions(List.of(plants)), listener);
        assertThat(found).as("kept").isEqualTo(4);
        List<ExperimentCondition> changed = List.of(new ExperimentCondition(MethodVariant.of(mine("2")), plants, 0));
        assertThat(runner().missing(changed)).hasSize(2);
    }

    @Test
    void another_method_under_a_name_of_the_library_is_refused() {
        SearchMethod other = SearchMethod.of("tnas", "mine", RandomSearch::new);
        assertThatThrownBy(() -> MethodVariant.of(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("method 'tnas': the library has another one");
        assertThat(MethodVariant.of(SearchMethod.TNAS)).isEqualTo(MethodVariant.of("tnas"));
    }

    @Test
    void a_search_without_any_answer_says_why() {
        ArchitectureGraph graph = ArchitectureGraph.parse(
                "input nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 output; 0>1 1>2 2>3 3>4 4>5");
        SearchExperiment experiment = new SearchExperiment(
                SearchMethod.RANDOM, new ExplicitSearchSpace(List.of(graph)), new MadeUpEvaluator(), 1, 1);
        assertThatThrownBy(experiment::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the evaluator had no answer for any of the architectures");
        assertThat(Files.exists(folder.resolve("runs"))).isFalse();
    }

    @Test
    void two_methods_of_one_s_own_with_one_name_are_not_mixed_and_the_same_one_twice_is_one() throws IOException {
        TableFileTarget plants = target("plants", i -> i / 200.0, Direction.MAXIMIZE);
        SearchMethod first = SearchMethod.of("mine", "one", RandomSearch::new);
        SearchMethod second = SearchMethod.of("mine", "another", "2", RandomSearch::new);
        List<ExperimentCondition> both = Stream.of(first, second)
                .map(m -> new ExperimentCondition(MethodVariant.of(m), plants, 0))
                .toList();
        assertThatThrownBy(() -> runner().run(both, listener))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two methods are named 'mine'");
        List<ExperimentCondition> twice = Stream.of(first, first)
                .map(m -> new ExperimentCondition(MethodVariant.of(m), plants, 0))
                .toList();
        assertThat(runner().run(twice).all()).hasSize(2);
        assertThat(second.version()).isEqualTo("2");
    }

    @Test
    void kept_searches_are_of_one_table_one_unit_and_one_direction() {
        TableFileTarget plants = target("x", i -> i / 200.0, Direction.MAXIMIZE);
        assertThat(plants.checksums())
                .containsEntry("x/quantity", "% maximize")
                .isNotEqualTo(plants.measuring("ms").checksums())
                .isNotEqualTo(target("x", i -> i / 200.0, Direction.MINIMIZE).checksums());
        assertThat(plants.named("y").checksums()).containsOnlyKeys("y/quantity", "y/values");
        assertThat(plants.searchable(List.of(0, 50, 156, 157))).containsExactly(0, 50, 156);
    }

    /** Every seventh cell, with a number of its own, or with one for all that count as the same. */
    private static TableFileTarget everySeventh(ToDoubleFunction<Cell> value) {
        Map<Cell, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < Cell.COUNT; i += 7) {
            values.put(Cell.ofIndex(i), value.applyAsDouble(Cell.ofIndex(i)));
        }
        return new TableFileTarget(
                new ArchitectureTable("accuracy", values), Direction.MAXIMIZE, MetaLearnedModels.none(), Map.of());
    }

    private static Set<CanonicalForm> functions(SearchSpace space) {
        return space.architectures().stream()
                .map(a -> CanonicalForm.of(a.graph()))
                .collect(Collectors.toSet());
    }

    @Test
    void without_its_best_a_table_that_measured_each_function_once_has_none_of_them_under_another_name() {
        TableFileTarget once =
                everySeventh(cell -> UniqueCells.representative(cell).index() / 200.0);
        Set<CanonicalForm> all = functions(once.space(0));
        List<CanonicalForm> ranking = once.space(0).architectures().stream()
                .map(Cell.class::cast)
                .sorted(Comparator.comparing(
                        cell -> -UniqueCells.representative(cell).index()))
                .map(CanonicalForm::of)
                .distinct()
                .toList();
        assertThat(all.size()).isLessThan(once.space(0).size());
        for (int top : List.of(1, 20, 500)) {
            assertThat(functions(once.space(top)))
                    .hasSize(all.size() - top)
                    .doesNotContainAnyElementsOf(ranking.subList(0, top));
            assertThat(once.space(top).contains(once.bestArchitecture(top).orElseThrow()))
                    .isTrue();
            assertThat(once.bestArchitecture(top).map(a -> CanonicalForm.of(a.graph())))
                    .contains(ranking.get(top));
            assertThat(once.evaluator().evaluate(once.bestArchitecture(top).orElseThrow()))
                    .isEqualTo(new Evaluation.Measured(once.best(top).orElseThrow()));
            assertThat(once.spaceVersion(top)).isEqualTo("without functions");
        }
        assertThat(once.spaceVersion(0)).isEmpty();
        assertThat(once.named("mine").spaceVersion(20)).isEqualTo("without functions");
        assertThat(once.searchable(List.of(all.size() - 1, all.size()))).containsExactly(all.size() - 1);
    }

    @Test
    void without_its_best_a_table_with_a_number_for_each_cell_lacks_cells() {
        TableFileTarget each = everySeventh(cell -> cell.index() / 200.0);
        assertThat(each.space(20).size()).isEqualTo(each.space(0).size() - 20);
        assertThat(each.spaceVersion(20)).isEmpty();
        assertThat(each.bestArchitecture(20)).contains(Cell.ofIndex(15_624 - 7 * 20));
    }

    @Test
    void kept_searches_are_of_models_with_the_same_prior_observations() throws IOException {
        PretrainedModels models = PretrainedModels.withoutImages(BenchmarkSuite.PROXY);
        MetaCheckpoint checkpoint = models.surrogate(0);
        Map<String, String> one = models.withCheckpoint(checkpoint).checksums();
        Map<String, String> fewer = models.withCheckpoint(checkpoint.withPriorObservations(
                        checkpoint.priorObservations().subList(0, 5)))
                .checksums();
        assertThat(one.keySet()).isEqualTo(fewer.keySet()).contains("surrogate 0", "generator 0");
        assertThat(one.get("surrogate 0")).isNotEqualTo(fewer.get("surrogate 0"));
        assertThat(models.checksums()).containsKeys("decoder 0", "decoder 2");
    }
}
