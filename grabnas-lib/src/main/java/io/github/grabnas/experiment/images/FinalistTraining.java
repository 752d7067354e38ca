package io.github.grabnas.experiment.images;

import io.github.grabnas.evaluate.training.Candidate;
import io.github.grabnas.evaluate.training.CandidateState;
import io.github.grabnas.evaluate.training.CandidateStateFile;
import io.github.grabnas.evaluate.training.CandidateStates;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingEvaluator;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.evaluate.training.TrainingJournal.Entry;
import io.github.grabnas.evaluate.training.TrainingOutcome;
import io.github.grabnas.evaluate.training.TrainingOutcome.Epoch;
import io.github.grabnas.space.Architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Trains finalists. What is in the journal is not trained again, and a training that was interrupted goes on from its
 * last epoch.
 */
final class FinalistTraining {

    private final CandidateTrainer trainer;
    private final long seed;
    private final TrainingJournal journal;
    private final TrainingEvaluator representatives;
    private final boolean resumable;

    /**
     * A training of finalists.
     *
     * @param trainer whose images to test on are those for validation
     * @param resumable whether states are kept and a training may be stopped; if not, it runs to its end
     */
    FinalistTraining(CandidateTrainer trainer, long seed, TrainingJournal journal, boolean resumable) {
        this.trainer = trainer;
        this.seed = seed;
        this.journal = journal;
        this.representatives = new TrainingEvaluator(trainer, seed);
        this.resumable = resumable;
    }

    /**
     * The accuracy on the validation images, in percent.
     *
     * @param finalist that the search trained
     * @param state the file of its training's state, removed when it is over
     * @param listener is told of every epoch that is trained now
     * @param stop asked after every epoch but the last
     * @return empty if it was stopped
     */
    OptionalDouble accuracy(Architecture finalist, Path state, Consumer<Epoch> listener, BooleanSupplier stop)
            throws IOException {
        // It was trained in the search, so it is an architecture.
        Candidate candidate =
                new Candidate(trainer, representatives.trained(finalist).orElseThrow(), seed);
        Optional<Entry> noted = journal.find(candidate.key());
        if (noted.isEmpty()) {
            try {
                journal.append(train(candidate, state, listener, stop));
            } catch (StoppableEvaluator.Stopped e) {
                return OptionalDouble.empty();
            }
        }
        Files.deleteIfExists(state);
        return OptionalDouble.of(journal.find(candidate.key()).orElseThrow().accuracy());
    }

    private Entry train(Candidate candidate, Path file, Consumer<Epoch> listener, BooleanSupplier stop)
            throws IOException {
        CandidateStates states = resumable
                ? CandidateStateFile.open(file, candidate.key() + ", " + trainer.settings())
                : CandidateStates.none();
        double before = states.find().map(CandidateState::seconds).orElse(0.0);
        long begin = System.nanoTime();
        TrainingOutcome outcome = trainer.train(
                candidate.architecture(),
                seed,
                false,
                states,
                epoch -> {
                    listener.accept(epoch);
                    boolean last = epoch.number() == trainer.recipe().epochs();
                    if (resumable && !last && stop.getAsBoolean()) {
                        throw new StoppableEvaluator.Stopped();
                    }
                },
                network -> {});
        return new Entry(
                candidate.key(),
                outcome.accuracy(),
                outcome.validationAccuracy(),
                outcome instanceof TrainingOutcome.Diverged,
                before + (System.nanoTime() - begin) / 1e9);
    }
}
