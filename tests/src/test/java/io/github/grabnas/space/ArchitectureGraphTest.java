package io.github.grabnas.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;

class ArchitectureGraphTest {

    @Test
    void every_cell_comes_back_from_its_graph() {
        for (Cell cell : Cell.all()) {
            assertThat(ArchitectureGraph.of(cell).toCell()).contains(cell);
        }
    }

    @Test
    void the_graph_of_a_cell_has_the_data_flow_of_the_cell() {
        ArchitectureGraph graph = Cell.ofIndex(9876).graph();
        assertThat(graph.nodeCount()).isEqualTo(8);
        assertThat(graph.successors(0)).containsExactly(1, 2, 4);
        assertThat(graph.successors(1)).containsExactly(3, 5);
        assertThat(graph.successors(2)).containsExactly(6);
        assertThat(graph.successors(3)).containsExactly(6);
        assertThat(graph.predecessors(7)).containsExactly(4, 5, 6);
        assertThat(graph.topologicalOrder()).contains(List.of(0, 1, 2, 3, 4, 5, 6, 7));
    }

    @Test
    void text_leads_back_to_the_graph() {
        ArchitectureGraph graph = ArchitectureGraph.parse("input nor_conv_1x1 output skip_connect; 0>1 1>2 0>3 3>2");
        assertThat(ArchitectureGraph.parse(graph.text())).isEqualTo(graph).hasSameHashCodeAs(graph);
        assertThat(Architecture.parse(graph.text())).isEqualTo(graph);
        assertThat(graph.edges()).containsExactly(new Edge(0, 1), new Edge(1, 2), new Edge(3, 2), new Edge(0, 3));
    }

    @Test
    void dropping_dead_ends_leaves_what_lies_between_input_and_output() {
        ArchitectureGraph graph = ArchitectureGraph.parse(
                "input nor_conv_3x3 none skip_connect avg_pool_3x3 output nor_conv_1x1; 0>1 1>5 0>2 2>3 3>5 0>4 6>5");
        assertThat(graph.withoutDeadEnds()).isEqualTo(ArchitectureGraph.parse("input nor_conv_3x3 output; 0>1 1>2"));
    }

    @Test
    void a_cycle_has_no_topological_order() {
        assertThat(ArchitectureGraph.parse("input skip_connect skip_connect output; 0>1 1>2 2>1 2>3")
                        .topologicalOrder())
                .isEmpty();
    }

    @Test
    void renumbering_moves_nodes_with_their_edges() {
        ArchitectureGraph graph = ArchitectureGraph.parse("input nor_conv_3x3 output; 0>1 1>2");
        assertThat(graph.renumbered(List.of(2, 0, 1)))
                .isEqualTo(ArchitectureGraph.parse("output input nor_conv_3x3; 1>2 2>0"));
        assertThatIllegalArgumentException().isThrownBy(() -> graph.renumbered(List.of(0, 0, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> graph.renumbered(List.of(0, 1)));
    }

    @Test
    void impossible_graphs_are_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchitectureGraph.of(List.of(), List.of()))
                .withMessage("a graph has 1 to 64 nodes, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchitectureGraph.of(Collections.nCopies(65, NodeType.NONE), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchitectureGraph.parse("input output; 0>2"))
                .withMessageContaining("edge 0>2: the nodes are 0 to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchitectureGraph.parse("input output; 1>1"))
                .withMessageContaining("joins a node to itself");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchitectureGraph.parse("input output; 0>1 0>1"))
                .withMessageContaining("is given twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchitectureGraph.parse("input output"))
                .withMessageContaining("one ';'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchitectureGraph.parse("input conv; 0>1"))
                .withMessageContaining("unknown node type 'conv'; expected one of input, output, none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchitectureGraph.parse("input output; 0-1"))
                .withMessageContaining("'0-1' is no edge");
    }
}
