package io.github.grabnas.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.evaluate.TabularEvaluator;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.pretrained.PretrainedModels;
import io.github.grabnas.search.LatentGradientAscent.Iterate;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.NasBench201;
import org.apache.commons.math3.util.MathArrays;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * With the default settings, ascents rise, and many leave the cell where they begin, on the targets at proxy scale: all
 * ascents of six searches, two of each meta-training.
 */
@Tag("long")
class AscentsTest {

    private static final int BUDGET = 100;

    /** The bar, and what is reached where it is missed: there the best cell is the bare skeleton. */
    private static final double NOT_FALLING = 95;

    private static final Map<String, Double> NOT_FALLING_BELOW_THE_BAR = Map.of("proxy-cifar100", 93.0);

    @TestFactory
    Stream<DynamicTest> of_a_hundred_ascents_95_do_not_fall_and_50_end_nearer_to_another_cell() {
        return BenchmarkSuite.PROXY.targets().stream()
                .map(target -> DynamicTest.dynamicTest(target.label(), () -> check(target)));
    }

    private static void check(Target target) throws IOException {
        BenchmarkTable table = BenchmarkSuite.of(target).table();
        int ascents = 0;
        int rising = 0;
        int leaving = 0;
        for (int seed = 0; seed < 2 * PretrainedModels.TRAININGS; seed++) {
            GrabNas search = new GrabNas(new SearchProblem(
                    new NasBench201(), new TabularEvaluator(table, target), BUDGET, seed, PretrainedModels.of(target)));
            for (List<Iterate> ascent : ascents(search)) {
                Iterate start = ascent.get(0);
                Iterate end = ascent.get(ascent.size() - 1);
                ascents++;
                rising += end.mean() >= start.mean() ? 1 : 0;
                leaving += isNearerToAnother(start, end, search.embeddings()) ? 1 : 0;
            }
        }
        double notFalling = 100.0 * rising / ascents;
        assertThat(notFalling)
                .as("of %d ascents, the percentage that do not fall", ascents)
                .isGreaterThanOrEqualTo(NOT_FALLING_BELOW_THE_BAR.getOrDefault(target.label(), NOT_FALLING));
        if (NOT_FALLING_BELOW_THE_BAR.containsKey(target.label())) {
            assertThat(notFalling).as("an exception that is none any more").isLessThan(NOT_FALLING);
        }
        assertThat(100.0 * leaving / ascents)
                .as("of %d ascents, the percentage that end nearer to another cell", ascents)
                .isGreaterThanOrEqualTo(50);
    }

    private static List<List<Iterate>> ascents(GrabNas search) {
        List<List<Iterate>> ascents = new ArrayList<>();
        while (!search.finished()) {
            if (search.step() instanceof GrabNas.Iteration iteration) {
                iteration.gradientExplorations().forEach(r -> ascents.add(r.trajectory()));
            }
        }
        return ascents;
    }

    private static boolean isNearerToAnother(Iterate start, Iterate end, Matrix cells) {
        double[] from = start.embedding().row(0);
        double[] to = end.embedding().row(0);
        double moved = MathArrays.distance(from, to);
        return IntStream.range(0, Cell.COUNT)
                .mapToObj(cells::row)
                .anyMatch(other -> !Arrays.equals(other, from) && MathArrays.distance(other, to) < moved);
    }
}
