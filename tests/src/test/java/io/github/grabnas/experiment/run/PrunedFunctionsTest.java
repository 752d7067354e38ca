package io.github.grabnas.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.ProxyTableReader;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.space.CanonicalForm;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.SearchSpace;
import io.github.grabnas.space.UniqueCells;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** At proxy scale a pruned space lacks functions, since most cells that compute the same share an accuracy. */
class PrunedFunctionsTest {

    private static Set<CanonicalForm> functions(List<Cell> cells) {
        return cells.stream().map(CanonicalForm::of).collect(Collectors.toSet());
    }

    @Test
    void of_4930_functions_623_have_more_than_one_unique_string_and_so_more_than_one_entry() {
        Map<CanonicalForm, Long> strings =
                UniqueCells.all().stream().collect(Collectors.groupingBy(CanonicalForm::of, Collectors.counting()));
        assertThat(strings).hasSize(4_930);
        assertThat(strings.values()).filteredOn(count -> count > 1).hasSize(623);
    }

    @Test
    void no_function_of_the_best_stays_in_the_space_under_another_name() throws IOException {
        int underAnotherName = 0;
        for (Target target : ProxyTableReader.find().table(Target.proxy()).targets()) {
            BenchmarkTable table = BenchmarkTable.find(target, DataFolder.find());
            List<Cell> ranking = table.ranking(target);
            ExperimentTarget measured = TableTarget.read(target, DataFolder.find());
            for (int top : List.of(10, 20, 50)) {
                if (functions(ranking.subList(0, top)).contains(CanonicalForm.of(ranking.get(top)))) {
                    underAnotherName++;
                }
                SearchSpace space = measured.space(top);
                Set<CanonicalForm> removed = new HashSet<>(functions(
                        ranking.stream().filter(cell -> !space.contains(cell)).toList()));
                assertThat(removed).as("functions removed of " + target.label()).hasSize(top);
                Cell best = (Cell) measured.bestArchitecture(top).orElseThrow();
                assertThat(removed).doesNotContain(CanonicalForm.of(best));
                assertThat(measured.best(top)).hasValue(table.accuracy(best, target));
                assertThat(space.architectures().stream()
                                .mapToDouble(cell -> table.accuracy((Cell) cell, target))
                                .max())
                        .hasValue(table.accuracy(best, target));
            }
        }
        assertThat(underAnotherName)
                .as("spaces in which the best cell left would compute a removed function, were cells removed")
                .isEqualTo(12);
    }
}
