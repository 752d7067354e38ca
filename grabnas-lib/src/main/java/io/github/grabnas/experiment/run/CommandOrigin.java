package io.github.grabnas.experiment.run;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * What every file of where numbers come from says of the command: with which library it ran, on which machine, and
 * when.
 *
 * @param library the library's version
 * @param commit of the checkout; empty outside one
 * @param machine that the command ended on
 * @param started when the command was
 * @param seconds that the command took so far
 */
public record CommandOrigin(String library, String commit, Machine machine, String started, double seconds) {

    /** Checks that nothing is missing. */
    public CommandOrigin {
        Objects.requireNonNull(library, "library");
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(machine, "machine");
        Objects.requireNonNull(started, "started");
    }

    /** Of this process, for a command that was started then and ends now. */
    public static CommandOrigin since(Instant started) {
        return new CommandOrigin(
                LibraryVersion.text(),
                SourceCommit.find(),
                Machine.current(),
                started.truncatedTo(ChronoUnit.SECONDS).toString(),
                Duration.between(started, Instant.now()).toMillis() / 1e3);
    }
}
