package io.github.grabnas.experiment.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.experiment.run.ConditionRuns;
import io.github.grabnas.experiment.run.ExperimentCondition;
import io.github.grabnas.experiment.run.ExperimentRuns;
import io.github.grabnas.experiment.run.ExperimentTarget;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.experiment.run.SearchRun;
import io.github.grabnas.experiment.run.StoredRun;
import io.github.grabnas.search.CandidateSource;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.space.UniqueCells;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What was found in pruned spaces is claimed from trainings of its own, by numbers that can be checked by hand. */
class FreshTrainingsTest {

    private static final int BUDGET = 2;
    private static final MethodVariant GRABNAS = MethodVariant.of("grabnas");
    private static final MethodVariant TNAS = MethodVariant.of("tnas");
    private static final Cell BEST_LEFT =
            first("|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_1x1~1|nor_conv_3x3~2|");
    private static final Cell LUCKY =
            first("|nor_conv_1x1~0|+|nor_conv_1x1~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_1x1~1|nor_conv_3x3~2|");
    private static final Cell GOOD =
            first("|avg_pool_3x3~0|+|nor_conv_1x1~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_1x1~1|nor_conv_3x3~2|");

    /** The one that stands for all cells of its entry in a table. */
    private static Cell first(String cell) {
        return UniqueCells.representative(Cell.parse(cell));
    }

    /** Three trainings of each; what the table calls best of all is no better than the best that is left. */
    private static final Map<Cell, double[]> FRESH = Map.of(
            BEST_LEFT, new double[] {80, 81, 82},
            LUCKY, new double[] {80, 80.5, 82.5},
            GOOD, new double[] {83, 84.5, 84.5});

    private record MadeUpTarget(String label) implements ExperimentTarget {

        @Override
        public SearchSpace space(int pruned) {
            return new NasBench201();
        }

        @Override
        public Optional<Architecture> bestArchitecture(int pruned) {
            return pruned < 50 ? Optional.of(BEST_LEFT) : Optional.empty();
        }

        @Override
        public ArchitectureEvaluator evaluator() {
            throw new UnsupportedOperationException("the searches are made up");
        }
    }

    private static final MadeUpTarget TARGET = new MadeUpTarget("made-up");

    /** A search whose second trial is the best in its eyes, by an accuracy that no fresh training confirms. */
    private static StoredRun search(MethodVariant method, int pruned, long seed, Cell found) {
        List<Trial> trials = List.of(
                new Trial(1, Cell.ofIndex(3), CandidateSource.INITIAL, 70, 70, OptionalDouble.of(70)),
                new Trial(2, found, CandidateSource.GRADIENT, 99, 99, OptionalDouble.of(99)));
        return new StoredRun(new SearchRun(method.name(), TARGET.label(), pruned, seed, trials, 1), "", 1);
    }

    private static ConditionRuns searches(MethodVariant method, int pruned, Cell... found) {
        List<StoredRun> runs = new ArrayList<>();
        for (int seed = 0; seed < found.length; seed++) {
            runs.add(search(method, pruned, seed, found[seed]));
        }
        return new ConditionRuns(new ExperimentCondition(method, TARGET, pruned), runs);
    }

    private static FreshTrainings fresh(ConditionRuns... conditions) {
        return new FreshTrainings(new ExperimentRuns(List.of(conditions), BUDGET), TNAS, 3);
    }

    private static List<ResultTable> tables(FreshTrainings fresh) {
        return fresh.tables((target, architecture) -> FRESH.get(architecture).clone());
    }

    private static Row only(Table table, String method) {
        Table rows = table.where(table.stringColumn("method").isEqualTo(method));
        assertThat(rows.rowCount()).isEqualTo(1);
        return rows.row(0);
    }

    @Test
    void what_was_chosen_and_the_best_that_remains_are_each_trained_once() {
        FreshTrainings fresh = fresh(searches(GRABNAS, 10, GOOD, LUCKY, GOOD), searches(TNAS, 10, BEST_LEFT, LUCKY));
        assertThat(fresh.architectures(TARGET)).containsExactly(BEST_LEFT, GOOD, LUCKY);
        assertThat(fresh.architectures(new MadeUpTarget("another"))).isEmpty();
    }

    @Test
    void cells_that_share_an_entry_of_the_table_are_trained_as_one() {
        Cell other = Cell.all().stream()
                .filter(c -> !UniqueCells.representative(c).equals(c))
                .findFirst()
                .orElseThrow();
        Cell one = UniqueCells.representative(other);
        FreshTrainings fresh = fresh(searches(GRABNAS, 10, one, other));
        assertThat(fresh.architectures(TARGET)).containsExactly(BEST_LEFT, one);
    }

    @Test
    void accuracies_are_those_of_the_fresh_trainings_and_not_those_that_chose() {
        Table table = tables(fresh(searches(GRABNAS, 10, GOOD, LUCKY), searches(TNAS, 10, BEST_LEFT, BEST_LEFT)))
                .get(0)
                .table();
        Row grabnas = only(table, "grabnas");
        // Means over trainings 84 and 81; training by training (81.5, 82.5, 83.5) less (80, 81, 82).
        assertThat(grabnas.getDouble("found_mean")).isEqualTo(82.5);
        assertThat(grabnas.getDouble("remaining_best")).isEqualTo(81);
        assertThat(grabnas.getDouble("difference")).isEqualTo(1.5);
        assertThat(grabnas.getInt("found_another_cell")).isEqualTo(2);
        assertThat(grabnas.getString("better_than_remaining")).isEqualTo("yes");
        Row tnas = only(table, "tnas");
        assertThat(tnas.getDouble("difference")).isZero();
        assertThat(tnas.getInt("found_another_cell")).isZero();
        assertThat(tnas.getString("better_than_remaining")).isEqualTo("not told apart");
    }

    @Test
    void a_cell_that_was_only_lucky_is_not_told_apart_from_the_best_that_remains() {
        Table table = tables(fresh(searches(GRABNAS, 10, LUCKY))).get(0).table();
        Row row = only(table, "grabnas");
        // Differences 0, -0.5, 0.5: mean 0, and Student's interval of three pairs is 4.303 * 0.5 / sqrt(3) to each
        // side.
        assertThat(row.getDouble("difference")).isZero();
        assertThat(row.getDouble("difference_high")).isCloseTo(1.242, within(0.001));
        assertThat(row.getString("better_than_remaining")).isEqualTo("not told apart");
    }

    @Test
    void there_is_one_test_a_target_of_the_mean_over_its_spaces() {
        FreshTrainings fresh =
                fresh(searches(GRABNAS, 10, GOOD, GOOD, LUCKY), searches(TNAS, 10, BEST_LEFT, LUCKY, BEST_LEFT));
        Table tests = tables(fresh).get(1).table();
        assertThat(tests.rowCount()).isEqualTo(1);
        Row row = tests.row(0);
        assertThat(row.getString("method")).isEqualTo("grabnas");
        assertThat(row.getString("against")).isEqualTo("tnas");
        assertThat(row.getInt("pairs")).isEqualTo(3);
        assertThat(row.getDouble("mean_difference")).isEqualTo(2);
        assertThat(row.getInt("different_pairs")).isEqualTo(3);
        // Two pairs differ, both in one direction: 2 of the 4 ways to give them signs are as far from the middle.
        assertThat(row.getDouble("p")).isEqualTo(0.5);
    }

    @Test
    void a_seed_by_which_both_made_the_same_searches_as_by_an_earlier_one_counts_once() {
        Row row = tables(fresh(
                        searches(GRABNAS, 10, GOOD, GOOD, LUCKY),
                        searches(GRABNAS, 20, GOOD, GOOD, LUCKY),
                        searches(TNAS, 10, BEST_LEFT, BEST_LEFT, BEST_LEFT),
                        searches(TNAS, 20, LUCKY, LUCKY, LUCKY)))
                .get(1)
                .table()
                .row(0);
        assertThat(row.getInt("pairs")).isEqualTo(3);
        assertThat(row.getInt("different_pairs")).isEqualTo(2);
        assertThat(row.getDouble("mean_difference")).isEqualTo(1.5);
        assertThat(row.getDouble("p")).isEqualTo(1);
    }

    @Test
    void different_searches_that_chose_the_same_are_observations_of_their_own() {
        List<StoredRun> way = new ArrayList<>();
        for (int seed = 0; seed < 3; seed++) {
            Trial other = new Trial(1, Cell.ofIndex(10 + seed), CandidateSource.INITIAL, 70, 70, OptionalDouble.of(70));
            SearchRun run = search(GRABNAS, 10, seed, GOOD).run();
            List<Trial> trials = List.of(other, run.trials().get(1));
            way.add(new StoredRun(new SearchRun(GRABNAS.name(), TARGET.label(), 10, seed, trials, 1), "", 1));
        }
        ConditionRuns grabnas = new ConditionRuns(new ExperimentCondition(GRABNAS, TARGET, 10), way);
        Row row = tables(fresh(grabnas, searches(TNAS, 10, BEST_LEFT, BEST_LEFT, BEST_LEFT)))
                .get(1)
                .table()
                .row(0);
        assertThat(row.getInt("different_pairs")).isEqualTo(3);
        assertThat(row.getDouble("mean_difference")).isEqualTo(3);
    }

    @Test
    void pairs_are_of_the_same_seed_and_of_seeds_that_both_have() {
        ConditionRuns grabnas = new ConditionRuns(
                new ExperimentCondition(GRABNAS, TARGET, 10),
                List.of(search(GRABNAS, 10, 7, GOOD), search(GRABNAS, 10, 8, LUCKY), search(GRABNAS, 10, 9, GOOD)));
        ConditionRuns tnas = new ConditionRuns(
                new ExperimentCondition(TNAS, TARGET, 10),
                List.of(search(TNAS, 10, 9, LUCKY), search(TNAS, 10, 7, BEST_LEFT)));
        Row row = tables(fresh(grabnas, tnas)).get(1).table().row(0);
        assertThat(row.getInt("pairs")).isEqualTo(2);
        // Seeds 7 and 9: 84 less 81 both times; by position they would be 84 less 81 and 81 less 81.
        assertThat(row.getDouble("mean_difference")).isEqualTo(3);
    }

    @Test
    void intervals_of_a_methods_spaces_hold_together_and_tests_are_adjusted_for_their_number() {
        ConditionRuns one = searches(GRABNAS, 10, LUCKY);
        double alone = only(tables(fresh(one)).get(0).table(), "grabnas").getDouble("difference_high");
        Table two = tables(fresh(one, searches(GRABNAS, 20, LUCKY))).get(0).table();
        assertThat(two.rowCount()).isEqualTo(2);
        // Student's t with two degrees of freedom for 97.5 % is 6.205, for 95 % 4.303.
        assertThat(two.row(0).getDouble("difference_high") / alone).isCloseTo(6.205 / 4.303, within(1e-3));

        MethodVariant further = GRABNAS.with("proposals", "100");
        Table tests = tables(fresh(
                        searches(GRABNAS, 10, GOOD, GOOD, LUCKY),
                        searches(further, 10, GOOD, GOOD, LUCKY),
                        searches(TNAS, 10, BEST_LEFT, LUCKY, BEST_LEFT)))
                .get(1)
                .table();
        assertThat(tests.doubleColumn("p").asList()).containsExactly(0.5, 0.5);
        assertThat(tests.doubleColumn("p_holm").asList()).containsExactly(1.0, 1.0);
    }

    @Test
    void every_choice_stands_in_a_table_of_its_own() {
        Table choices = tables(fresh(searches(GRABNAS, 10, GOOD, LUCKY))).get(2).table();
        assertThat(choices.stringColumn("seed").asList()).containsExactly("0", "1");
        assertThat(choices.stringColumn("chosen").asList()).containsExactly(GOOD.text(), LUCKY.text());
        assertThat(choices.doubleColumn("fresh_mean").asList()).containsExactly(84.0, 81.0);
    }

    @Test
    void spaces_whose_best_is_not_known_and_a_single_training_have_no_place() {
        assertThat(tables(fresh(searches(GRABNAS, 50, GOOD))).get(0).table().rowCount())
                .isZero();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new FreshTrainings(new ExperimentRuns(List.of(), BUDGET), TNAS, 1))
                .withMessage("1 trainings; expected at least 2, for an interval");
    }
}
