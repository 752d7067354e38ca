package io.github.grabnas.evaluate.training;

import java.io.IOException;
import java.nio.file.Path;

/** A process that trains candidates into a journal, to be killed by {@link JournalKillTest}. */
final class PoolProcess {

    private PoolProcess() {}

    public static void main(String[] arguments) throws IOException {
        try (TrainingJournal journal =
                TrainingJournal.open(Path.of(arguments[0]), TinyTask.trainer().settings())) {
            System.out.println("open");
            new CandidatePool(2)
                    .train(
                            TinyTask.candidates(Integer.parseInt(arguments[1])),
                            journal,
                            entry -> System.out.println(entry.key()));
            System.out.println("done");
        }
    }
}
