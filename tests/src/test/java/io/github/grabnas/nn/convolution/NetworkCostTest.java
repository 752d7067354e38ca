package io.github.grabnas.nn.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.GraphClassification;
import io.github.grabnas.space.GraphClassifier;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Collections;
import java.util.Random;

class NetworkCostTest {

    @ParameterizedTest
    @CsvSource({"nor_conv_3x3, 1531546, 220119680", "nor_conv_1x1, 241306, 31376000", "skip_connect, 73306, 7783040"})
    void uniform_cells_cost_what_NAS_Bench_201_says(String operation, long parameters, long flops) {
        Cell cell = Cell.of(Collections.nCopies(6, Operation.of(operation)));
        NetworkCost cost = NetworkCost.of(cell.graph(), Skeleton.nasBench201(10));
        assertThat(cost).isEqualTo(new NetworkCost(parameters, parameters, flops));
    }

    @Test
    void random_cells_and_graphs_have_as_many_weights_as_the_network_that_is_built() {
        Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            Cell cell = Cell.ofIndex(random.nextInt(Cell.COUNT));
            Skeleton skeleton = new Skeleton(
                    1 + random.nextInt(3), 8, 2 + random.nextInt(9), 1 + random.nextInt(6), 1 + random.nextInt(3));
            try (CandidateNetwork network = new CandidateNetwork(cell.graph(), skeleton, 16, 1)) {
                NetworkCost cost = NetworkCost.of(cell.graph(), skeleton);
                assertThat(cost.trainedParameters()).as(cell.text()).isEqualTo(network.parameterCount());
                assertThat(cost.parameters()).isGreaterThanOrEqualTo(cost.trainedParameters());
            }
        }
    }

    @Test
    void dead_ends_count_for_the_benchmark_and_not_for_training() {
        Cell dead = Cell.parse("|none~0|+|none~0|nor_conv_3x3~1|+|skip_connect~0|none~1|nor_conv_1x1~2|");
        NetworkCost cost = NetworkCost.of(dead.graph(), new Skeleton(1, 8, 10, 4, 1));
        long stages = 16 + 64 + 256;
        assertThat(cost.parameters() - cost.trainedParameters()).isEqualTo(stages * 9 + stages + 2 * 2 * 28);
    }

    @Test
    void a_novel_graph_has_its_cost_too() {
        ArchitectureGraph graph = ArchitectureGraph.parse(
                "input nor_conv_3x3 nor_conv_1x1 nor_conv_3x3 avg_pool_3x3 output; 0>1 0>2 1>3 2>3 1>4 3>4 0>5 4>5");
        assertThat(new GraphClassifier(new NasBench201()).classify(graph))
                .isInstanceOf(GraphClassification.Novel.class);
        try (CandidateNetwork network = new CandidateNetwork(graph, new Skeleton(1, 8, 10, 4, 2), 16, 1)) {
            assertThat(NetworkCost.of(graph, new Skeleton(1, 8, 10, 4, 2)).trainedParameters())
                    .isEqualTo(network.parameterCount());
        }
    }

    @Test
    void more_channels_than_an_array_holds_weights_are_refused_before_anything_is_trained() {
        assertThatThrownBy(() -> new Skeleton(3, 32, 10, 1_000_000, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("C = 1000000 channels in the first stage; expected at most 3800");
    }
}
