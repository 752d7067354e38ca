package io.github.grabnas.evaluate.training;

import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A process that trains on a cluster, to be killed; when all is done, it tries a candidate that cannot be trained. */
public final class SparkWork {

    private static final int COUNT = 200;
    private static final CandidateTrainer TRAINER =
            new CandidateTrainer(TinyTask.task(), 1, 1, new TrainingRecipe(40, 16, 0.1, 0.9, 0, 0, false), 1);

    private SparkWork() {}

    /** Different cells. */
    public static List<Candidate> candidates() {
        return IntStream.range(0, COUNT)
                .mapToObj(i -> new Candidate(TRAINER, Cell.ofIndex(i * 37 % Cell.COUNT), i % 3))
                .toList();
    }

    /** The journal of the trainings. */
    public static TrainingJournal open(Path file) throws IOException {
        return TrainingJournal.open(file, TRAINER.settings());
    }

    /** Arguments: the master and the journal. */
    public static void main(String[] arguments) throws IOException {
        try (TrainingCluster cluster = TrainingCluster.connect(arguments[0]);
                TrainingJournal journal = open(Path.of(arguments[1]))) {
            ClusterPool pool = new ClusterPool(cluster);
            pool.train(candidates(), journal, entry -> {});
            try {
                pool.train(
                        List.of(new Candidate(TRAINER, ArchitectureGraph.parse("input output;"), 0)),
                        journal,
                        entry -> {});
            } catch (CandidateFailedException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
