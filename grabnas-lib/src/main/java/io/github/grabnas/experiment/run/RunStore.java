package io.github.grabnas.experiment.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grabnas.data.WholeFile;
import io.github.grabnas.search.Trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps every finished search in a file of its own. An experiment that was stopped continues from these files, and
 * experiments share the searches that they have in common.
 *
 * <p>A file's first line is the SHA-256 of its rest, the second the {@link RunKey} and the time as JSON, then come the
 * trials as {@link TrialFile} has them. A file that does not fit its checksum or its key is reported and counts as
 * missing.
 */
public final class RunStore {

    private static final String MAGIC = "# grabnas run, SHA-256 of the rest ";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Consumer<String> warnings;

    private record Head(RunKey key, double seconds, String commit, int sideBySide) {}

    /**
     * A store in a folder, which is made if it is missing.
     *
     * @param warnings receives a line for each damaged file
     */
    public RunStore(Path folder, Consumer<String> warnings) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.warnings = warnings;
    }

    /** The search of a key if it is done. */
    public Optional<StoredRun> find(RunKey key) throws IOException {
        Path file = folder.resolve(key.fileName());
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(key, Files.readString(file)));
        } catch (IllegalArgumentException | IOException e) {
            warnings.accept(file + " is damaged (" + e.getMessage() + "); its search is run again");
            return Optional.empty();
        }
    }

    /** Whether there is a file for the key; it is not read. */
    boolean has(RunKey key) {
        return Files.exists(folder.resolve(key.fileName()));
    }

    private static StoredRun parse(RunKey key, String text) throws JsonProcessingException {
        int first = text.indexOf('\n');
        int second = text.indexOf('\n', first + 1);
        if (!text.startsWith(MAGIC) || second < 0) {
            throw new IllegalArgumentException("it is no finished search");
        }
        if (!text.substring(MAGIC.length(), first).equals(DataChecksums.sha256(text.substring(first + 1)))) {
            throw new IllegalArgumentException("it does not fit its checksum");
        }
        Head head = JSON.readValue(text.substring(first + 3, second), Head.class);
        if (!head.key().equals(key)) {
            throw new IllegalArgumentException("it is the search of another key");
        }
        List<Trial> trials = TrialFile.trials(text.substring(second + 1));
        return new StoredRun(
                new SearchRun(key.variant(), key.target(), key.pruned(), key.seed(), trials, head.seconds()),
                head.commit(),
                head.sideBySide());
    }

    /** Keeps a search; when the method returns, its file is whole and in place. */
    public void write(RunKey key, StoredRun run) throws IOException {
        String rest = "# " + JSON.writeValueAsString(new Head(key, run.run().seconds(), run.commit(), run.sideBySide()))
                + "\n" + TrialFile.text(List.of(run.run()));
        WholeFile.write(
                folder.resolve(key.fileName()),
                out -> out.write((MAGIC + DataChecksums.sha256(rest) + "\n" + rest).getBytes(StandardCharsets.UTF_8)));
    }
}
