package io.github.grabnas.cli;

import io.github.grabnas.evaluate.training.EngineComparison;
import io.github.grabnas.evaluate.training.EngineComparison.Steps;
import io.github.grabnas.evaluate.training.TrainingRecipe;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.nn.convolution.VectorEngine;
import io.github.grabnas.nn.dl4j.Nd4jBackend;
import io.github.grabnas.nn.dl4j.Nd4jEngine;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.Operation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.io.PrintWriter;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code grabnas check-gpu}: whether ND4J's backend computes what the vector engine does, and how fast. */
@Command(
        name = "check-gpu",
        mixinStandardHelpOptions = true,
        footer = "%nMemory: a heap of 2 GiB is enough; the process takes up to 2.0 GB on a processor.",
        description = "Find ND4J's backend, train the all-3x3 network a few steps on both engines, compare the "
                + "numbers, and tell how long the published recipe would take. Without a GPU it compares on the "
                + "processor.")
final class CheckGpuCommand implements Callable<Integer> {

    private static final int BATCH_ON_PROCESSOR = 64;

    /** What the vector engine takes batches in. */
    private static final int FULL = 16;

    /**
     * Numbers are compared on a shallow network: the gradient of a deep one without shortcuts is so sensitive that
     * PyTorch in single precision is off by 2 % at N=5 (0.05 to 0.5 % at N=1).
     */
    private static final int CELLS_FOR_NUMBERS = 1;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--steps",
            converter = WholeNumber.Count.class,
            defaultValue = "5",
            description = "Training steps (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--batch",
            converter = WholeNumber.Count.class,
            paramLabel = "N",
            description = "Images a step, a multiple of 16 (default: the recipe's 256 on a GPU, else 64).")
    private Optional<Integer> batch = Optional.empty();

    @Option(
            names = "--train-images",
            converter = WholeNumber.Count.class,
            defaultValue = "50000",
            paramLabel = "N",
            description = "For how many training images the hours are (default: ${DEFAULT-VALUE}, CIFAR-10).")
    private int trainImages;

    @Option(
            names = "--channels",
            converter = WholeNumber.Count.class,
            defaultValue = "16",
            description = "C of the network (default: ${DEFAULT-VALUE}, as published).")
    private int channels;

    @Option(
            names = "--cells",
            converter = WholeNumber.Count.class,
            defaultValue = "5",
            description = "N of the network (default: ${DEFAULT-VALUE}, as published).")
    private int cells;

    @Option(
            names = "--seed",
            converter = WholeNumber.Seed.class,
            description = "Of weights and images (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        check();
        Nd4jBackend backend = Nd4jBackend.start();
        out.println("ND4J runs on " + backend + ".");
        if (!backend.isCuda()) {
            out.println("There is no GPU in use: this build has the backend of the processor. For a GPU, build with "
                    + "mvn -Pcuda -DskipTests package and start this command again.");
        }
        int size = batch.orElse(backend.isCuda() ? TrainingRecipe.nasBench201().batchSize() : BATCH_ON_PROCESSOR);
        out.printf(
                Locale.ROOT,
                "All nor_conv_3x3, C=%d, 32x32, batches of %d, %d steps from the same weights. "
                        + "The numbers, with N=%d:%n",
                channels,
                size,
                steps,
                CELLS_FOR_NUMBERS);
        out.flush();
        EngineComparison numbers = compare(CELLS_FOR_NUMBERS, size);
        printNumbers(numbers, out);
        out.printf(Locale.ROOT, "The speed, with N=%d:%n", cells);
        out.flush();
        printSpeed(cells == CELLS_FOR_NUMBERS ? numbers : compare(cells, size), out);
        return numbers.isAgreement() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private void check() {
        if (steps < 2) {
            throw new ParameterException(
                    spec.commandLine(), "--steps " + steps + ": expected at least 2, as the first warms up");
        }
        if (batch.orElse(FULL) % FULL != 0) {
            throw new ParameterException(
                    spec.commandLine(), "--batch " + batch.get() + ": expected a multiple of " + FULL);
        }
        int least = TrainingRecipe.nasBench201().batchSize();
        if (trainImages < least) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--train-images " + trainImages + ": expected at least " + least + ", one batch of the recipe");
        }
    }

    private EngineComparison compare(int cellsOfStage, int size) {
        return EngineComparison.of(
                new VectorEngine(),
                new Nd4jEngine(),
                Cell.of(Collections.nCopies(Cell.EDGES, Operation.NOR_CONV_3X3)),
                new Skeleton(3, 32, 10, channels, cellsOfStage),
                size,
                steps,
                Runtime.getRuntime().availableProcessors(),
                seed);
    }

    private void printNumbers(EngineComparison comparison, PrintWriter out) {
        Steps first = comparison.first();
        Steps second = comparison.second();
        for (int step = 0; step < steps; step++) {
            out.printf(
                    Locale.ROOT,
                    "step %d: loss %s %.6f, %s %.6f%n",
                    step + 1,
                    first.engine(),
                    first.losses().get(step),
                    second.engine(),
                    second.losses().get(step));
        }
        out.println("After the first step the engines differ, as shares of the norm, in");
        comparison.differences().forEach(d -> out.printf(Locale.ROOT, "  %s: %.1e%n", d.what(), d.share()));
        out.printf(
                Locale.ROOT,
                "At most %.0e is rounding: the engines %s.%n",
                EngineComparison.AGREEMENT,
                comparison.isAgreement() ? "agree" : "DO NOT agree");
        out.flush();
    }

    private void printSpeed(EngineComparison comparison, PrintWriter out) {
        for (Steps measured : new Steps[] {comparison.first(), comparison.second()}) {
            out.printf(
                    Locale.ROOT,
                    "%-6s %.0f images/s: the published recipe on %d images takes about %.1f hours%n",
                    measured.engine(),
                    measured.imagesPerSecond(),
                    trainImages,
                    measured.hours(TrainingRecipe.nasBench201(), trainImages));
        }
        out.flush();
    }
}
