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
        assertThat(space.architectures()).isSorted().hasSize(15_605);
    }

    @Test
    void pruning_functions_removes_all_cells_that_compute_them() {
        Cell identity = Cell.parse("|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|");
        List<Cell> ranking = new ArrayList<>(Cell.all());
        ranking.remove(identity);
        ranking.add(0, identity);
        PrunedSearchSpace space = PrunedSearchSpace.withoutTopFunctions(ranking, 1);
        assertThat(space.size()).isEqualTo(15_625 - 400);
        assertThat(space.top()).isEqualTo(1);
        assertThat(space.contains(Cell.parse("|none~0|+|nor_conv_3x3~0|none~1|+|skip_connect~0|none~1|none~2|")))
                .as("a cell whose convolution leads nowhere")
                .isFalse();
        assertThat(space).hasToString("NAS-Bench-201 without its top 1 functions");
        assertThat(PrunedSearchSpace.withoutTopFunctions(ranking, 0).size()).isEqualTo(15_625);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrunedSearchSpace.withoutTopFunctions(ranking, FunctionClasses.count()))
                .withMessageContaining("expected 0 to one less than the ranking's 4930");
        assertThatIllegalArgumentException().isThrownBy(() -> PrunedSearchSpace.withoutTopFunctions(ranking, -1));
    }

    @Test
    void a_ranking_that_repeats_an_architecture_is_refused() {
        List<Cell> ranking = new ArrayList<>(Cell.all());
        ranking.set(5, ranking.get(4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrunedSearchSpace(ranking, 10))
                .withMessageContaining("15624 of them distinct");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrunedSearchSpace(Cell.all(), 15_625))
                .withMessageContaining("cannot prune the top 15625");
        assertThatIllegalArgumentException().isThrownBy(() -> new PrunedSearchSpace(Cell.all(), -1));
    }

    @Test
    void a_space_may_hold_graphs_that_are_no_cells_and_refuses_graphs_that_are_no_architectures() {
        ArchitectureGraph graph = ArchitectureGraph.parse(
                "input nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 output; 0>1 1>2 2>3 3>4 4>5");
        ExplicitSearchSpace space = new ExplicitSearchSpace(
                List.of(graph, Cell.ofIndex(7), Cell.ofIndex(3).graph()));
        assertThat(space.architectures()).isEqualTo(List.of(Cell.ofIndex(3), Cell.ofIndex(7), graph));
        assertThat(space.contains(graph)).isTrue();
        assertThat(space.contains(Cell.ofIndex(3))).as("given as its graph").isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ExplicitSearchSpace(List.of(ArchitectureGraph.parse("input nor_conv_3x3 output; 0>1"))))
                .withMessageContaining("no path leads from the input");
    }

    @Test
    void a_graph_that_computes_what_a_graph_of_the_space_computes_is_recognised_as_that_one() {
        ArchitectureGraph graph = ArchitectureGraph.parse(
                "input nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 output; 0>1 1>2 2>3 3>4 4>5");
        ArchitectureGraph detour = ArchitectureGraph.parse(
                "input nor_conv_3x3 nor_conv_3x3 skip_connect nor_conv_3x3 nor_conv_3x3 output; 0>1 1>2 2>3 3>4 4>5 "
                        + "5>6");
        GraphClassifier classifier = new GraphClassifier(new ExplicitSearchSpace(List.of(graph)));
        assertThat(classifier.classify(detour))
                .isEqualTo(new GraphClassification.Novel(graph, true, CanonicalForm.of(graph)));
        assertThat(new GraphClassifier(new NasBench201()).classify(detour))
                .isInstanceOfSatisfying(
                        GraphClassification.Novel.class,
                        novel -> assertThat(novel.inSpace()).isFalse());
    }

    @Test
    void a_subset_holds_each_cell_once_and_is_not_empty() {
        ExplicitSearchSpace space = new ExplicitSearchSpace(List.of(Cell.ofIndex(7), Cell.ofIndex(3), Cell.ofIndex(7)));
        assertThat(space.architectures()).containsExactly(Cell.ofIndex(3), Cell.ofIndex(7));
        assertThat(space.contains(Cell.ofIndex(4))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new ExplicitSearchSpace(List.of()));
    }

    @Test
    void a_cell_and_its_graph_are_one_architecture_to_every_space() {
        Cell cell = Cell.ofIndex(9_000);
        assertThat(new NasBench201().contains(cell.graph())).isTrue();
        assertThat(new ExplicitSearchSpace(List.of(cell)).contains(cell.graph()))
                .isTrue();
        assertThat(new PrunedSearchSpace(List.of(Cell.ofIndex(3), cell), 1).contains(cell.graph()))
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrunedSearchSpace(List.of(cell, cell.graph(), Cell.ofIndex(3)), 1))
                .withMessageContaining("2 of them distinct");
    }
}
