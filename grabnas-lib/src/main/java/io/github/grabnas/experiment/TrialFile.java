package io.github.grabnas.experiment;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.github.grabnas.search.Trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Writes every trial of some searches to a CSV file with the columns method, target, pruned, seed,
 * evaluation (from 1), architecture, origin, accuracy and best_so_far (in percent).
 */
public final class TrialFile {

    private static final List<String> COLUMNS = List.of("method", "target", "pruned", "seed", "evaluation",
            "architecture", "origin", "accuracy", "best_so_far");

    private TrialFile() {
    }

    /**
     * Writes the file under a temporary name beside its place and moves it there, so that there is
     * never a half-written one.
     *
     * @throws IOException if the folder does not exist or cannot be written to
     */
    public static void write(Path file, List<SearchRun> runs) throws IOException {
        Path target = file.toAbsolutePath();
        Path part = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".part");
        try {
            try (CsvWriter csv = CsvWriter.builder().build(part)) {
                csv.writeRecord(COLUMNS);
                runs.forEach(run -> run.trials().forEach(trial -> csv.writeRecord(record(run, trial))));
            }
            part.toFile().setReadable(true, false);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static List<String> record(SearchRun run, Trial trial) {
        return List.of(run.method(), run.target(), Integer.toString(run.pruned()), Long.toString(run.seed()),
                Integer.toString(trial.evaluation()), trial.architecture().text(), trial.origin().label(),
                Double.toString(trial.accuracy()), Double.toString(trial.bestSoFar()));
    }
}
