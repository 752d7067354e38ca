package io.github.grabnas.speed;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.space.Cell;
import io.github.grabnas.surrogate.DeepKernelCandidates;
import io.github.grabnas.surrogate.DeepKernelSurrogate;
import io.github.grabnas.surrogate.MetaCheckpoint;
import io.github.grabnas.surrogate.Observation;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How long the meta-trained surrogate takes to get ready for a target, and then to be conditioned on 100 observations,
 * its kernel fitted to them, and to predict all cells:
 *
 * <pre>
 * mvn -q -pl tests -am test-compile exec:exec -Dexec.executable=java \
 *     -Dexec.args="--add-modules jdk.incubator.vector -cp %classpath io.github.grabnas.speed.SurrogateSpeed"
 * </pre>
 */
public final class SurrogateSpeed {

    private static final int ROUNDS = 20;

    private SurrogateSpeed() {}

    /** Prints the times. */
    public static void main(String[] arguments) throws Exception {
        MetaCheckpoint checkpoint = MetaCheckpoint.find("proxy", 0);
        var sample = BenchmarkSuite.PROXY.sample(ProxyDataset.FASHION.target(), 0);
        long begin = System.nanoTime();
        DeepKernelSurrogate surrogate = DeepKernelSurrogate.of(checkpoint, sample);
        DeepKernelCandidates cells = surrogate.encode(Cell.all());
        System.out.printf(
                Locale.ROOT,
                "ready for a target, %d prior observations, first time: %.1f s%n",
                checkpoint.priorObservations().size(),
                (System.nanoTime() - begin) / 1e9);
        double again = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS / 4; round++) {
            begin = System.nanoTime();
            DeepKernelSurrogate.of(checkpoint, sample).encode(Cell.all());
            again = Math.min(again, (System.nanoTime() - begin) / 1e9);
        }
        System.out.printf(Locale.ROOT, "ready for a target again: %.2f s, the best of %d%n", again, ROUNDS / 4);
        SplittableRandom random = new SplittableRandom(1);
        List<Cell> support = IntStream.range(0, 100)
                .mapToObj(i -> Cell.ofIndex(random.nextInt(Cell.COUNT)))
                .toList();
        double[] accuracies = random.doubles(100, 50, 90).toArray();
        List<Observation> observed = IntStream.range(0, 100)
                .mapToObj(i -> Observation.of(support.get(i), accuracies[i]))
                .toList();
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            begin = System.nanoTime();
            surrogate.condition(observed).predict(cells.fresh());
            best = Math.min(best, (System.nanoTime() - begin) / 1e6);
        }
        System.gc();
        System.out.printf(
                Locale.ROOT,
                "all cells from 100 observations: %.0f ms, the best of %d; memory in use %d MiB%n",
                best,
                ROUNDS,
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    }
}
