package io.github.grabnas.cli;

import io.github.grabnas.data.WholeFile;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.report.ArchitectureDescription;
import io.github.grabnas.report.ArchitectureDrawing;
import io.github.grabnas.space.Architecture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import javax.imageio.ImageIO;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code grabnas describe}: tells what is known of an architecture without training it, and draws it. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        footer = "%nMemory: a heap of 2 GiB is enough.",
        description = "Tell what an architecture computes, what it costs, which cells are equal to it and what is "
                + "known of its accuracy; draw it.")
final class DescribeCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(
            paramLabel = "ARCHITECTURE",
            description = "A cell, such as '|nor_conv_3x3~0|+|none~0|skip_connect~1|+|...|', or a graph, such as "
                    + "'input nor_conv_3x3 output; 0>1 1>2'.")
    private String architecture;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to draw it: a file whose name ends in .svg or .png.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--channels",
            converter = WholeNumber.Count.class,
            defaultValue = "16",
            description = "C of the network (default: ${DEFAULT-VALUE}).")
    private int channels;

    @Option(
            names = "--cells",
            converter = WholeNumber.Count.class,
            defaultValue = "5",
            description = "N of the network (default: ${DEFAULT-VALUE}).")
    private int cells;

    @Option(
            names = "--image-size",
            converter = WholeNumber.Count.class,
            defaultValue = "32",
            paramLabel = "PIXELS",
            description = "Height and width of the images (default: ${DEFAULT-VALUE}).")
    private int imageSize;

    @Option(
            names = "--classes",
            converter = WholeNumber.Count.class,
            defaultValue = "10",
            description = "How many classes (default: ${DEFAULT-VALUE}).")
    private int classes;

    @Option(names = "--grey", description = "Count for grey images instead of coloured ones.")
    private boolean grey;

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException {
        out.ifPresent(this::checkDrawing);
        ArchitectureDescription description;
        try {
            Architecture parsed = Architecture.parse(architecture);
            description = ArchitectureDescription.of(
                    parsed, new Skeleton(grey ? 1 : 3, imageSize, classes, channels, cells), data.folder());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        if (out.isPresent()) {
            draw(description.architecture(), out.get());
        }
        PrintWriter console = spec.commandLine().getOut();
        console.print(description.text());
        console.flush();
        return CommandLine.ExitCode.OK;
    }

    private void checkDrawing(Path file) {
        if (!isSvg(file) && !lowerCase(file).endsWith(".png")) {
            throw new ParameterException(
                    spec.commandLine(), "--out " + file + ": expected a name that ends in .svg or .png");
        }
        OutputFile.check(spec, "--out", file);
    }

    private static boolean isSvg(Path file) {
        return lowerCase(file).endsWith(".svg");
    }

    private static String lowerCase(Path file) {
        return file.toString().toLowerCase(Locale.ROOT);
    }

    private static void draw(Architecture drawn, Path file) throws IOException {
        if (isSvg(file)) {
            ArchitectureDrawing.svg(drawn, "").write(file);
        } else {
            WholeFile.write(file, stream -> ImageIO.write(ArchitectureDrawing.of(drawn), "png", stream));
        }
    }
}
