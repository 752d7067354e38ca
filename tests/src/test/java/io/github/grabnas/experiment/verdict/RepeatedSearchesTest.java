package io.github.grabnas.experiment.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.experiment.run.Scale;
import io.github.grabnas.experiment.run.SearchResult;
import io.github.grabnas.statistics.MeanDifference;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Seeds whose searches repeat those of other seeds, and samples without any spread, in the tests of claims. */
class RepeatedSearchesTest {

    private static final String TARGET = "proxy-mnist";
    private static final Claim DEVIATIONS = new SpreadClaim(
            "deviations", "4.2", "random search spreads more", "random", "grabnas", new Where.Across(1));

    private static Optional<Comparison> compare(List<SearchResult> results, String first, String second) {
        return Comparison.of(evidence(results), Measure.FINAL, TARGET, 0, first, second);
    }

    private static Evidence evidence(List<SearchResult> results) {
        return new Evidence(List.of(), results, Set.of());
    }

    private static List<SearchResult> of(List<SearchResult> results, String... methods) {
        return results.stream()
                .filter(r -> List.of(methods).contains(r.method()) && r.target().equals(TARGET))
                .toList();
    }

    private static List<SearchResult> reporting(List<SearchResult> results, ToDoubleFunction<SearchResult> accuracy) {
        return results.stream()
                .map(r -> MadeUpWorld.withReported(r, accuracy.applyAsDouble(r)))
                .toList();
    }

    @Test
    void pairs_that_repeat_an_earlier_one_count_once() {
        List<SearchResult> world = MadeUpWorld.asThePaperSays();
        Comparison seven =
                compare(MadeUpWorld.repeatedAfter(7, world), "grabnas", "tnas").orElseThrow();
        assertThat(seven.seeds()).isEqualTo("10 (7 different)");
        assertThat(seven.p()).as("2 / 128").isEqualTo(0.015625);
        Comparison without = compare(world.stream().filter(r -> r.seed() < 7).toList(), "grabnas", "tnas")
                .orElseThrow();
        assertThat(seven.difference()).isEqualTo(without.difference());
        assertThat(seven.firstMean()).isEqualTo(without.firstMean());
        assertThat(without.seeds()).isEqualTo("7");
    }

    @Test
    void pairs_of_which_one_search_is_repeated_are_different() {
        List<SearchResult> world = new ArrayList<>(MadeUpWorld.asThePaperSays());
        List<SearchResult> three = of(MadeUpWorld.repeatedAfter(3, world), "tnas");
        world.removeIf(r -> r.method().equals("tnas"));
        world.addAll(three);
        assertThat(compare(world, "grabnas", "tnas"))
                .hasValueSatisfying(c -> assertThat(c.seeds()).isEqualTo("10"));
    }

    @Test
    void fewer_than_six_different_pairs_are_not_tested_however_many_seeds_there_are() {
        List<SearchResult> five = MadeUpWorld.repeatedAfter(5, MadeUpWorld.asThePaperSays());
        assertThat(compare(five, "grabnas", "tnas")).isEmpty();
    }

    @Test
    void repeated_searches_count_once_in_independent_samples_too() {
        List<SearchResult> world = MadeUpWorld.asThePaperSays();
        List<SearchResult> repeated = new ArrayList<>(of(MadeUpWorld.repeatedAfter(4, world), "grabnas"));
        repeated.addAll(of(world, "drnas"));
        Comparison comparison = compare(repeated, "grabnas", "drnas").orElseThrow();
        assertThat(comparison.test()).isEqualTo("Welch");
        assertThat(comparison.seeds()).isEqualTo("10 (4 different) and 3");
        List<SearchResult> deterministic = new ArrayList<>(of(MadeUpWorld.repeatedAfter(1, world), "grabnas"));
        deterministic.addAll(of(world, "drnas"));
        assertThat(compare(deterministic, "grabnas", "drnas"))
                .as("one search is no sample")
                .isEmpty();
    }

    @Test
    void three_equal_accuracies_against_ten_equal_ones_do_not_have_a_p_value_of_zero() {
        List<SearchResult> equal = reporting(
                of(MadeUpWorld.asThePaperSays(), "grabnas", "drnas"),
                r -> r.method().equals("drnas") ? 7.2 : 12.3);
        Comparison comparison = compare(equal, "grabnas", "drnas").orElseThrow();
        assertThat(comparison.seeds()).isEqualTo("10 and 3");
        assertThat(comparison.p()).isEqualTo(1 / 286.0);
        assertThat(comparison.difference()).extracting(MeanDifference::low).isEqualTo(12.3 - 7.2);
        List<SearchResult> nearlyEqual = reporting(equal, r -> r.reported() + 1e-7 * r.seed());
        assertThat(compare(nearlyEqual, "grabnas", "drnas").orElseThrow().p())
                .as("differences by rounding are no spread")
                .isEqualTo(1 / 286.0);
        Comparison rounded = compare(
                        reporting(equal, r -> r.method().equals("drnas") ? 90.123456 : 90.123457), "grabnas", "drnas")
                .orElseThrow();
        assertThat(rounded.p()).as("and no difference").isEqualTo(1);
        assertThat(rounded.direction()).isZero();
    }

    /** Random search spreads more on all targets but one; there its ten accuracies differ a little less. */
    @Test
    void a_deviation_that_is_smaller_by_chance_alone_refutes_nothing() {
        List<SearchResult> world = reporting(
                MadeUpWorld.asThePaperSays(),
                r -> r.target().equals(TARGET)
                        ? 50 + (r.method().equals("random") ? 1 : 1.01) * r.seed()
                        : r.reported());
        Finding finding = DEVIATIONS.judge(evidence(world), Scale.PROXY);
        assertThat(finding.because())
                .isEqualTo("larger by more than chance on 6 of 7 targets, smaller by more than chance on 0");
        assertThat(finding.verdict()).isEqualTo(Verdict.CONFIRMED);
        List<SearchResult> less =
                reporting(world, r -> r.target().equals(TARGET) && r.method().equals("random") ? 50 : r.reported());
        Finding refuted = DEVIATIONS.judge(evidence(less), Scale.PROXY);
        assertThat(refuted.because()).endsWith("smaller by more than chance on 1");
        assertThat(refuted.verdict()).isEqualTo(Verdict.NOT_CONFIRMED);
        assertThat(DEVIATIONS.rule()).contains("smaller by more than chance on none (Brown and Forsythe's test");
    }

    @Test
    void a_spread_by_rounding_is_none() {
        List<SearchResult> world = reporting(
                of(MadeUpWorld.asThePaperSays(), "random", "grabnas"),
                r -> 90 + (r.method().equals("random") ? 1e-6 : 0) * (r.seed() % 2));
        Table table =
                DEVIATIONS.judge(evidence(world), Scale.PROXY).numbers().get(0).table();
        assertThat(table.doubleColumn("p").asList()).containsExactly(1.0);
    }

    @Test
    void spreads_are_those_of_different_searches_and_never_have_a_p_value_of_zero() {
        List<SearchResult> world = of(MadeUpWorld.asThePaperSays(), "random", "grabnas");
        Finding finding = DEVIATIONS.judge(evidence(MadeUpWorld.repeatedAfter(6, world)), Scale.PROXY);
        assertThat(finding.numbers().get(0).table().stringColumn("seeds").asList())
                .containsExactly("10 (6 different)");
        assertThat(DEVIATIONS
                        .judge(evidence(MadeUpWorld.repeatedAfter(5, world)), Scale.PROXY)
                        .verdict())
                .isEqualTo(Verdict.NOT_TESTABLE);
        List<SearchResult> two = reporting(world, r -> 80 + (r.method().equals("random") ? 10 : 0) * (r.seed() % 2));
        Table table =
                DEVIATIONS.judge(evidence(two), Scale.PROXY).numbers().get(0).table();
        assertThat(table.doubleColumn("p").get(0)).as("2 of all 184,756 ways").isEqualTo(2 / 184_756.0);
    }
}
