package io.github.grabnas.nn.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.grabnas.nn.convolution.CellPlan.Step;
import io.github.grabnas.nn.convolution.CellPlan.Target;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.NodeType;
import io.github.grabnas.space.NovelGraphs;
import io.github.grabnas.space.Operation;
import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which operation of a cell reads which sum, adds to which sums, and in which order. */
class CellPlanTest {

    private static CellPlan plan(String graph) {
        return CellPlan.of(ArchitectureGraph.parse(graph));
    }

    @Test
    void a_result_is_added_to_every_sum_in_which_its_node_stands() {
        CellPlan plan = plan("input nor_conv_3x3 nor_conv_1x1 avg_pool_3x3 output; 0>1 1>2 1>3 2>3 3>4");
        assertThat(plan.sums()).containsExactly(List.of(0), List.of(1), List.of(1, 2), List.of(3));
        assertThat(plan.output()).isEqualTo(3);
        assertThat(plan.steps())
                .as("the input stands in no other sum and is no step")
                .containsExactly(
                        new Step(
                                NodeType.NOR_CONV_3X3,
                                1,
                                CellPlan.INPUT,
                                List.of(new Target(1, false), new Target(2, false)),
                                true),
                        new Step(NodeType.NOR_CONV_1X1, 2, 1, List.of(new Target(2, true)), true),
                        new Step(NodeType.AVG_POOL_3X3, 3, 2, List.of(new Target(3, false)), false));
    }

    @Test
    void an_input_that_is_added_to_results_is_a_step() {
        CellPlan plan = plan("input nor_conv_1x1 output; 0>1 0>2 1>2");
        assertThat(plan.steps()).extracting(Step::type).containsExactly(NodeType.INPUT, NodeType.NOR_CONV_1X1);
        assertThat(plan.steps())
                .extracting(Step::targets)
                .containsExactly(List.of(new Target(1, false)), List.of(new Target(1, true)));
    }

    @Test
    void a_cell_may_hand_its_input_on_or_nothing_at_all() {
        assertThat(plan("input output; 0>1")).isEqualTo(new CellPlan(List.of(List.of(0)), CellPlan.INPUT, List.of()));
        Cell nothing = Cell.of(Collections.nCopies(Cell.EDGES, Operation.NONE));
        CellPlan plan = CellPlan.of(nothing.graph());
        assertThat(plan.sums().get(plan.output())).isEmpty();
        assertThat(plan.steps()).isEmpty();
    }

    @Test
    void the_first_convolution_that_reads_a_sum_is_the_only_first_one() {
        CellPlan plan = plan("input skip_connect nor_conv_1x1 nor_conv_3x3 output; 0>1 0>2 0>3 1>4 2>4 3>4");
        assertThat(plan.steps()).extracting(Step::isFirstConvolution).containsExactly(false, true, false);
        assertThat(plan.isRectified(CellPlan.INPUT)).isTrue();
        assertThat(plan.isRectified(plan.output())).isFalse();
    }

    @Test
    void a_kernel_is_a_convolution_s() {
        CellPlan plan = plan("input nor_conv_3x3 nor_conv_1x1 skip_connect output; 0>1 1>2 2>3 3>4");
        assertThat(plan.steps().get(0).kernel()).isEqualTo(3);
        assertThat(plan.steps().get(1).kernel()).isEqualTo(1);
        assertThat(plan.steps().get(2).isConvolution()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> plan.steps().get(2).kernel())
                .withMessageContaining("skip_connect has no kernel");
    }

    @Test
    void a_cycle_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan("input skip_connect skip_connect output; 0>1 1>2 2>1 2>3"))
                .withMessageContaining("has a cycle");
    }

    @Test
    void every_sum_is_complete_when_it_is_read_and_begun_by_the_first_result_alone() {
        Stream<ArchitectureGraph> graphs = Stream.concat(
                new NovelGraphs(1).stream().limit(200),
                IntStream.range(0, 200).mapToObj(i -> Cell.ofIndex(i * 78).graph()));
        assertThat(graphs).allSatisfy(graph -> {
            CellPlan plan = CellPlan.of(graph);
            Map<Integer, Integer> written = new HashMap<>();
            for (Step step : plan.steps()) {
                if (step.source() != CellPlan.INPUT) {
                    assertThat(written.get(step.source()))
                            .as("results in what node %d reads", step.node())
                            .isEqualTo(plan.sums().get(step.source()).size());
                }
                assertThat(step.targets()).isNotEmpty();
                for (Target target : step.targets()) {
                    assertThat(target.sum()).isGreaterThan(step.source());
                    assertThat(target.add()).isEqualTo(written.containsKey(target.sum()));
                    written.merge(target.sum(), 1, Integer::sum);
                }
            }
            for (int sum = 1; sum < plan.sums().size(); sum++) {
                assertThat(written.getOrDefault(sum, 0))
                        .isEqualTo(plan.sums().get(sum).size());
            }
        });
    }
}
