package io.github.grabnas.speed;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.evaluate.training.Candidate;
import io.github.grabnas.evaluate.training.CandidatePool;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.nn.convolution.Pixels;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.nn.convolution.TrainableNetwork;
import io.github.grabnas.nn.convolution.TrainingEngine;
import io.github.grabnas.nn.convolution.VectorEngine;
import io.github.grabnas.nn.dl4j.Nd4jEngine;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;
import io.github.grabnas.space.UniqueCells;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Training steps of NAS-Bench-201 networks on both engines, images a second, and whole candidates at proxy scale,
 * candidates an hour, ours and (where Debian's python3-torch is) PyTorch's, in turns in one run:
 *
 * <pre>
 * mvn -q -pl tests -am test-compile exec:exec -Dexec.executable=java \
 *     -Dexec.args="--add-modules jdk.incubator.vector -cp %classpath io.github.grabnas.speed.TrainingSpeed"
 * </pre>
 */
public final class TrainingSpeed {

    private static final int BATCH = 64;
    private static final int CANDIDATES = 24;

    private TrainingSpeed() {}

    /** Prints the tables. */
    public static void main(String[] arguments) throws Exception {
        start(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                PythonReference.file("MachinePeak.java")));
        for (int threads : new int[] {2, 1}) {
            System.out.printf("%nall nor_conv_3x3, batch %d, %d thread(s)%n", BATCH, threads);
            for (Skeleton skeleton : List.of(
                    new Skeleton(3, 32, 10, 16, 5),
                    new Skeleton(3, 16, 10, 8, 1),
                    new Skeleton(3, 8, 10, 4, 3),
                    new Skeleton(3, 8, 10, 4, 1))) {
                ArchitectureGraph graph =
                        Cell.of(Collections.nCopies(6, Operation.NOR_CONV_3X3)).graph();
                System.out.printf(
                        Locale.ROOT,
                        "C=%1$d N=%2$d %3$dx%3$d: vector %4$.0f images/s, nd4j %5$.0f images/s; PyTorch:%n",
                        skeleton.channels(),
                        skeleton.cells(),
                        skeleton.imageSize(),
                        imagesPerSecond(new VectorEngine(), graph, skeleton, threads),
                        imagesPerSecond(new Nd4jEngine(), graph, skeleton, threads));
                String size = skeleton.channels() + "," + skeleton.cells() + "," + skeleton.imageSize();
                python("training_speed.py", "" + threads, "nor_conv_3x3", size);
            }
        }
        System.out.printf("%n%d candidates at proxy scale, two at a time on one thread each%n", CANDIDATES);
        List<Cell> cells = new ArrayList<>(UniqueCells.all());
        Collections.shuffle(cells, new Random(3));
        cells = cells.subList(0, CANDIDATES);
        CandidateTrainer trainer = CandidateTrainer.proxy(ProxyDataset.DIGITS);
        for (int repeat = 0; repeat < 2; repeat++) {
            System.out.printf(
                    Locale.ROOT,
                    "ours %.0f candidates/hour%s%n",
                    candidatesAnHour(trainer, cells, repeat),
                    repeat == 0 ? " (first time, with the compiler at work)" : "");
        }
        OptionalDouble theirs = candidatesAnHourInPython(trainer, cells);
        System.out.println(
                theirs.isPresent()
                        ? "PyTorch " + Math.round(theirs.getAsDouble()) + " candidates/hour"
                        : "PyTorch: not measured; it needs Debian's python3-torch");
    }

    /** PyTorch's candidates an hour, two at a time on one thread each; empty where it is missing. */
    static OptionalDouble candidatesAnHourInPython(CandidateTrainer trainer, List<Cell> cells)
            throws IOException, InterruptedException {
        Path list = Files.createTempFile("cells", ".txt");
        try {
            Files.write(list, cells.stream().map(c -> c.graph().text()).toList());
            return PythonReference.number(
                    "candidates_per_hour.py",
                    list.toString(),
                    "" + trainer.task().training().count(),
                    "" + trainer.task().test().count());
        } finally {
            Files.delete(list);
        }
    }

    static double candidatesAnHour(CandidateTrainer trainer, List<Cell> cells, int seed) throws IOException {
        Path folder = Files.createTempDirectory("speed");
        try (TrainingJournal journal = TrainingJournal.open(folder.resolve("journal"), trainer.settings())) {
            long begin = System.nanoTime();
            new CandidatePool(2)
                    .train(
                            cells.stream()
                                    .map(c -> new Candidate(trainer, c, seed))
                                    .toList(),
                            journal,
                            entry -> {});
            return cells.size() * 3600e9 / (System.nanoTime() - begin);
        } finally {
            Files.deleteIfExists(folder.resolve("journal"));
            Files.delete(folder);
        }
    }

    private static LabelledImages images(Skeleton skeleton) {
        byte[] pixels = new byte[BATCH * 3 * skeleton.imageSize() * skeleton.imageSize()];
        new Random(1).nextBytes(pixels);
        return new LabelledImages(
                "noise",
                3,
                skeleton.imageSize(),
                skeleton.imageSize(),
                IntStream.range(0, 10).mapToObj(Integer::toString).toList(),
                pixels,
                IntStream.range(0, BATCH).map(i -> i % 10).toArray());
    }

    private static int steps(Skeleton skeleton) {
        return skeleton.channels() == 16 ? 3 : skeleton.channels() == 8 ? 100 : 400;
    }

    static double imagesPerSecond(TrainingEngine engine, ArchitectureGraph graph, Skeleton skeleton, int threads) {
        LabelledImages images = images(skeleton);
        int[] all = IntStream.range(0, BATCH).toArray();
        try (TrainableNetwork network = engine.network(graph, skeleton, BATCH, threads)) {
            network.load(images, all, Pixels.of(images));
            return best(steps(skeleton), () -> {
                network.gradient();
                network.step(0.01, 0.9, 5e-4);
            });
        }
    }

    /** Images a second in the best of several rounds. */
    private static double best(int steps, Runnable step) {
        double best = 0;
        for (int round = 0; round < 6; round++) {
            long begin = System.nanoTime();
            for (int i = 0; i < steps; i++) {
                step.run();
            }
            best = Math.max(best, steps * BATCH * 1e9 / (System.nanoTime() - begin));
        }
        return best;
    }

    private static void python(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", PythonReference.file(script)));
        command.addAll(List.of(arguments));
        if (start(command) != 0) {
            System.out.println("PyTorch: not measured; it needs Debian's python3-torch");
        }
    }

    private static int start(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
