package io.github.grabnas.evaluate.training;

import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.evaluate.training.TrainingJournal.Entry;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.GraphClassification;
import io.github.grabnas.space.GraphClassification.Invalid;
import io.github.grabnas.space.GraphClassification.KnownCell;
import io.github.grabnas.space.GraphClassification.Novel;
import io.github.grabnas.space.GraphClassifier;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.UniqueCells;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.LongStream;

/**
 * Evaluates by training: the accuracy, in percent, that an architecture reaches on the validation images of the
 * trainer's task, with its test accuracy beside it; on the test images where the task has no others. Unlike a table it
 * can evaluate novel architectures.
 *
 * <p>Cells that the benchmark counts as the same are trained once, as their representative in {@link UniqueCells}, and
 * so are graphs that compute a cell's function. Training that diverges counts with the accuracy of guessing.
 *
 * <pre>{@code
 * ArchitectureEvaluator evaluator = new TrainingEvaluator(CandidateTrainer.proxy(ProxyDataset.DIGITS), 0);
 * evaluator.evaluate(ArchitectureGraph.parse(...));
 * }</pre>
 */
public final class TrainingEvaluator implements ArchitectureEvaluator {

    private final CandidateTrainer trainer;
    private final long firstSeed;
    private final int trainings;
    private final Optional<TrainingJournal> journal;
    private final Training training;
    private final Map<Architecture, FutureTask<Evaluation>> answers = new ConcurrentHashMap<>();
    private final GraphClassifier classifier = new GraphClassifier(new NasBench201());

    /** Trains a candidate, wherever that is. */
    @FunctionalInterface
    private interface Training {
        Entry train(Candidate candidate) throws IOException;
    }

    /**
     * An evaluator that trains each architecture once and keeps the results in memory.
     *
     * @param seed of every training
     */
    public TrainingEvaluator(CandidateTrainer trainer, long seed) {
        this(trainer, seed, 1, Optional.empty(), Entry::of);
    }

    /**
     * An evaluator that keeps its trainings in a journal, and trains nothing that is in it.
     *
     * @param firstSeed of the first training; the others count on from it
     * @param trainings how many a result is the mean of
     */
    public TrainingEvaluator(CandidateTrainer trainer, long firstSeed, int trainings, TrainingJournal journal) {
        this(trainer, firstSeed, trainings, Optional.of(journal), Entry::of);
    }

    private TrainingEvaluator(
            CandidateTrainer trainer,
            long firstSeed,
            int trainings,
            Optional<TrainingJournal> journal,
            Training training) {
        if (trainings < 1) {
            throw new IllegalArgumentException("trainings " + trainings + ": expected at least 1");
        }
        this.trainer = trainer;
        this.firstSeed = firstSeed;
        this.trainings = trainings;
        this.journal = journal;
        this.training = training;
    }

    /**
     * The same with trainings on a cluster, one thread each, of which as many run at a time as threads ask. The journal
     * is written here.
     */
    public TrainingEvaluator on(TrainingCluster cluster) {
        return new TrainingEvaluator(trainer, firstSeed, trainings, journal, candidate -> {
            List<Entry> entries = new ArrayList<>(1);
            cluster.train(List.of(candidate), entries::add);
            return entries.get(0);
        });
    }

    @Override
    public String target() {
        return trainer.task().name();
    }

    /**
     * {@inheritDoc} Several threads may ask at a time; of those who ask for the same architecture one trains it.
     *
     * @throws UncheckedIOException if the journal cannot be written, or the cluster is lost
     * @throws CancellationException if the thread is interrupted
     */
    @Override
    public Evaluation evaluate(Architecture architecture) {
        Optional<Architecture> trained = trained(architecture);
        if (trained.isEmpty()) {
            Invalid invalid = (Invalid) classify(architecture);
            return new Evaluation.Unanswered("'" + architecture.text() + "' is no architecture: " + invalid.message());
        }
        return once(trained.get());
    }

    private synchronized GraphClassification classify(Architecture architecture) {
        return classifier.classify(architecture.graph());
    }

    private Evaluation once(Architecture architecture) {
        while (true) {
            FutureTask<Evaluation> own = new FutureTask<>(() -> train(architecture));
            FutureTask<Evaluation> first = answers.putIfAbsent(architecture, own);
            if (first == null) {
                own.run();
            }
            try {
                return (first == null ? own : first).get();
            } catch (InterruptedException e) {
                throw new CancellationException("training on " + target() + " was interrupted");
            } catch (ExecutionException e) {
                answers.remove(architecture, first == null ? own : first);
                if (first == null || !(e.getCause() instanceof CancellationException)) {
                    throw thrown(e.getCause());
                }
                // Another's training was interrupted, not this one's.
            }
        }
    }

    private static RuntimeException thrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
    }

    private Evaluation train(Architecture architecture) {
        return mean(LongStream.range(firstSeed, firstSeed + trainings)
                .mapToObj(seed -> entry(new Candidate(trainer, architecture, seed)))
                .toList());
    }

    /**
     * What is trained in place of an architecture: the representative of the cells that count as the same, or a graph
     * itself if it computes no cell's function; empty for a graph that is no architecture.
     */
    public Optional<Architecture> trained(Architecture architecture) {
        if (architecture instanceof Cell cell) {
            return Optional.of(UniqueCells.representative(cell));
        }
        GraphClassification classification = classify(architecture);
        if (classification instanceof Invalid) {
            return Optional.empty();
        }
        return Optional.of(
                classification instanceof KnownCell known
                        ? UniqueCells.representative(known.cell())
                        : ((Novel) classification).graph());
    }

    private static Evaluation mean(List<Entry> entries) {
        double test = entries.stream().mapToDouble(Entry::accuracy).average().orElseThrow();
        return entries.stream().allMatch(e -> e.validation().isPresent())
                ? new Evaluation.Measured(
                        entries.stream()
                                .mapToDouble(e -> e.validation().getAsDouble())
                                .average()
                                .orElseThrow(),
                        OptionalDouble.of(test))
                : new Evaluation.Measured(test);
    }

    private Entry entry(Candidate candidate) {
        Optional<Entry> noted = journal.flatMap(j -> j.find(candidate.key()));
        if (noted.isPresent()) {
            return noted.get();
        }
        try {
            Entry entry = training.train(candidate);
            if (journal.isPresent()) {
                journal.get().append(entry);
            }
            return entry;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
