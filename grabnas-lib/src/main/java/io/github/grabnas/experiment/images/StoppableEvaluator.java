package io.github.grabnas.experiment.images;

import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.evaluate.Quantity;
import io.github.grabnas.evaluate.training.Candidate;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingEvaluator;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Architecture;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Trains candidates within cost limits until it is told to stop. What needs no training, as it is in the journal,
 * beyond the limits or no architecture, is always answered, so that a search that goes on comes to where it was.
 */
final class StoppableEvaluator implements ArchitectureEvaluator {

    /** It was told to stop, as opposed to a thread that was interrupted. */
    static final class Stopped extends CancellationException {

        private static final long serialVersionUID = 1;

        Stopped() {
            super("told to stop");
        }
    }

    private final TrainingEvaluator evaluator;
    private final CandidateTrainer trainer;
    private final long seed;
    private final TrainingJournal journal;
    private final Predicate<Architecture> allowed;
    private final BooleanSupplier stop;

    StoppableEvaluator(
            CandidateTrainer trainer,
            long seed,
            TrainingJournal journal,
            Predicate<Architecture> allowed,
            BooleanSupplier stop) {
        this.evaluator = new TrainingEvaluator(trainer, seed, 1, journal);
        this.trainer = trainer;
        this.seed = seed;
        this.journal = journal;
        this.allowed = allowed;
        this.stop = stop;
    }

    @Override
    public String target() {
        return evaluator.target();
    }

    @Override
    public Quantity quantity() {
        return evaluator.quantity();
    }

    /**
     * {@inheritDoc}
     *
     * @throws Stopped if it was told to stop and would have to train
     */
    @Override
    public Evaluation evaluate(Architecture architecture) {
        if (!allowed.test(architecture)) {
            return new Evaluation.Unanswered("'" + architecture.text() + "' costs more than the limits allow");
        }
        // What needs no training is answered even then: a search that goes on comes to where it was by such answers.
        if (needsTraining(architecture) && stop.getAsBoolean()) {
            throw new Stopped();
        }
        return evaluator.evaluate(architecture);
    }

    private boolean needsTraining(Architecture architecture) {
        return evaluator.trained(architecture).isPresent()
                && entry(architecture).isEmpty();
    }

    private Optional<TrainingJournal.Entry> entry(Architecture architecture) {
        return evaluator
                .trained(architecture)
                .flatMap(trained -> journal.find(new Candidate(trainer, trained, seed).key()));
    }

    /** How long each trial's training took, in seconds; 0 for a trial that shares an earlier one's. */
    List<Double> seconds(List<Trial> trials) {
        Set<Candidate.Key> counted = new HashSet<>();
        return trials.stream()
                .map(trial -> entry(trial.architecture())
                        .filter(entry -> counted.add(entry.key()))
                        .map(TrainingJournal.Entry::seconds)
                        .orElse(0.0))
                .toList();
    }
}
