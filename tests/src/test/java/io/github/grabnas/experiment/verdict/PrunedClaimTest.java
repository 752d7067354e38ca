package io.github.grabnas.experiment.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.experiment.run.Scale;
import io.github.grabnas.experiment.run.SearchResult;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What counts as beyond a pruned space: what a search sees, not what is reported. */
class PrunedClaimTest {

    private static final Where CIFAR10 = Where.On.of("cifar10");
    private static final Claim BEYOND = new PrunedClaim("beyond", "4.3", "beyond", "grabnas", true, 0, CIFAR10);
    private static final Claim WITHIN = new PrunedClaim("within", "4.3", "within", "tnas", false, 0, CIFAR10);

    private static Finding judge(Claim claim, List<SearchResult> results) {
        return claim.judge(new Evidence(List.of(), results, Set.of()), Scale.PROXY);
    }

    private static List<SearchResult> pruned(UnaryOperator<SearchResult> change) {
        return MadeUpWorld.asThePaperSays().stream()
                .map(r -> r.pruned() > 0 && r.target().equals("proxy-cifar10") ? change.apply(r) : r)
                .toList();
    }

    /** By how much each search sees and reports more than the best that remains. */
    private static List<SearchResult> above(double seen, double reported) {
        return pruned(r -> MadeUpWorld.with(
                r,
                r.seed(),
                r.remainingSeen().orElseThrow() + seen,
                r.remainingBest().orElseThrow() + reported));
    }

    @Test
    void a_search_that_sees_nothing_better_has_not_left_the_space_whatever_is_reported() {
        assertThat(judge(BEYOND, above(-1, 2)).verdict()).isEqualTo(Verdict.NOT_CONFIRMED);
        assertThat(judge(WITHIN, above(-1, 2)).verdict()).isEqualTo(Verdict.CONFIRMED);
        assertThat(judge(WITHIN, above(1e-6, 2)).verdict())
                .as("the last decimal of a file")
                .isEqualTo(Verdict.CONFIRMED);
    }

    @Test
    void a_search_that_sees_something_better_has_left_the_space_and_what_is_reported_stands_beside() {
        Finding finding = judge(BEYOND, above(0.5, -2));
        assertThat(finding.verdict()).isEqualTo(Verdict.CONFIRMED);
        assertThat(finding.because())
                .isEqualTo("above the best that remains, by what searches see, by more than chance in 3 of 3 spaces, "
                        + "in all three of 1 of 1 targets");
        Table table = finding.numbers().get(0).table();
        assertThat(table.doubleColumn("found, less that (seen)").getString(0)).isEqualTo("0.500");
        assertThat(table.doubleColumn("found, less that (reported)").getString(0))
                .isEqualTo("-2.000");
        assertThat(table.intColumn("seeds above").getString(0)).isEqualTo("10");
        assertThat(judge(WITHIN, above(0.5, -2)).verdict()).isEqualTo(Verdict.NOT_CONFIRMED);
    }

    @Test
    void one_search_beyond_refutes_that_there_are_none() {
        Finding finding = judge(
                WITHIN,
                pruned(r -> r.seed() == 4 && r.pruned() == 20
                        ? MadeUpWorld.with(r, r.seed(), r.remainingSeen().orElseThrow() + 0.1, r.reported())
                        : r));
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_CONFIRMED);
        assertThat(finding.because())
                .isEqualTo("above the best that remains, by what searches see, in 1 of 30 searches in 3 spaces");
    }

    @Test
    void repeated_searches_are_no_sample_to_test_but_none_of_them_is_beyond() {
        List<SearchResult> three = MadeUpWorld.repeatedAfter(3, MadeUpWorld.asThePaperSays());
        assertThat(judge(BEYOND, three).verdict()).isEqualTo(Verdict.NOT_TESTABLE);
        assertThat(judge(BEYOND, three).because())
                .isEqualTo("missing: enough different searches, or any at all, on proxy-cifar10");
        Finding within = judge(WITHIN, three);
        assertThat(within.verdict()).isEqualTo(Verdict.CONFIRMED);
        assertThat(within.because()).contains("in 0 of 30 (9 different) searches in 3 spaces");
        assertThat(within.numbers().get(0).table().stringColumn("seeds").asList())
                .containsOnly("10 (3 different)");
        assertThat(judge(WITHIN, MadeUpWorld.repeatedAfter(1, MadeUpWorld.asThePaperSays()))
                        .verdict())
                .as("of one search there is no interval, and none is needed")
                .isEqualTo(Verdict.CONFIRMED);
    }

    @Test
    void repeated_searches_count_once_in_the_test() {
        List<SearchResult> six = MadeUpWorld.repeatedAfter(6, MadeUpWorld.asThePaperSays());
        Finding finding = judge(BEYOND, six);
        Table table = finding.numbers().get(0).table();
        assertThat(table.stringColumn("seeds").asList()).containsOnly("10 (6 different)");
        assertThat(table.doubleColumn("p").getString(0)).as("2 / 64").isEqualTo("0.0313");
    }

    @Test
    void the_rules_say_by_which_accuracy() {
        assertThat(List.of(BEYOND.rule(), WITHIN.rule()))
                .allMatch(rule -> rule.contains("above the best that remains, by what a search sees")
                        && rule.contains("reported accuracies are shown and do not decide"));
    }
}
