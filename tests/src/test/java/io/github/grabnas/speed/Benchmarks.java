package io.github.grabnas.speed;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.experiment.run.SourceCommit;
import io.github.grabnas.gp.CandidatePosterior;
import io.github.grabnas.gp.GaussianProcess;
import io.github.grabnas.gp.MarginalLikelihoodFit;
import io.github.grabnas.gp.Matern52;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.nn.convolution.TrainingEngine;
import io.github.grabnas.nn.convolution.VectorEngine;
import io.github.grabnas.nn.dl4j.Nd4jEngine;
import io.github.grabnas.search.SearchMethod;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.OneHotOperations;
import io.github.grabnas.space.Operation;
import io.github.grabnas.space.UniqueCells;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * Every benchmark one after the other, ours and the reference's in turns, and one table of how many times as fast ours
 * is: training of networks and encoding of all cells (PyTorch), posterior and fit of a Gaussian process (scikit-learn),
 * searches, their growth, and the start of the command line (the project's goals). A line for each is printed and
 * written as it is done; what cannot be measured, as without Debian's python3-torch and python3-sklearn, has no
 * reference value. The machine should be idle.
 *
 * <pre>
 * mvn -q -pl tests -am test-compile exec:exec -Dexec.executable=java \
 *     -Dexec.args="--add-modules jdk.incubator.vector -cp %classpath io.github.grabnas.speed.Benchmarks ratios.csv"
 * </pre>
 *
 * <p>Behind the file's name may stand which ones: {@code training}, {@code candidates}, {@code encoding},
 * {@code process}, {@code search}, {@code growth}, {@code start}.
 */
public final class Benchmarks {

    private static final int THREADS = 2;
    private static final int CANDIDATES = 24;
    private static final int ROUNDS = 10;
    private static final double SEARCH_GOAL = 1;
    private static final double START_GOAL = 3;

    private final Path file;
    private final List<String> lines = new ArrayList<>(List.of(BenchmarkRow.HEADER));

    private Benchmarks(Path file) {
        this.file = file;
    }

    /** Arguments: the file for the table, and which benchmarks; all if none is named. */
    public static void main(String[] arguments) throws Exception {
        Benchmarks benchmarks = new Benchmarks(Path.of(arguments[0]));
        List<String> all = List.of("training", "candidates", "encoding", "process", "search", "growth", "start");
        List<String> chosen = arguments.length > 1 ? List.of(arguments).subList(1, arguments.length) : all;
        for (String name : chosen) {
            switch (name) {
                case "training" -> benchmarks.training();
                case "candidates" -> benchmarks.candidates();
                case "encoding" -> benchmarks.encoding();
                case "process" -> benchmarks.gaussianProcess();
                case "search" -> benchmarks.search();
                case "growth" -> benchmarks.growth();
                case "start" -> benchmarks.start();
                default ->
                    throw new IllegalArgumentException(
                            "benchmark '" + name + "': expected some of " + String.join(", ", all));
            }
        }
        System.out.println("on " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, Java " + Runtime.version() + ", commit "
                + SourceCommit.find());
    }

    private void add(BenchmarkRow row) throws IOException {
        lines.add(row.csv());
        System.out.println(row.csv());
        Files.write(file, lines);
    }

    private void training() throws IOException, InterruptedException {
        ArchitectureGraph graph =
                Cell.of(Collections.nCopies(6, Operation.NOR_CONV_3X3)).graph();
        for (Skeleton size :
                List.of(new Skeleton(3, 32, 10, 16, 5), new Skeleton(3, 16, 10, 8, 1), new Skeleton(3, 8, 10, 4, 3))) {
            String numbers = size.channels() + "," + size.cells() + "," + size.imageSize();
            OptionalDouble theirs = PythonReference.number("training_speed.py", "" + THREADS, "nor_conv_3x3", numbers);
            for (TrainingEngine engine : List.of(new VectorEngine(), new Nd4jEngine())) {
                add(BenchmarkRow.rate(
                        "training step, C=" + size.channels() + " N=" + size.cells() + " " + size.imageSize() + "x"
                                + size.imageSize() + ", engine " + engine.label(),
                        "images/s",
                        TrainingSpeed.imagesPerSecond(engine, graph, size, THREADS),
                        "PyTorch",
                        theirs));
            }
        }
    }

    private void candidates() throws IOException, InterruptedException {
        List<Cell> cells = new ArrayList<>(UniqueCells.all());
        Collections.shuffle(cells, new Random(3));
        cells = cells.subList(0, CANDIDATES);
        CandidateTrainer trainer = CandidateTrainer.proxy(ProxyDataset.DIGITS);
        TrainingSpeed.candidatesAnHour(trainer, cells, 0);
        double ours = TrainingSpeed.candidatesAnHour(trainer, cells, 1);
        add(BenchmarkRow.rate(
                "candidates at proxy scale",
                "candidates/hour",
                ours,
                "PyTorch",
                TrainingSpeed.candidatesAnHourInPython(trainer, cells)));
    }

    private void encoding() throws IOException, InterruptedException {
        double ours = EncodingSpeed.allCells(ROUNDS);
        OptionalDouble theirs = PythonReference.number("encoding_speed.py", "" + THREADS, "" + ROUNDS);
        add(BenchmarkRow.time("all cells encoded", "s", ours, "PyTorch, vectorised", theirs));
    }

    private void gaussianProcess() throws IOException, InterruptedException {
        OneHotOperations encoding = new OneHotOperations();
        Matrix cells = Matrix.ofRows(Cell.all().stream().map(encoding::encode).toArray(double[][]::new));
        Random random = new Random(1);
        Matrix observed = Matrix.ofRows(random.ints(100, 0, Cell.COUNT)
                .mapToObj(i -> encoding.encode(Cell.ofIndex(i)))
                .toArray(double[][]::new));
        double[] targets = random.doubles(100).toArray();
        GaussianProcess process = GaussianProcess.condition(Matern52.isotropic(1, 2), 1e-2, observed, targets);
        double posterior = EncodingSpeed.best(ROUNDS, () -> new CandidatePosterior(cells).update(process));
        double fit = EncodingSpeed.best(
                ROUNDS, () -> MarginalLikelihoodFit.defaults().fit(Matern52.isotropic(1, 2), 1e-2, observed, targets));
        Optional<String> theirs = PythonReference.line("gp_speed.py", "" + ROUNDS);
        OptionalDouble theirPosterior =
                theirs.map(line -> PythonReference.last(line.split(" ")[0])).orElse(OptionalDouble.empty());
        OptionalDouble theirFit = theirs.map(PythonReference::last).orElse(OptionalDouble.empty());
        add(BenchmarkRow.time(
                "posterior of all cells from 100 observations", "ms", posterior * 1e3, "scikit-learn", theirPosterior));
        add(BenchmarkRow.time("kernel fitted to 100 observations", "ms", fit * 1e3, "scikit-learn", theirFit));
    }

    private void search() throws IOException {
        for (SearchMethod method : List.of(SearchMethod.TNAS, SearchMethod.GRABNAS)) {
            add(BenchmarkRow.time(
                    "search of 100 evaluations on a table, " + method.label() + ", process warm",
                    "s",
                    SearchSpeed.seconds(method),
                    "goal",
                    OptionalDouble.of(SEARCH_GOAL)));
        }
    }

    private void growth() throws IOException {
        List<BenchmarkRow> rows = new ArrayList<>();
        GrowthSpeed.measure(rows::add);
        for (BenchmarkRow row : rows) {
            add(row);
        }
    }

    private void start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("start");
        Path launcher = Files.isDirectory(Path.of("kernel-setup"))
                ? Path.of("kernel-setup", "grabnas")
                : Path.of("..", "kernel-setup", "grabnas");
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            long begin = System.nanoTime();
            int status = new ProcessBuilder(
                            launcher.toString(),
                            "search",
                            "--method=grabnas",
                            "--target=proxy-fashion",
                            "--budget=1",
                            "--out=" + folder.resolve("trials.csv"))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IOException(launcher + " ended with " + status + "; build the checkout first");
            }
            best = Math.min(best, (System.nanoTime() - begin) / 1e9);
        }
        Files.delete(folder.resolve("trials.csv"));
        Files.delete(folder);
        add(BenchmarkRow.time(
                "command line, start to the first result", "s", best, "goal", OptionalDouble.of(START_GOAL)));
    }
}
