package io.github.grabnas.speed;

import io.github.grabnas.benchmark.BenchmarkSuite;
import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.evaluate.TabularEvaluator;
import io.github.grabnas.pretrained.PretrainedModels;
import io.github.grabnas.search.ArchitectureSearch;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.surrogate.MetaLearnedModels;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * How long a search of 100 evaluations on a table takes, seed after seed in one process: until its first step, and in
 * its loop (which encodes all cells, and computes their prior means, when the surrogate is first asked), by the clock
 * and by the processor. The first seed reads the target's images and warms the compiler up. On CIFAR-100's table where
 * the public data are, else on Fashion-MNIST's at proxy scale:
 *
 * <pre>
 * mvn -q -pl tests -am test-compile exec:exec -Dexec.executable=java \
 *     -Dexec.args="-cp %classpath io.github.grabnas.speed.SearchSpeed"
 * </pre>
 */
public final class SearchSpeed {

    private static final int BUDGET = 100;
    private static final int SEEDS = 6;

    private SearchSpeed() {}

    /** Prints a line for each search. */
    public static void main(String[] arguments) throws Exception {
        boolean isPublic = BenchmarkSuite.PAPER.isPresent();
        BenchmarkTable table = (isPublic ? BenchmarkSuite.PAPER : BenchmarkSuite.PROXY).table();
        Target target = isPublic ? Target.CIFAR100 : ProxyDataset.FASHION.target();
        MetaLearnedModels models = PretrainedModels.of(target);
        for (SearchMethod method : List.of(SearchMethod.TNAS, SearchMethod.GRABNAS)) {
            for (int seed = 0; seed < SEEDS; seed++) {
                SearchProblem problem =
                        new SearchProblem(new NasBench201(), new TabularEvaluator(table, target), BUDGET, seed, models);
                Times begin = Times.now();
                ArchitectureSearch search = method.start(problem);
                Times ready = Times.now();
                search.run();
                System.out.printf(
                        Locale.ROOT,
                        "%s on %s, seed %d: start %s, loop %s%n",
                        method.label(),
                        target.label(),
                        seed,
                        ready.since(begin),
                        Times.now().since(ready));
            }
        }
    }

    /** Seconds of a whole search, the best of a few seeds after a first one. */
    static double seconds(SearchMethod method) throws IOException {
        return seconds(method, BUDGET, SEEDS);
    }

    /** The same of so many evaluations, and so many seeds with the first one. */
    static double seconds(SearchMethod method, int evaluations, int seeds) throws IOException {
        boolean isPublic = BenchmarkSuite.PAPER.isPresent();
        BenchmarkTable table = (isPublic ? BenchmarkSuite.PAPER : BenchmarkSuite.PROXY).table();
        Target target = isPublic ? Target.CIFAR100 : ProxyDataset.FASHION.target();
        MetaLearnedModels models = PretrainedModels.of(target);
        double best = Double.MAX_VALUE;
        for (int seed = 0; seed < seeds; seed++) {
            Times begin = Times.now();
            method.start(new SearchProblem(
                            new NasBench201(), new TabularEvaluator(table, target), evaluations, seed, models))
                    .run();
            best = seed == 0 ? best : Math.min(best, (Times.now().clock() - begin.clock()) / 1e9);
        }
        return best;
    }

    /** A moment by the clock and by the processors' time that the process has used, in nanoseconds. */
    private record Times(long clock, long processor) {

        static Times now() {
            var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return new Times(System.nanoTime(), system.getProcessCpuTime());
        }

        String since(Times before) {
            return String.format(
                    Locale.ROOT,
                    "%.2f s (processors %.2f s)",
                    (clock - before.clock) / 1e9,
                    (processor - before.processor) / 1e9);
        }
    }
}
