package io.github.grabnas.search;

import io.github.grabnas.space.Architecture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Proposals that are evaluated in their order. Those whose evaluation was given up, since the thread was interrupted or
 * the evaluator failed, come first again, so that none is lost.
 *
 * @param <P> an architecture with what a method knows of it
 */
final class ProposalQueue<P> {

    private final TrialHistory history;
    private final Function<P, Architecture> architecture;
    private final Deque<P> waiting = new ArrayDeque<>();
    /** With several evaluations at a time, all whose answers are awaited. */
    private final List<P> begun = new ArrayList<>();

    ProposalQueue(TrialHistory history, Function<P, Architecture> architecture) {
        this.history = history;
        this.architecture = architecture;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void addAll(Collection<? extends P> proposals) {
        waiting.addAll(proposals);
    }

    /** The next proposal. */
    P next() {
        return waiting.element();
    }

    /** Evaluates the next proposal as {@link TrialHistory#evaluate}. */
    List<Trial> evaluateNext(CandidateSource source) {
        P proposal = waiting.remove();
        begun.add(proposal);
        return answered(() -> history.evaluate(architecture.apply(proposal), source));
    }

    /** Waits for all answers. */
    List<Trial> awaitAll() {
        return answered(history::awaitAll);
    }

    private List<Trial> answered(Supplier<List<Trial>> wait) {
        try {
            return wait.get();
        } catch (RuntimeException | Error e) {
            for (int i = begun.size() - 1; i >= 0; i--) {
                if (!history.evaluated(architecture.apply(begun.get(i)))) {
                    waiting.addFirst(begun.get(i));
                }
            }
            throw e;
        } finally {
            begun.removeIf(p -> !history.isPending(architecture.apply(p)));
        }
    }
}
