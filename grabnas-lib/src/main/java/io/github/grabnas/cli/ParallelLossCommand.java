package io.github.grabnas.cli;

import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.WholeFile;
import io.github.grabnas.experiment.run.MethodVariant;
import io.github.grabnas.experiment.run.ParallelLoss;
import io.github.grabnas.experiment.run.ParallelLossFile;
import io.github.grabnas.experiment.run.TableTarget;
import io.github.grabnas.report.ComparisonChart;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code grabnas parallel-loss}: what searches lose that evaluate several architectures at a time. */
@Command(
        name = "parallel-loss",
        mixinStandardHelpOptions = true,
        footer = "%nMemory: a heap of 2 GiB is enough.",
        description =
                "Measure on tables, on a simulated clock, how many evaluations and how much time searches need to "
                        + "find the best cell when several are evaluated at a time.")
final class ParallelLossCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--method",
            required = true,
            paramLabel = "METHOD",
            description = "A method with settings, such as 'tnas pending=constant-liar-min'; may be repeated.")
    private List<String> methods = List.of();

    @Option(
            names = "--target",
            required = true,
            paramLabel = "TARGET",
            description = "On which table; may be repeated.")
    private List<String> targets = List.of();

    @Option(
            names = "--slots",
            split = ",",
            converter = WholeNumber.Count.class,
            defaultValue = "1,2,4,8,16",
            paramLabel = "Q",
            description = "How many evaluations at a time (default: ${DEFAULT-VALUE}).")
    private List<Integer> slots = List.of();

    @Mixin
    private RepetitionOptions repetitions;

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The folder for tables, charts and provenance; made if it is missing.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        Instant date = Instant.now();
        OutputFile.checkFolder(spec, "--out", out);
        List<MethodVariant> variants = variants();
        List<TableTarget> tables = tables();
        Files.createDirectories(out);
        ParallelLoss loss = new ParallelLoss(repetitions.budget(), repetitions.firstSeed(), repetitions.seeds());
        List<ParallelLoss.Row> rows = new ArrayList<>();
        for (TableTarget table : tables) {
            for (MethodVariant variant : variants) {
                for (int count : new LinkedHashSet<>(slots)) {
                    rows.addAll(loss.measure(variant, table, count));
                }
                new ParallelLossFile(out)
                        .write(
                                rows,
                                repetitions.budget(),
                                spec.commandLine().getParseResult().originalArgs(),
                                date);
                spec.commandLine().getErr().println(variant.name() + " on " + table.label() + " is measured");
            }
            XYChart chart = ComparisonChart.points(ParallelLossFile.chart(rows, table.label(), repetitions.budget()));
            WholeFile.write(
                    out.resolve("parallel-loss-" + table.label() + ".png"),
                    file -> BitmapEncoder.saveBitmap(chart, file, BitmapFormat.PNG));
        }
        spec.commandLine().getOut().println("the tables are in " + out);
        return CommandLine.ExitCode.OK;
    }

    private List<MethodVariant> variants() {
        try {
            List<MethodVariant> variants =
                    methods.stream().map(MethodVariant::parse).distinct().toList();
            variants.forEach(MethodVariant::usesOtherDatasets);
            return variants;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<TableTarget> tables() throws IOException {
        List<TableTarget> tables = new ArrayList<>();
        for (String name : new LinkedHashSet<>(targets)) {
            Target target;
            try {
                target = Target.of(name);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
            tables.add(TableTarget.read(target, data.folder()));
        }
        return tables;
    }
}
