package io.github.grabnas.evaluate.parallel;

import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.space.Architecture;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Slots that are threads, one for each evaluation, for evaluators that take long, such as trainings. An evaluator that
 * waits for another machine goes with it, too.
 *
 * <p>Each training is repeatable by its seed; which one ends first is not, and so neither is the order of answers, on
 * which all later proposals of a search depend. With one slot a search is repeatable.
 *
 * @param count how many evaluations run at a time
 */
public record ThreadSlots(int count) implements EvaluationSlots {

    /** Checks the count. */
    public ThreadSlots {
        EvaluationSlots.requireCount(count);
    }

    @Override
    public EvaluationQueue open(ArchitectureEvaluator evaluator) {
        return new Threads(count, evaluator);
    }

    /** How an evaluation ended: with an answer, or with what was thrown. */
    private record End(Thread thread, Optional<EvaluationQueue.Completed> answer, Optional<Throwable> failure) {}

    private static final class Threads implements EvaluationQueue {

        private final int count;
        private final ArchitectureEvaluator evaluator;
        private final long opened = System.nanoTime();
        private final Set<Thread> running = new LinkedHashSet<>();
        private final BlockingQueue<End> ended = new LinkedBlockingQueue<>();

        Threads(int count, ArchitectureEvaluator evaluator) {
            this.count = count;
            this.evaluator = evaluator;
        }

        @Override
        public void submit(Architecture architecture) {
            if (running.size() >= count) {
                throw new IllegalStateException("all " + count + " slots are taken; take an answer first");
            }
            Thread thread = new Thread(() -> evaluate(architecture), "evaluation of " + architecture.text());
            thread.setDaemon(true);
            running.add(thread);
            thread.start();
        }

        private void evaluate(Architecture architecture) {
            try {
                Evaluation evaluation = evaluator.evaluate(architecture);
                double seconds = (System.nanoTime() - opened) / 1e9;
                ended.add(new End(
                        Thread.currentThread(),
                        Optional.of(new Completed(architecture, evaluation, seconds)),
                        Optional.empty()));
            } catch (Throwable e) {
                // Whatever it is, whoever waits for the end has to get it.
                ended.add(new End(Thread.currentThread(), Optional.empty(), Optional.of(thrown(architecture, e))));
            }
        }

        /** Languages other than Java, and generics, throw checked exceptions where none is declared. */
        private static Throwable thrown(Architecture architecture, Throwable failure) {
            return failure instanceof RuntimeException || failure instanceof Error
                    ? failure
                    : new IllegalStateException(
                            "the evaluation of '" + architecture.text() + "' failed: " + failure, failure);
        }

        @Override
        public int running() {
            return running.size();
        }

        @Override
        public Optional<Completed> poll() {
            return Optional.ofNullable(ended.poll()).map(this::completed);
        }

        @Override
        public Completed take() {
            if (running.isEmpty()) {
                throw new IllegalStateException("nothing is running; submit an architecture first");
            }
            try {
                return completed(ended.take());
            } catch (InterruptedException e) {
                cancel();
                throw new CancellationException("evaluations were interrupted");
            }
        }

        private Completed completed(End end) {
            running.remove(end.thread());
            end.failure().ifPresent(failure -> {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            });
            return end.answer().orElseThrow();
        }

        @Override
        public void cancel() {
            running.forEach(Thread::interrupt);
            boolean interrupted = false;
            for (Thread thread : running) {
                // An evaluation ends at its next look at the flag, a training after the batch at hand.
                while (thread.isAlive()) {
                    try {
                        thread.join();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            }
            // The seconds of an accuracy are spent; of an architecture without an answer nothing is lost.
            ended.removeIf(end -> end.answer()
                    .filter(completed -> completed.evaluation() instanceof Evaluation.Measured)
                    .isEmpty());
            running.retainAll(ended.stream().map(End::thread).toList());
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
