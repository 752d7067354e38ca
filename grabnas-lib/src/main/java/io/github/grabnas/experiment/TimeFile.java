package io.github.grabnas.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes how long searches took, in a file beside the trials, since times alone differ from run to run: the columns are method, target,
 * pruned, seed, evaluations, seconds (of wall-clock time), side_by_side (how many searches could run at the same time) and commit.
 */
public final class TimeFile {

    private TimeFile() {
    }

    /** Writes the file. */
    public static void write(Path file, ExperimentRuns runs) throws IOException {
        CsvFile.write(file, List.of("method", "target", "pruned", "seed", "evaluations", "seconds", "side_by_side", "commit"),
                runs.arms().stream().flatMap(a -> a.stored().stream()).map(s -> List.of(s.run().method(), s.run().target(),
                        Integer.toString(s.run().pruned()), Long.toString(s.run().seed()), Integer.toString(s.run().trials().size()),
                        String.format(Locale.ROOT, "%.3f", s.run().seconds()), Integer.toString(s.sideBySide()), s.commit())));
    }
}
