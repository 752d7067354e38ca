package io.github.grabnas.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

class SearchSpaceTest {

    @Test
    void the_full_space_holds_every_cell() {
        NasBench201 space = new NasBench201();
        assertThat(space.size()).isEqualTo(15_625);
        assertThat(Cell.all()).allMatch(space::contains);
    }

    @Test
    void pruning_removes_the_first_of_the_ranking() {
        List<Cell> ranking = new ArrayList<>(Cell.all());
        Collections.reverse(ranking);
        PrunedSearchSpace space = new PrunedSearchSpace(ranking, 20);
        assertThat(space.size()).isEqualTo(15_605);
        assertThat(space.contains(Cell.ofIndex(15_605))).isFalse();
        assertThat(space.contains(Cell.ofIndex(15_604))).isTrue();
        assertThat(space.cells()).isSorted().hasSize(15_605);
    }

    @Test
    void a_ranking_that_misses_or_repeats_a_cell_is_refused() {
        List<Cell> ranking = new ArrayList<>(Cell.all());
        ranking.set(5, ranking.get(4));
        assertThatIllegalArgumentException().isThrownBy(() -> new PrunedSearchSpace(ranking, 10))
                .withMessageContaining("15624 distinct");
        assertThatIllegalArgumentException().isThrownBy(() -> new PrunedSearchSpace(Cell.all(), 15_625))
                .withMessageContaining("cannot prune the top 15625");
        assertThatIllegalArgumentException().isThrownBy(() -> new PrunedSearchSpace(Cell.all(), -1));
    }

    @Test
    void a_subset_holds_each_cell_once_and_is_not_empty() {
        ExplicitSearchSpace space = new ExplicitSearchSpace(List.of(Cell.ofIndex(7), Cell.ofIndex(3), Cell.ofIndex(7)));
        assertThat(space.cells()).containsExactly(Cell.ofIndex(3), Cell.ofIndex(7));
        assertThat(space.contains(Cell.ofIndex(4))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new ExplicitSearchSpace(List.of()));
    }
}
