package io.github.grabnas.experiment.beyond;

import io.github.grabnas.evaluate.training.Candidate;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.evaluate.training.TrainingPool;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.CanonicalForm;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Chooses the best of the novel graphs that searches trained. One training tells little of the best ones, and the one
 * that is highest is mostly the luckiest: the best by it are trained again, and the mean validation accuracy of these
 * trainings decides, in which that first one has no part. A target's table chooses its best cell in the same way.
 *
 * @param finalists how many are trained again
 * @param trainings how often each of them
 */
public record NovelSelection(int finalists, int trainings) {

    /** Trainings of searches and tables have lower seeds, those that are claimed from have higher ones. */
    static final long FIRST_SEED = 1_500_000;

    /** Checks the numbers. */
    public NovelSelection {
        if (finalists < 1 || trainings < 1) {
            throw new IllegalArgumentException(
                    finalists + " finalists, " + trainings + " trainings: expected at least 1 of each");
        }
    }

    /**
     * Those that are trained again: each function once, by its highest validation accuracy in any search, the highest
     * first.
     */
    public List<Trial> finalists(List<BeyondSearch> searches) {
        Map<CanonicalForm, Trial> best = new LinkedHashMap<>();
        searches.stream()
                .flatMap(s -> s.novel().stream())
                .sorted(Comparator.comparingDouble(Trial::accuracy).reversed())
                .forEach(t -> best.putIfAbsent(CanonicalForm.of(t.architecture().graph()), t));
        return best.values().stream().limit(finalists).toList();
    }

    /**
     * Trains them, and sorts them by their mean validation accuracy, the highest first.
     *
     * @throws IOException if the journal cannot be written
     */
    public List<Finalist> of(
            List<BeyondSearch> searches, CandidateTrainer trainer, TrainingPool pool, TrainingJournal journal)
            throws IOException {
        List<Trial> chosen = finalists(searches);
        List<Candidate> candidates = chosen.stream()
                .flatMap(t -> IntStream.range(0, trainings)
                        .mapToObj(i -> new Candidate(trainer, t.architecture(), FIRST_SEED + i)))
                .toList();
        List<TrainingJournal.Entry> entries = pool.train(candidates, journal, entry -> {});
        return IntStream.range(0, chosen.size())
                .mapToObj(i -> finalist(chosen.get(i), entries.subList(i * trainings, (i + 1) * trainings)))
                .sorted(Comparator.comparingDouble(Finalist::validation).reversed())
                .toList();
    }

    private static Finalist finalist(Trial trial, List<TrainingJournal.Entry> entries) {
        return new Finalist(
                trial.architecture().graph(),
                entries.stream()
                        .mapToDouble(e -> e.validation()
                                .orElseThrow(() -> new IllegalArgumentException("the training of "
                                        + e.key().architecture() + " on "
                                        + e.key().task()
                                        + " has no validation accuracy, by which to choose")))
                        .average()
                        .orElseThrow(),
                entries.stream()
                        .mapToDouble(TrainingJournal.Entry::accuracy)
                        .average()
                        .orElseThrow());
    }
}
