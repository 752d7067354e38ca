package io.github.grabnas.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.search.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Seeds whose searches are those of other seeds. */
class DifferentSearchesTest {

    private static final ExperimentTarget TARGET = MadeUpRuns.tables().get(0);
    private static final MethodVariant RANDOM = MethodVariant.parse("random");
    private static final MethodVariant TNAS = MethodVariant.parse("tnas");
    private static final List<SearchRun> MADE_UP =
            MadeUpRuns.of(List.of(new ExperimentCondition(RANDOM, TARGET, 0))).all();

    /** Searches of eight seeds, of which each does what one of the made-up searches did. */
    private static ConditionRuns runs(MethodVariant method, int... which) {
        List<StoredRun> runs = new ArrayList<>();
        for (int seed = 0; seed < which.length; seed++) {
            SearchRun run = MADE_UP.get(which[seed]);
            runs.add(new StoredRun(
                    new SearchRun(method.name(), TARGET.label(), 0, seed, run.trials(), 0.5 * seed), "", 1));
        }
        return new ConditionRuns(new ExperimentCondition(method, TARGET, 0), runs);
    }

    private static List<SearchResult> read(Path folder, ConditionRuns runs) throws IOException {
        SearchResultFile.table(new ExperimentRuns(List.of(runs), MadeUpRuns.BUDGET))
                .write(folder);
        return SearchResultFile.read(folder.resolve(SearchResultFile.NAME));
    }

    @Test
    void results_that_differ_in_their_seed_alone_are_the_same_search(@TempDir Path folder) throws IOException {
        List<SearchResult> results = read(folder, runs(RANDOM, 0, 1, 0));
        assertThat(results.get(0)).matches(r -> r.isSameSearchAs(results.get(2)));
        assertThat(results.get(0)).matches(r -> !r.isSameSearchAs(results.get(1)));
    }

    @Test
    void searches_of_one_evaluation_may_find_the_same_and_be_others(@TempDir Path folder) throws IOException {
        List<Trial> one = MADE_UP.get(0).trials().subList(0, 1);
        List<SearchRun> single = Stream.of(1L, 2L)
                .map(seed -> new SearchRun("drnas", TARGET.label(), 0, seed, one, 1))
                .toList();
        assertThat(single.get(0)).matches(run -> !run.isSameSearchAs(single.get(1)));
        List<SearchResult> results = read(
                folder,
                new ConditionRuns(
                        new ExperimentCondition(RANDOM, TARGET, 0),
                        single.stream().map(run -> new StoredRun(run, "", 1)).toList()));
        assertThat(results.get(0)).matches(r -> !r.isSameSearchAs(results.get(1)));
    }

    @Test
    void the_first_seed_of_each_search_and_pair_counts() {
        TreeMap<Long, String> first = new TreeMap<>();
        TreeMap<Long, String> second = new TreeMap<>();
        for (long seed = 3; seed < 9; seed++) {
            first.put(seed, "a" + seed % 2);
            second.put(seed, "b" + seed % 3);
        }
        assertThat(DifferentSearches.seeds(first, String::equals)).containsExactly(3L, 4L);
        assertThat(DifferentSearches.pairs(first, second, String::equals)).containsExactly(3L, 4L, 5L, 6L, 7L, 8L);
        second.replaceAll((seed, search) -> "b");
        second.remove(3L);
        assertThat(DifferentSearches.pairs(first, second, String::equals)).containsExactly(4L, 5L);
        assertThat(DifferentSearches.text(10, 3)).isEqualTo("10 (3 different)");
        assertThat(DifferentSearches.text(10, 10)).isEqualTo("10");
    }

    @Test
    void the_table_of_tests_takes_repeated_pairs_once_and_says_how_many_there_are() {
        ExperimentRuns repeated = new ExperimentRuns(
                List.of(runs(RANDOM, 0, 1, 2, 0, 1, 2, 0, 1), runs(TNAS, 3, 2, 1, 3, 2, 1, 3, 2)), MadeUpRuns.BUDGET);
        ExperimentRuns once =
                new ExperimentRuns(List.of(runs(RANDOM, 0, 1, 2), runs(TNAS, 3, 2, 1)), MadeUpRuns.BUDGET);
        Table table = table(repeated);
        assertThat(table.intColumn("pairs").asList()).containsOnly(8);
        assertThat(table.intColumn("different_pairs").asList()).containsOnly(3);
        for (String column : List.of("mean_difference", "difference_low", "difference_high", "statistic", "p")) {
            assertThat(table.doubleColumn(column).asList())
                    .as(column)
                    .isEqualTo(table(once).doubleColumn(column).asList());
        }
    }

    private static Table table(ExperimentRuns runs) {
        return PairedTests.table("tests", runs, List.of(RANDOM, TNAS), List.of(0))
                .table();
    }
}
