package io.github.grabnas.evaluate.training;

import io.github.grabnas.evaluate.training.TrainingJournal.Entry;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A process that trains on a cluster, to be killed; when all is done, it tries a candidate that cannot be trained, a
 * master that there is not, and two masters in this process one after the other.
 */
public final class SparkWork {

    private static final int COUNT = 200;
    /** More trainers than a cluster keeps. */
    private static final int MANY = 7;

    private static final CandidateTrainer TRAINER =
            new CandidateTrainer(TinyTask.task(), 1, 1, new TrainingRecipe(40, 16, 0.1, 0.9, 0, 0, false), 1);

    private SparkWork() {}

    /** Different cells. */
    public static List<Candidate> candidates() {
        return IntStream.range(0, COUNT).mapToObj(i -> candidate(TRAINER, i)).toList();
    }

    private static Candidate candidate(CandidateTrainer trainer, int number) {
        return new Candidate(trainer, Cell.ofIndex(number * 37 % Cell.COUNT), number % 3);
    }

    /** The journal of the trainings. */
    public static TrainingJournal open(Path file) throws IOException {
        return TrainingJournal.open(file, TRAINER.settings());
    }

    /** Candidates of many trainers, some of which an executor no longer has when it needs them again. */
    private static List<Candidate> ofManyTrainers() {
        List<CandidateTrainer> trainers = IntStream.range(0, MANY)
                .mapToObj(i -> new CandidateTrainer(
                        TinyTask.task(), 1, 1, new TrainingRecipe(1 + i, 16, 0.1, 0.9, 0, 0, false), 1))
                .toList();
        return IntStream.range(0, 2 * MANY)
                .mapToObj(i -> new Candidate(trainers.get(i % MANY), Cell.ofIndex(4_000 + i), 0))
                .toList();
    }

    /** Whether trainings on a local master, one after the other and all in one job, are those of this process. */
    private static boolean sameAsHere(List<Candidate> candidates) throws IOException {
        Map<Candidate.Key, Double> here = new HashMap<>();
        candidates.forEach(c -> here.put(c.key(), Entry.of(c).accuracy()));
        List<Entry> there = new ArrayList<>();
        try (TrainingCluster cluster = TrainingCluster.connect("local[2]")) {
            for (Candidate candidate : candidates) {
                cluster.train(List.of(candidate), there::add);
            }
            cluster.train(candidates, there::add);
        }
        return there.size() == 2 * candidates.size() && there.stream().allMatch(e -> here.get(e.key()) == e.accuracy());
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
        try (TrainingCluster cluster = TrainingCluster.connect("nowhere")) {
            System.out.println("there is " + cluster);
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
        for (CandidateTrainer trainer : List.of(TRAINER, TinyTask.trainer())) {
            Candidate candidate = candidate(trainer, 1);
            try (TrainingCluster cluster = TrainingCluster.connect("local[1]")) {
                cluster.train(
                        List.of(candidate),
                        there -> System.out.println(trainer.recipe().epochs()
                                + " epochs on a local master: "
                                + (there.accuracy() == Entry.of(candidate).accuracy())));
            }
        }
        System.out.println(MANY + " trainers by turns: " + sameAsHere(ofManyTrainers()));
    }
}
