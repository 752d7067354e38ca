package io.github.grabnas.experiment.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes how long searches took, in a file beside the trials, since times alone differ from run to run: the columns are
 * method, target,
 * pruned, seed, evaluations, seconds (of wall-clock time), side_by_side (how many searches could run at the same time) and commit.
 */
public final class TimeFile {

    private TimeFile() {
    }

    /** Mean wall-clock seconds of a search, for each method and target. */
    public static ResultTable summary(ExperimentRuns runs) {
        return new ResultTable("times-summary", "Time", List.of("target", "method", "pruned", "seeds", "mean_seconds_of_a_search",
                "side_by_side"), runs.arms().stream().map(a -> List.of(a.arm().target().label(), a.arm().variant().name(),
                Integer.toString(a.arm().pruned()), Integer.toString(a.stored().size()),
                ResultTable.number(a.runs().stream().mapToDouble(SearchRun::seconds).average().orElseThrow()),
                Integer.toString(a.stored().stream().mapToInt(StoredRun::sideBySide).max().orElseThrow()))).toList(),
                List.of("Wall-clock time, with so many searches at the same time; a search that was found counts with the "
                + "time it took when "
                        + "it was run."));
    }

    /** Writes the file. */
    public static void write(Path file, ExperimentRuns runs) throws IOException {
        CsvFile.write(file, List.of("method", "target", "pruned", "seed", "evaluations", "seconds", "side_by_side", "commit"),
                runs.arms().stream().flatMap(a -> a.stored().stream()).map(s -> List.of(s.run().method(), s.run().target(),
                        Integer.toString(s.run().pruned()), Long.toString(s.run().seed()),
                        Integer.toString(s.run().trials().size()),
                        String.format(Locale.ROOT, "%.3f", s.run().seconds()), Integer.toString(s.sideBySide()), s.commit())));
    }
}
