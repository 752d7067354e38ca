package io.github.grabnas.experiment.beyond;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.experiment.run.ResultTable;
import io.github.grabnas.nn.convolution.NetworkCost;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.search.CandidateSource;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.UniqueCells;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

class BeyondTablesTest {

    private static final Target FASHION = Target.of("proxy-fashion");
    private static final Skeleton SKELETON = new Skeleton(1, 8, 10, 4, 2);
    private static final ArchitectureGraph GRAPH = ArchitectureGraph.parse(
            "input nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 output; " + "0>1 1>2 2>3 3>4 4>5");

    private final BenchmarkTable table = BenchmarkTable.find(FASHION, DataFolder.find());

    BeyondTablesTest() throws IOException {}

    private List<ResultTable> tables(double validation, Optional<PairedComparison> comparison) {
        Trial novel =
                new Trial(7, GRAPH, CandidateSource.BO, validation, validation, OptionalDouble.of(validation - 1));
        Trial cell = new Trial(1, Cell.ofIndex(3), CandidateSource.INITIAL, 50, 50, OptionalDouble.of(49));
        BeyondResult result = new BeyondResult(
                "proxy-fashion",
                SKELETON,
                List.of(new BeyondSearch("cells", 2, 0, 31, List.of(cell, novel))),
                List.of(new Finalist(GRAPH, validation - 0.5, validation - 2)),
                comparison);
        return new BeyondTables(List.of(result), Map.of("proxy-fashion", table)).all();
    }

    private static ResultTable named(List<ResultTable> tables, String name) {
        return tables.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void a_rank_is_one_more_than_the_cells_with_a_higher_validation_accuracy() {
        double[] sorted = UniqueCells.all().stream()
                .mapToDouble(c -> table.accuracy(c, FASHION))
                .sorted()
                .toArray();
        double thirdBest = sorted[sorted.length - 3];
        List<ResultTable> tables = tables(thirdBest, Optional.empty());
        assertThat(named(tables, "beyond-novel").table().intColumn("rank").get(0))
                .isEqualTo(3);
        assertThat(named(tables(101, Optional.empty()), "beyond-novel")
                        .table()
                        .intColumn("rank")
                        .get(0))
                .isEqualTo(1);
        assertThat(named(tables, "beyond-searches").csv()).contains("proxy-fashion,cells,2,2,0,31,1,50.000,");
        assertThat(named(tables, "beyond").table().rowCount()).isZero();
    }

    @Test
    void the_answer_has_costs_means_diverged_trainings_and_both_differences() {
        Cell best = Cell.ofIndex(4242);
        WidenedCell widened = WidenedCell.toCost(best, NetworkCost.of(GRAPH, SKELETON), SKELETON);
        PairedComparison comparison = new PairedComparison(
                best,
                widened,
                new PairedAccuracies(List.of(80.0, 82.0), 0),
                new PairedAccuracies(List.of(79.0, 81.0), 1),
                new PairedAccuracies(List.of(81.0, 83.0), 0));
        List<ResultTable> tables = tables(80, Optional.of(comparison));
        ResultTable answers = named(tables, "beyond");
        assertThat(answers.table().doubleColumn("winner_mean").get(0)).isEqualTo(81);
        assertThat(answers.table().intColumn("best_diverged").get(0)).isEqualTo(1);
        assertThat(answers.table().doubleColumn("to_best").get(0)).isEqualTo(1);
        assertThat(answers.table().doubleColumn("to_widened").get(0)).isEqualTo(-1);
        assertThat(answers.csv()).contains("" + NetworkCost.of(GRAPH, SKELETON).flops(), ",no");
        assertThat(named(tables, "beyond-trainings").csv())
                .contains("proxy-fashion,0,80.000,79.000,81.000", "proxy-fashion,1,82.000,81.000,83.000");
    }
}
