package io.github.grabnas.cli;

import io.github.grabnas.experiment.prepare.AutoencoderTraining;
import io.github.grabnas.experiment.prepare.GraphFamily;
import io.github.grabnas.space.Cell;
import io.github.grabnas.surrogate.DecoderTraining;
import io.github.grabnas.surrogate.DecodingQuality;
import io.github.grabnas.surrogate.GraphAutoencoder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The options of the commands that train a graph decoder and measure it. */
final class DecoderTrainingOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--report", paramLabel = "FILE.csv", description = "Where to write the measurements.")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--epochs",
            converter = WholeNumber.Count.class,
            paramLabel = "N",
            description = "Passes over the graphs, in each stage (default: 20 for a decoder alone, "
                    + "40 for an autoencoder of cells, 25 for one of the wider family).")
    private Optional<Integer> epochs = Optional.empty();

    @Option(
            names = "--report-cells",
            converter = WholeNumber.Count.class,
            paramLabel = "N",
            description = "Measure on N cells, evenly spaced among all of them, and on as many random latent vectors "
                    + "(default: all cells and 10000 vectors).")
    private int reportCells = Cell.COUNT;

    @Option(
            names = "--without-vertex-ids",
            description = "The decoder's states do not depend on the numbers of its nodes, as "
                    + "published; it leaves the search space far more often. An autoencoder's encoder has no "
                    + "numbers either.")
    private boolean withoutVertexIds;

    @Option(
            names = "--graphs",
            description = "What is learnt from: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); wider adds "
                    + "graphs of up to ten nodes that are no cells.")
    private GraphFamily family = GraphFamily.CELLS;

    /** Checks the report's folder. */
    void check() {
        report.ifPresent(file -> OutputFile.check(spec, "--report", file));
    }

    GraphFamily family() {
        return family;
    }

    boolean vertexIds() {
        return !withoutVertexIds;
    }

    DecoderTraining withEpochs(DecoderTraining training) {
        return epochs.map(training::withEpochs).orElse(training);
    }

    /**
     * Measures a trained decoder, adds more measurements, writes the report if it was asked for, and prints the
     * measurements.
     */
    void report(GraphAutoencoder autoencoder, long seed, List<DecodingQuality> more) throws IOException {
        List<DecodingQuality> rows = new ArrayList<>(AutoencoderTraining.measure(autoencoder, reportCells, seed));
        rows.addAll(more);
        if (report.isPresent()) {
            AutoencoderTraining.write(report.get(), rows);
        }
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%-45s %8s %8s %8s %8s %8s %8s%n",
                        "latents",
                        "same",
                        "cells",
                        "novel",
                        "invalid",
                        "types",
                        "unique");
        rows.forEach(r -> spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%-45s %8.2f %8.2f %8.2f %8.2f %8.2f %8.2f%n",
                        r.latents(),
                        r.same(),
                        r.cells(),
                        r.novel(),
                        r.invalid(),
                        r.typeSequence(),
                        r.unique()));
    }
}
