package io.github.grabnas.evaluate.training;

import io.github.grabnas.evaluate.training.TrainingJournal.Entry;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Trains many candidates on a {@link TrainingCluster}. The journal is written here alone; the same seeds give the same
 * bits as on this machine.
 *
 * @param cluster trains
 */
public record ClusterPool(TrainingCluster cluster) implements TrainingPool {

    /**
     * {@inheritDoc}
     *
     * @throws CandidateFailedException if a candidate failed again and again; all that was done before is in the
     *     journal
     */
    @Override
    public List<Entry> train(List<Candidate> candidates, TrainingJournal journal, Consumer<Entry> listener)
            throws IOException {
        List<Candidate> open = TrainingPool.open(candidates, journal);
        if (!open.isEmpty()) {
            cluster.train(open, entry -> {
                journal.append(entry);
                listener.accept(entry);
            });
        }
        return candidates.stream().map(c -> journal.find(c.key()).orElseThrow()).toList();
    }
}
