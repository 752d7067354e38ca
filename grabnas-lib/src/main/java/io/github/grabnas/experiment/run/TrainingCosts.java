package io.github.grabnas.experiment.run;

import io.github.grabnas.benchmark.ArchitectureTable;
import io.github.grabnas.benchmark.ProxyTableReader;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.DecimalNumber;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How many seconds it takes to train an architecture on a target.
 *
 * <p>At proxy scale they were measured: the mean over the cell's trainings in the journal that the table was made from,
 * times the number of trainings whose mean the table has, since that mean is what a search is told. Of NAS-Bench-201's
 * tables they are the benchmark's own seconds an epoch times its 200 epochs ({@value #NAS_BENCH}), where that file is.
 *
 * @param kind how they are known
 * @param seconds of each architecture
 * @param factor by which they are multiplied
 * @param note what a reader must know
 */
public record TrainingCosts(CostCurve.Kind kind, ArchitectureTable seconds, double factor, String note) {

    /** The benchmark's costs, within a data folder. */
    public static final String NAS_BENCH = "nasbench201/nb201_costs.csv";

    private static final int EPOCHS = 200;
    private static final String SECONDS = "seconds";
    private static final Map<Target, String> COLUMNS = Map.of(
            Target.CIFAR10, "c10_time_per_epoch_s",
            Target.CIFAR100, "c100_time_per_epoch_s",
            Target.IMAGENET16_120, "im_time_per_epoch_s");

    /** Fields of a journal's line: checksum, task, architecture, seed, accuracy, outcome, seconds. */
    private static final int ARCHITECTURE_FIELD = 2;

    private static final int SECONDS_FIELD = 6;
    private static final int MOST_BYTES = 256 << 20;

    /** Checks that nothing is missing. */
    public TrainingCosts {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(seconds, "seconds");
        Objects.requireNonNull(note, "note");
    }

    /**
     * Those of a target with a table; empty where they are not known.
     *
     * @throws UncheckedIOException if the file that has them is damaged
     */
    public static Optional<TrainingCosts> of(Target target, DataFolder data) {
        try {
            if (Target.proxy().contains(target)) {
                return proxy(target);
            }
            Optional<Path> file = data.file(NAS_BENCH);
            return file.isPresent() && COLUMNS.containsKey(target)
                    ? Optional.of(benchmark(file.get(), COLUMNS.get(target)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static TrainingCosts benchmark(Path file, String column) throws IOException {
        ArchitectureTable table = ArchitectureTable.read(file, column);
        int missing = Cell.COUNT - table.architectures().size();
        return new TrainingCosts(
                CostCurve.Kind.BENCHMARK,
                table,
                EPOCHS,
                "NAS-Bench-201's seconds an epoch times " + EPOCHS
                        + " epochs, on its authors' GPU; the search itself is "
                        + "left out. " + missing + " of " + Cell.COUNT
                        + " cells have no time there: they count with an "
                        + "equivalent cell's, or with the mean.");
    }

    private static Optional<TrainingCosts> proxy(Target target) throws IOException {
        String note = "Seconds of the trainings as they were measured, one thread each on a shared machine: of all "
                + "those whose mean the table has of a cell; and of the search itself, spread evenly over its "
                + "evaluations.";
        InputFile journal = InputFile.packedOrNot(
                DataFolder.embedded("proxy/trainings").resolve(target.label() + ".journal"),
                "the journal of trainings");
        if (!Files.exists(journal.path())) {
            return Optional.empty();
        }
        Map<Architecture, Double> seconds = means(journal);
        ProxyTableReader.find()
                .rows(target)
                .forEach((cell, row) -> seconds.computeIfPresent(cell, (c, one) -> one * row.trainings()));
        return Optional.of(
                new TrainingCosts(CostCurve.Kind.MEASURED, new ArchitectureTable(SECONDS, seconds), 1, note));
    }

    /** The mean seconds of each architecture's trainings. */
    private static Map<Architecture, Double> means(InputFile journal) throws IOException {
        List<String> lines = new String(journal.unpackedBytes(MOST_BYTES), StandardCharsets.UTF_8)
                .lines()
                .toList();
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).split("\t", -1);
            try {
                seconds.computeIfAbsent(fields[ARCHITECTURE_FIELD], a -> new ArrayList<>())
                        .add(DecimalNumber.parse(fields[SECONDS_FIELD]));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new DataFormatException(
                        journal.path(), i + 1L, "it is no training; expected seconds in its 7th field");
            }
        }
        return seconds.entrySet().stream()
                .collect(Collectors.toMap(
                        e -> Architecture.parse(e.getKey()),
                        e -> e.getValue().stream().mapToDouble(s -> s).average().orElseThrow(),
                        (a, b) -> a,
                        LinkedHashMap::new));
    }

    /** Seconds of one architecture: its own, an equivalent one's, or the mean of all. */
    public double of(Architecture architecture) {
        return factor * seconds.value(architecture).orElseGet(this::mean);
    }

    private double mean() {
        return seconds.architectures().stream()
                .mapToDouble(a -> seconds.value(a).orElseThrow())
                .average()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s seconds of training, mean %.1f", kind.label(), factor * mean());
    }
}
