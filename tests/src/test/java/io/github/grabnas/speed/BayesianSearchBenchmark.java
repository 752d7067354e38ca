package io.github.grabnas.speed;

import io.github.grabnas.gp.CandidatePosterior;
import io.github.grabnas.gp.GaussianProcess;
import io.github.grabnas.gp.KernelExpansion;
import io.github.grabnas.gp.MarginalLikelihoodFit;
import io.github.grabnas.gp.Matern52;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.search.BayesianOptimization;
import io.github.grabnas.search.MadeUpEvaluator;
import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.OneHotOperations;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * What a Bayesian search over the whole space spends its time on, at 100 observations:
 *
 * <pre>mvn -q -pl tests -am test-compile exec:java
 * -Dexec.mainClass=io.github.grabnas.speed.BayesianSearchBenchmark</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class BayesianSearchBenchmark {

    private static final int OBSERVATIONS = 100;
    private static final int PRIOR_POINTS = 2_000;
    private static final int FUSED = 64;

    private Matrix candidates;
    private Matrix observed;
    private double[] targets;
    private GaussianProcess before;
    private GaussianProcess after;
    private Matrix fused;
    private KernelExpansion priorMean;
    private long seed;

    @Setup
    public void prepare() {
        OneHotOperations encoding = new OneHotOperations();
        candidates = Matrix.ofRows(Cell.all().stream().map(encoding::encode).toArray(double[][]::new));
        Random random = new Random(1);
        double[][] rows = random.ints(OBSERVATIONS, 0, Cell.COUNT)
                .mapToObj(Cell::ofIndex)
                .map(encoding::encode)
                .toArray(double[][]::new);
        observed = Matrix.ofRows(rows);
        targets = random.doubles(OBSERVATIONS).toArray();
        fused = Matrix.of(
                Cell.COUNT, FUSED, random.doubles((long) Cell.COUNT * FUSED).toArray());
        priorMean = new KernelExpansion(
                Matern52.isotropic(1, 2),
                Matrix.of(
                        PRIOR_POINTS,
                        FUSED,
                        random.doubles((long) PRIOR_POINTS * FUSED).toArray()),
                random.doubles(PRIOR_POINTS).toArray());
        after = GaussianProcess.condition(Matern52.isotropic(1, 2), 1e-2, observed, targets);
        before = GaussianProcess.condition(
                Matern52.isotropic(1, 2),
                1e-2,
                Matrix.ofRows(Arrays.copyOf(rows, OBSERVATIONS - 1)),
                Arrays.copyOf(targets, OBSERVATIONS - 1));
    }

    /** Each candidate by itself: what the batch replaces. */
    @Benchmark
    public Prediction posteriorOfEachCandidate() {
        return after.predict(candidates);
    }

    /** One triangular solve on the batch, as after new kernel parameters. */
    @Benchmark
    public Prediction posteriorOfAllCandidates() {
        return new CandidatePosterior(candidates).update(after);
    }

    /** The batch and then one observation more. */
    @Benchmark
    public Prediction posteriorOfAllCandidatesAndOneRowMore() {
        CandidatePosterior posterior = new CandidatePosterior(candidates);
        posterior.update(before);
        return posterior.update(after);
    }

    /** What {@value #PRIOR_POINTS} tuples with fused vectors say of as many vectors as there are cells. */
    @Benchmark
    public double[] priorMeanOfAllCandidates() {
        return priorMean.means(fused);
    }

    @Benchmark
    public GaussianProcess fit() {
        return MarginalLikelihoodFit.defaults().fit(Matern52.isotropic(1, 2), 1e-2, observed, targets);
    }

    /** A whole search of 100 evaluations. */
    @Benchmark
    public List<Trial> search() {
        return new BayesianOptimization(
                        new SearchProblem(new NasBench201(), new MadeUpEvaluator(), OBSERVATIONS, seed++))
                .run();
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(BayesianSearchBenchmark.class.getSimpleName())
                        .forks(0)
                        .build())
                .run();
    }
}
