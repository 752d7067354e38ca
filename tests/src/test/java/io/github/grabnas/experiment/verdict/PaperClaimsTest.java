package io.github.grabnas.experiment.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.experiment.run.Scale;
import io.github.grabnas.experiment.run.SearchResult;
import io.github.grabnas.experiment.run.SearchResultFile;
import io.github.grabnas.report.VerdictPage;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rules on made-up worlds, in which it is known whether the paper is right. */
class PaperClaimsTest {

    private static Finding judge(Claim claim, List<SearchResult> results) {
        return claim.judge(new Evidence(List.of(), results, Set.of()), Scale.PROXY);
    }

    private static Claim claim(String name) {
        return PaperClaims.all().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<SearchResult> without(List<SearchResult> results, Predicate<SearchResult> which) {
        return results.stream().filter(which.negate()).toList();
    }

    @TestFactory
    Stream<DynamicTest> every_claim_is_confirmed_where_the_paper_is_right() {
        List<SearchResult> world = MadeUpWorld.asThePaperSays();
        return PaperClaims.all().stream()
                .map(claim -> DynamicTest.dynamicTest(
                        claim.name(),
                        () -> assertThat(judge(claim, world))
                                .matches(f -> f.verdict() == Verdict.CONFIRMED)
                                .matches(f -> !f.numbers().isEmpty())));
    }

    @TestFactory
    Stream<DynamicTest> no_claim_is_confirmed_where_the_opposite_is_so() {
        List<SearchResult> world = MadeUpWorld.opposite();
        return PaperClaims.all().stream()
                .map(claim -> DynamicTest.dynamicTest(
                        claim.name(),
                        () -> assertThat(judge(claim, world)).matches(f -> f.verdict() == Verdict.NOT_CONFIRMED)));
    }

    @TestFactory
    Stream<DynamicTest> without_results_no_claim_is_testable_and_what_is_missing_is_said() {
        return PaperClaims.all().stream()
                .map(claim -> DynamicTest.dynamicTest(claim.name(), () -> {
                    Finding finding = judge(claim, List.of());
                    assertThat(finding.verdict()).isEqualTo(Verdict.NOT_TESTABLE);
                    assertThat(finding.because()).startsWith("missing: ");
                }));
    }

    @Test
    void differences_that_chance_can_make_confirm_nothing() {
        List<SearchResult> world = MadeUpWorld.allAlike();
        assertThat(PaperClaims.all())
                .filteredOn(c -> judge(c, world).verdict() == Verdict.CONFIRMED)
                .extracting(Claim::name)
                .as("what says that something is not behind holds where all are alike")
                .containsExactly("Random search's early strength");
    }

    @Test
    void two_seeds_are_too_few_for_any_test() {
        List<SearchResult> few = without(MadeUpWorld.asThePaperSays(), r -> r.seed() >= 2);
        assertThat(judge(claim("TNAS, final"), few).verdict()).isEqualTo(Verdict.NOT_TESTABLE);
        assertThat(judge(claim("Beyond the pruned spaces"), few).verdict()).isEqualTo(Verdict.NOT_TESTABLE);
    }

    @Test
    void a_missing_method_or_target_is_named() {
        List<SearchResult> world = MadeUpWorld.asThePaperSays();
        assertThat(judge(claim("Final accuracy"), without(world, r -> r.method().equals("drnas")))
                        .because())
                .contains("grabnas against drnas: results on 5 more targets", "proxy-mnist");
        assertThat(judge(
                                claim("Decoder over nearest neighbour"),
                                without(world, r -> r.target().equals("proxy-cifar100")))
                        .because())
                .isEqualTo("missing: grabnas against grabnas-knn: enough different searches, or any at all, "
                        + "on proxy-cifar100");
    }

    @Test
    void a_gain_over_some_of_the_others_alone_is_not_judged() {
        List<SearchResult> lacking = without(
                MadeUpWorld.asThePaperSays(),
                r -> r.method().equals("drnas") && r.target().equals("proxy-pets"));
        Finding finding = judge(claim("Gains on fine-grained datasets"), lacking);
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_TESTABLE);
        assertThat(finding.because()).isEqualTo("missing: results of drnas on proxy-pets");
    }

    @Test
    void studies_beyond_the_paper_are_no_evidence(@TempDir Path folder) throws IOException {
        for (String name : List.of("ablations", "adaptation")) {
            Files.writeString(
                    Files.createDirectory(folder.resolve(name)).resolve(SearchResultFile.NAME),
                    "method\nnot looked at\n");
        }
        assertThat(Evidence.read(folder).files()).isEmpty();
    }

    @Test
    void what_is_consistent_has_a_worse_mean_nowhere() {
        List<SearchResult> world = MadeUpWorld.asThePaperSays();
        List<SearchResult> once = world.stream()
                .map(r -> r.method().equals("metad2a") && r.target().equals("proxy-mnist")
                        ? MadeUpWorld.withReported(r, 99)
                        : r)
                .toList();
        assertThat(judge(claim("MetaD2A, final"), once).verdict()).isEqualTo(Verdict.NOT_CONFIRMED);
        assertThat(judge(claim("MetaD2A, final"), once).because())
                .contains("better by more than chance on 6 of 7, worse on 1");
        assertThat(judge(claim("Best rank everywhere"), once).because()).startsWith("best on 6 of 7 targets");
    }

    @Test
    void a_table_that_is_too_noisy_takes_no_part_in_ranks() {
        Evidence evidence = new Evidence(
                List.of(), MadeUpWorld.asThePaperSays(), Set.of("proxy-fashion", "proxy-digits", "proxy-pets"));
        Finding finding = claim("Best rank everywhere").judge(evidence, Scale.PROXY);
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_TESTABLE);
        assertThat(finding.because()).contains("proxy-pets takes no part: its table is too noisy for ranks");
    }

    @Test
    void public_tables_are_judged_apart_and_cannot_speak_of_aircraft_and_pets() {
        Evidence evidence = new Evidence(List.of(), MadeUpWorld.asThePaperSays(), Set.of());
        assertThat(PaperClaims.all())
                .allMatch(c -> c.judge(evidence, Scale.PUBLIC).verdict() == Verdict.NOT_TESTABLE);
        assertThat(claim("Random search's early strength")
                        .judge(evidence, Scale.PUBLIC)
                        .because())
                .contains("a table of aircraft, which there is none of");
    }

    @Test
    void the_page_has_every_claim_with_rule_verdict_and_numbers() {
        Evidence evidence = new Evidence(List.of(), MadeUpWorld.asThePaperSays(), Set.of());
        String page = VerdictPage.of(PaperClaims.all(), evidence, List.of("`a/searches.csv`"));
        assertThat(page).contains("- `a/searches.csv`\n");
        for (Claim claim : PaperClaims.all()) {
            assertThat(page).contains("\n## " + claim.name() + "\n", claim.text(), claim.rule());
        }
        assertThat(page)
                .contains("\nBeyond the paper: On at least five targets", "\nSection 4.3: GraB-NAS w/ KNN")
                .doesNotContain("Section beyond")
                .contains("| [TNAS, final](#tnas-final) | 4.2 | confirmed | not testable here |")
                .containsPattern("\\| proxy-mnist \\| grabnas \\| tnas \\| \\d\\d\\.\\d{3} \\|");
    }

    @Test
    void results_are_read_from_the_experiments_of_a_folder_and_contradictions_are_refused(@TempDir Path folder)
            throws IOException {
        String header = "method,target,measured_by,pruned,seed,budget,evaluations,reported,after_10,anytime,"
                + "seen,evaluated_mean,evaluated_std,evaluated_min,low_outliers,remaining_best,remaining_seen\n";
        String line = "random,proxy-mnist,table,0,3,100,100,95.5,92,94,95.25,88.5,2,70.25,1,96.5,96.75\n";
        String parallel = line.replace("table", "\"table, 4 at a time\"").replace("95.5", "95.6");
        Path first = Files.createDirectory(folder.resolve("table2")).resolve(SearchResultFile.NAME);
        Path second = Files.createDirectory(folder.resolve("figure4")).resolve(SearchResultFile.NAME);
        Files.writeString(first, header + line);
        // Older files have another column, which says nothing that a claim needs.
        Files.writeString(second, header.replace("after_10", "after_5,after_10") + line.replace(",92,", ",91,92,"));
        Evidence evidence = Evidence.read(folder);
        assertThat(evidence.files()).containsExactly(first, second);
        assertThat(evidence.results()).singleElement().satisfies(r -> {
            assertThat(r.reported()).isEqualTo(95.5);
            assertThat(r.remainingBest()).hasValue(96.5);
            assertThat(r.seen()).isEqualTo(95.25);
            assertThat(r.remainingSeen()).hasValue(96.75);
        });
        Files.writeString(second, header + line + parallel);
        assertThat(Evidence.read(folder).results())
                .as("a search that evaluates several at a time is another one")
                .hasSize(1);
        Files.writeString(second, header + line.replace("95.5", "95.6"));
        assertThatThrownBy(() -> Evidence.read(folder))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("random on proxy-mnist")
                .hasMessageContaining("has another result");
        Files.writeString(second, header + line.replace(",3,100,", ",4,40,"));
        assertThatThrownBy(() -> Evidence.read(folder)).hasMessageContaining("searches of 40 evaluations");
        Files.writeString(second, header + line.replace("95.5", "good"));
        assertThatThrownBy(() -> Evidence.read(folder)).hasMessageContaining("line 2");
    }
}
