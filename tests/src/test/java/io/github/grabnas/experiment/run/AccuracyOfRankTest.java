package io.github.grabnas.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.TableReliability;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;

import java.io.IOException;

/** What counts as good on a table, and which tables are good enough for ranks. */
class AccuracyOfRankTest {

    @Test
    void fewer_cells_than_the_rank_are_better_than_its_accuracy_although_equal_cells_share_one() throws IOException {
        BenchmarkTable table = BenchmarkSuite.PROXY.table();
        for (Target target : Target.proxy()) {
            TableTarget searched = TableTarget.read(target, DataFolder.find());
            double good = searched.accuracyOfRank(ParallelLoss.RANK);
            assertThat(Cell.all().stream()
                            .filter(cell -> table.accuracy(cell, target) > good)
                            .count())
                    .as(target.label())
                    .isLessThan(ParallelLoss.RANK);
            assertThat(Cell.all().stream()
                            .filter(cell -> table.accuracy(cell, target) >= good)
                            .count())
                    .as(target.label())
                    .isGreaterThanOrEqualTo(ParallelLoss.RANK);
            assertThat(searched.isReliableForRanks()).isEqualTo(TableReliability.isEnough(target));
        }
    }

    @Test
    void published_tables_are_good_enough_for_ranks_and_of_ours_those_that_meet_both_bars() throws IOException {
        assertThat(Target.nasBench201())
                .allSatisfy(
                        target -> assertThat(TableReliability.isEnough(target)).isTrue());
        for (Target target : Target.proxy()) {
            assertThat(TableReliability.isEnough(target))
                    .as(target.label())
                    .isEqualTo(TableReliability.find(target.label())
                            .filter(TableReliability::isEnoughForRanks)
                            .isPresent());
        }
    }
}
