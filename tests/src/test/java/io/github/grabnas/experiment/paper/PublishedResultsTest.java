package io.github.grabnas.experiment.paper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Against numbers taken from the paper's text by hand. */
class PublishedResultsTest {

    private final PublishedResults published = PublishedResults.read();

    private PublishedResult result(int table, String method, String target, int pruned) {
        return published.find(table, method, target, pruned).orElseThrow();
    }

    @Test
    void table_1_has_three_prunings_of_two_datasets_with_the_printed_differences() {
        assertThat(published.ofTable(1)).hasSize(2 * 3 * 3);
        double[][] differences = {
            {-0.13, 0.15}, {-0.10, 0.16}, {-0.06, 0.27}, {-0.06, 0.55}, {-0.26, 0.55}, {-0.20, 1.08}
        };
        int row = 0;
        for (String target : List.of("cifar10", "cifar100")) {
            for (int pruned : new int[] {10, 20, 50}) {
                double best = result(1, PublishedResults.REMAINING_BEST, target, pruned)
                        .mean();
                assertThat(Math.round(100 * (result(1, "tnas", target, pruned).mean() - best)))
                        .isEqualTo(Math.round(100 * differences[row][0]));
                assertThat(Math.round(
                                100 * (result(1, "grabnas", target, pruned).mean() - best)))
                        .isEqualTo(Math.round(100 * differences[row][1]));
                row++;
            }
        }
        assertThat(result(1, "grabnas", "cifar100", 50).standardDeviation()).hasValue(0.57);
        assertThat(result(1, PublishedResults.REMAINING_BEST, "cifar10", 20).standardDeviation())
                .isEmpty();
    }

    @Test
    void table_2_has_four_methods_on_two_datasets() {
        assertThat(published.ofTable(2)).hasSize(8);
        assertThat(result(2, "grabnas-knn", "cifar10", 0).mean()).isEqualTo(94.28);
        assertThat(result(2, "grabnas-knn", "cifar10", 0).standardDeviation()).hasValue(0.13);
        assertThat(result(2, "metad2a", "cifar100", 0).mean()).isEqualTo(73.44);
    }

    @Test
    void table_3_has_eight_methods_on_six_datasets_and_agrees_with_table_2() {
        assertThat(published.ofTable(3)).hasSize(48);
        assertThat(published.ofTable(3).stream().map(PublishedResult::method).distinct())
                .containsExactly("random", "gdas", "setn", "pc-darts", "drnas", "metad2a", "tnas", "grabnas");
        assertThat(published.ofTable(3).stream().map(PublishedResult::target).distinct())
                .containsExactly("cifar10", "cifar100", "mnist", "svhn", "aircraft", "pets");
        assertThat(result(3, "pc-darts", "aircraft", 0).mean()).isEqualTo(26.33);
        assertThat(result(3, "pc-darts", "aircraft", 0).standardDeviation()).hasValue(3.40);
        assertThat(result(3, "grabnas", "pets", 0).mean()).isEqualTo(43.15);
        assertThat(result(3, "random", "mnist", 0).mean()).isEqualTo(99.65);
        for (String method : List.of("metad2a", "tnas", "grabnas")) {
            assertThat(result(3, method, "cifar100", 0).mean())
                    .isEqualTo(result(2, method, "cifar100", 0).mean());
        }
    }

    @Test
    void what_the_paper_does_not_print_is_not_there() {
        assertThat(published.find(2, "tnas", "imagenet16-120", 0)).isEqualTo(Optional.empty());
        assertThat(published.ofTable(1)).allMatch(f -> f.source().contains("Table 1"));
    }
}
