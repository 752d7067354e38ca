package io.github.grabnas.space;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.space.GraphClassification.Invalid;
import io.github.grabnas.space.GraphClassification.KnownCell;
import io.github.grabnas.space.GraphClassification.Novel;
import io.github.grabnas.space.GraphClassification.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

class GraphClassifierTest {

    private static final GraphClassifier CLASSIFIER = new GraphClassifier(new NasBench201());

    @Test
    void the_graph_of_every_cell_reads_as_that_cell() {
        for (Cell cell : Cell.all()) {
            assertThat(CLASSIFIER.classify(cell.graph())).isEqualTo(new KnownCell(cell, true, CanonicalForm.of(cell)));
        }
    }

    @Test
    void a_chain_of_two_convolutions_is_a_cell() {
        ArchitectureGraph graph = ArchitectureGraph.parse("input nor_conv_3x3 nor_conv_1x1 output; 0>1 1>2 2>3");
        assertThat(CLASSIFIER.classify(graph)).isInstanceOfSatisfying(KnownCell.class, known -> {
            assertThat(CanonicalForm.of(known.cell())).isEqualTo(CanonicalForm.of(graph));
            assertThat(known.inSpace()).isTrue();
        });
    }

    @Test
    void a_chain_of_four_operations_is_novel() {
        ArchitectureGraph graph = ArchitectureGraph.parse(
                "input nor_conv_1x1 nor_conv_3x3 nor_conv_3x3 nor_conv_1x1 output none; 0>1 1>2 2>3 3>4 4>5 0>6 6>5");
        assertThat(CLASSIFIER.classify(graph))
                .isInstanceOfSatisfying(
                        Novel.class,
                        novel -> assertThat(novel.graph().nodeCount()).isEqualTo(6));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nor_conv_3x3 output; 0>1 | INPUT_COUNT",
                "input input output; 0>2 1>2 | INPUT_COUNT",
                "input nor_conv_3x3; 0>1 | OUTPUT_COUNT",
                "input output output; 0>1 0>2 | OUTPUT_COUNT",
                "input skip_connect output; 0>1 1>0 1>2 | EDGE_INTO_INPUT",
                "input output skip_connect; 0>1 1>2 | EDGE_OUT_OF_OUTPUT",
                "input skip_connect skip_connect output; 0>1 1>2 2>1 2>3 | CYCLE",
                "input skip_connect skip_connect output; 0>3 1>2 2>1 | CYCLE",
                "input skip_connect output; 0>1 | NO_PATH"
            })
    void what_is_no_architecture_is_told_with_its_reason(String graph, Reason reason) {
        assertThat(CLASSIFIER.classify(ArchitectureGraph.parse(graph)))
                .isInstanceOfSatisfying(Invalid.class, invalid -> {
                    assertThat(invalid.reason()).isEqualTo(reason);
                    assertThat(invalid.message()).isNotBlank();
                });
    }

    @Test
    void a_pruned_cell_is_known_but_outside_the_space() {
        Cell pruned = Cell.ofIndex(12_345);
        List<Cell> others = FunctionClasses.cells(CanonicalForm.of(pruned));
        List<Cell> ranking = new ArrayList<>(others);
        Cell.all().stream().filter(c -> !others.contains(c)).forEach(ranking::add);
        GraphClassifier classifier = new GraphClassifier(new PrunedSearchSpace(ranking, others.size()));
        assertThat(classifier.classify(pruned.graph()))
                .isEqualTo(new KnownCell(pruned, false, CanonicalForm.of(pruned)));
    }

    @Test
    void of_cells_alike_one_within_the_space_is_named() {
        ArchitectureGraph graph = ArchitectureGraph.parse("input nor_conv_3x3 output; 0>1 1>2");
        List<Cell> same = FunctionClasses.cells(CanonicalForm.of(graph));
        assertThat(same).hasSizeGreaterThan(3);
        Cell kept = same.get(same.size() - 1);
        GraphClassifier classifier = new GraphClassifier(new ExplicitSearchSpace(List.of(kept, Cell.ofIndex(0))));
        assertThat(classifier.classify(graph)).isEqualTo(new KnownCell(kept, true, CanonicalForm.of(graph)));
    }

    @Test
    void the_type_sequence_reading_ignores_edges() {
        Cell cell = Cell.ofIndex(7_777);
        ArchitectureGraph unwired = ArchitectureGraph.of(cell.graph().types(), List.of(new Edge(0, 7)));
        assertThat(CLASSIFIER.classifyTypeSequence(unwired))
                .isEqualTo(new KnownCell(cell, true, CanonicalForm.of(cell)));
        assertThat(CLASSIFIER.classifyTypeSequence(ArchitectureGraph.parse("input output; 0>1")))
                .isInstanceOfSatisfying(
                        Invalid.class, i -> assertThat(i.reason()).isEqualTo(Reason.NOT_A_CELL_SEQUENCE));
    }

    @Test
    void each_graph_that_a_space_lists_is_itself_though_another_one_computes_the_same() {
        ArchitectureGraph one = ArchitectureGraph.parse("input nor_conv_3x3 nor_conv_3x3 output; 0>1 1>2 2>3 0>3");
        ArchitectureGraph other =
                ArchitectureGraph.parse("input skip_connect nor_conv_3x3 nor_conv_3x3 output; 0>1 1>2 2>3 3>4 0>4");
        assertThat(CanonicalForm.of(one)).isEqualTo(CanonicalForm.of(other));
        GraphClassifier classifier = new GraphClassifier(new ExplicitSearchSpace(List.of(one, other)));
        for (ArchitectureGraph graph : List.of(one, other)) {
            assertThat(classifier.classify(graph).architecture()).contains(graph);
        }
        assertThat(classifier
                        .classify(ArchitectureGraph.parse(
                                "input skip_connect skip_connect nor_conv_3x3 nor_conv_3x3 output; "
                                        + "0>1 1>2 2>3 3>4 4>5 0>5"))
                        .architecture())
                .as("a graph that is not listed is the first of its function")
                .contains(one);
    }
}
