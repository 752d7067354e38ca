package io.github.grabnas.cli;

import io.github.grabnas.experiment.run.LibraryVersion;
import io.github.grabnas.experiment.run.Machine;
import io.github.grabnas.experiment.run.SourceCommit;
import picocli.CommandLine.Model.CommandSpec;

import java.util.List;

/** What made a page, for its foot. */
final class MadeBy {

    private MadeBy() {}

    /** The arguments as they were given. */
    static List<String> arguments(CommandSpec spec) {
        return List.copyOf(spec.root().commandLine().getParseResult().originalArgs());
    }

    /** Command, version, commit and machine in one sentence. */
    static String text(CommandSpec spec) {
        String commit = SourceCommit.find();
        return "Made by grabnas " + String.join(" ", arguments(spec)) + "; " + LibraryVersion.text()
                + (commit.isEmpty() ? "" : ", last commit " + commit) + "; " + Machine.current();
    }
}
