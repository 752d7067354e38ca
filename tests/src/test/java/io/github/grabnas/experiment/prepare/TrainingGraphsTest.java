package io.github.grabnas.experiment.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.benchmark.WithheldCells;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** What a decoder learns from. */
class TrainingGraphsTest {

    private static final List<ArchitectureGraph> ALL =
            Cell.all().stream().map(Cell::graph).toList();

    private static TrainingGraphs subset(WithheldCells withheld, int count) {
        return new TrainingGraphs(GraphFamily.CELLS, withheld, Optional.of(count));
    }

    @Test
    void a_subset_is_drawn_evenly_and_is_the_same_each_time() {
        List<ArchitectureGraph> drawn = subset(WithheldCells.none(), 1_000).graphs();
        assertThat(drawn)
                .hasSize(1_000)
                .doesNotHaveDuplicates()
                .isEqualTo(subset(WithheldCells.none(), 1_000).graphs());
        assertThat(new HashSet<>(ALL)).containsAll(drawn);
        assertThat(drawn.stream().filter(graph -> ALL.indexOf(graph) < ALL.size() / 2))
                .as("of the first half of the cells")
                .hasSizeBetween(440, 560);
        assertThat(drawn)
                .as("a smaller subset is a part of it")
                .containsAll(subset(WithheldCells.none(), 100).graphs());
    }

    @Test
    void a_subset_has_no_withheld_cell_and_says_what_it_is() throws IOException {
        WithheldCells best = WithheldCells.top(BenchmarkSuite.PROXY.table(), ProxyDataset.FASHION.target(), 20);
        int rest = Cell.COUNT - best.cells().size();
        TrainingGraphs all = subset(best, rest);
        assertThat(all.graphs()).isEqualTo(new TrainingGraphs(GraphFamily.CELLS, best, Optional.empty()).graphs());
        assertThat(all).hasToString("cells without proxy-fashion's top 20 functions, " + rest + " of them");
        assertThat(all.notes())
                .containsEntry(TrainingGraphs.SUBSET_NOTE, Integer.toString(rest))
                .containsEntry(WithheldCells.NOTE, best.name());
        assertThat(TrainingGraphs.all(GraphFamily.CELLS).notes()).isEmpty();
    }

    @Test
    void a_subset_of_none_or_of_more_than_there_are_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subset(WithheldCells.none(), 0))
                .withMessage("a subset of 0 graphs; expected at least one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subset(WithheldCells.none(), 15_626).graphs())
                .withMessage("a subset of 15626 graphs; expected at most 15625, which is all of 'cells'");
    }
}
