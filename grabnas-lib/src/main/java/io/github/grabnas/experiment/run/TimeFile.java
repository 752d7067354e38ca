package io.github.grabnas.experiment.run;

import io.github.grabnas.statistics.Summary;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes how long searches took. It is a file of its own beside the trials, since times alone differ from run to run.
 * Its columns: method, target, pruned, seed, evaluations, seconds (of wall-clock time), side_by_side (how many searches
 * could run at the same time) and commit.
 */
public final class TimeFile {

    private static final List<String> COLUMNS =
            List.of("method", "target", "pruned", "seed", "evaluations", "seconds", "side_by_side", "commit");

    private TimeFile() {}

    /** Mean wall-clock seconds of a search, for each condition. */
    public static ResultTable summary(ExperimentRuns runs) {
        return ResultColumns.of(runs.conditions())
                .text("target", c -> c.condition().target().label())
                .text("method", c -> c.condition().variant().name())
                .whole("pruned", c -> c.condition().pruned())
                .whole("seeds", c -> c.stored().size())
                .number(
                        "mean_seconds_of_a_search",
                        Decimals.of(3),
                        c -> Summary.of(c.runs().stream()
                                        .mapToDouble(SearchRun::seconds)
                                        .toArray())
                                .mean())
                .whole(
                        "side_by_side",
                        c -> c.stored().stream()
                                .mapToInt(StoredRun::sideBySide)
                                .max()
                                .orElseThrow())
                .table(
                        "times-summary",
                        "Time",
                        List.of("Wall-clock time, with so many searches at the same time. A search that "
                                + "was finished earlier counts with the time that it took then."));
    }

    /** Writes the file. */
    public static void write(Path file, ExperimentRuns runs) throws IOException {
        CsvFile.write(
                file,
                COLUMNS,
                runs.conditions().stream().flatMap(c -> c.stored().stream()).map(TimeFile::record));
    }

    private static List<String> record(StoredRun stored) {
        SearchRun run = stored.run();
        return List.of(
                run.method(),
                run.target(),
                Integer.toString(run.pruned()),
                Long.toString(run.seed()),
                Integer.toString(run.trials().size()),
                String.format(Locale.ROOT, "%.3f", run.seconds()),
                Integer.toString(stored.sideBySide()),
                stored.commit());
    }
}
