package io.github.grabnas.evaluate.training;

import io.github.grabnas.evaluate.training.Candidate.Key;
import io.github.grabnas.evaluate.training.TrainingJournal.Entry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Trains many candidates, several at a time: {@link CandidatePool} on this machine, {@link ClusterPool} on others. */
public interface TrainingPool {

    /**
     * Trains the candidates that the journal does not know yet, and writes each to the journal as it is done.
     *
     * @param candidates one that is given twice is trained once; their trainers should use one thread
     * @param listener is told of each as it is done, by one thread at a time; not of those known before
     * @return the results of all candidates, in their order
     * @throws IOException if the journal cannot be written
     * @throws CancellationException if the thread is interrupted; what was done before is in the journal
     */
    List<Entry> train(List<Candidate> candidates, TrainingJournal journal, Consumer<Entry> listener) throws IOException;

    /** The candidates that the journal does not know, each once. */
    static List<Candidate> open(List<Candidate> candidates, TrainingJournal journal) {
        List<Candidate> open = new ArrayList<>();
        Set<Key> seen = new HashSet<>();
        for (Candidate candidate : candidates) {
            if (seen.add(candidate.key()) && journal.find(candidate.key()).isEmpty()) {
                open.add(candidate);
            }
        }
        return open;
    }
}
