package io.github.grabnas.experiment.prepare;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.benchmark.TableReliability;
import io.github.grabnas.experiment.run.CsvFile;
import io.github.grabnas.experiment.run.Decimals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the {@link TableReliability} of proxy tables, a line for each, in the order of their names. */
public final class ReliabilityFile {

    private static final Decimals DIGITS = Decimals.of(4);

    private ReliabilityFile() {}

    /** Adds the line of what was measured of a target, or replaces it; the file is replaced as a whole. */
    public static void put(Path file, ProxyDataset dataset, ProxyMeasurement.Result result) throws IOException {
        put(
                file,
                new TableReliability(
                        dataset.target().label(),
                        result.trainings(),
                        result.single().spearman(),
                        result.single().ofMean(result.trainings()),
                        dataset.reliability(),
                        result.topReliability(),
                        ProxyMeasurement.TOP_RELIABILITY));
    }

    /** Adds a line, or replaces that of the same target; the file is replaced as a whole. */
    public static void put(Path file, TableReliability line) throws IOException {
        Map<String, TableReliability> lines = new TreeMap<>();
        TableReliability.read(file).forEach(l -> lines.put(l.target(), l));
        lines.put(line.target(), line);
        CsvFile.write(
                file,
                TableReliability.COLUMNS,
                lines.values().stream()
                        .map(l -> List.of(
                                l.target(),
                                Integer.toString(l.trainings()),
                                DIGITS.format(l.spearman()),
                                DIGITS.format(l.reliability()),
                                DIGITS.format(l.bar()),
                                DIGITS.format(l.top()),
                                DIGITS.format(l.topBar()))));
    }
}
