package io.github.grabnas.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grabnas.data.PublicData;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.PrunedSearchSpace;
import io.github.grabnas.space.UniqueString;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real table. */
class BenchmarkTableTest {

    private static BenchmarkTable table;

    @BeforeAll
    static void read() {
        table = PublicData.table();
    }

    @Test
    void the_classes_of_our_unique_strings_are_the_benchmarks() {
        assertThat(Cell.all()).allMatch(cell -> UniqueString.of(cell).equals(table.uniqueString(cell)));
        assertThat(table.uniqueCount()).isEqualTo(6_466);
    }

    @ParameterizedTest
    @CsvSource({"cifar10, 94.37, 94.22, 94.105, 93.965", "cifar100, 73.51, 72.88, 72.59, 72.02"})
    void the_best_and_what_pruning_leaves_are_known_numbers(
            String target, double best, double ten, double twenty, double fifty) {
        Target on = Target.of(target);
        assertThat(left(on, 0)).isCloseTo(best, within(0.005));
        assertThat(left(on, 10)).isCloseTo(ten, within(0.005));
        assertThat(left(on, 20)).isCloseTo(twenty, within(0.005));
        assertThat(left(on, 50)).isCloseTo(fifty, within(0.005));
    }

    private static double left(Target target, int top) {
        return new PrunedSearchSpace(table.ranking(target), top)
                .architectures().stream()
                        .map(Cell.class::cast)
                        .mapToDouble(cell -> table.accuracy(cell, target))
                        .max()
                        .orElseThrow();
    }

    @Test
    void the_best_of_imagenet16_120_is_a_known_number() {
        assertThat(Math.round(100 * table.accuracy(table.best(Target.IMAGENET16_120), Target.IMAGENET16_120)))
                .isEqualTo(4731);
    }
}
