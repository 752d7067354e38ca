package io.github.grabnas.evaluate.parallel;

import io.github.grabnas.evaluate.ArchitectureEvaluator;
import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.nn.convolution.NetworkCost;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.Architecture;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.ToDoubleFunction;

/**
 * Slots on a simulated clock, for evaluators that answer at once, such as tables: an evaluation takes as long as its
 * duration says, answers come in the order of their ends, and of equal ends in the order of submission. What a search
 * finds so depends on its seed alone. Architectures without an answer take no time.
 *
 * @param count how many evaluations run at a time
 * @param duration of the evaluation of an architecture, positive, in any unit
 */
public record SimulatedSlots(int count, ToDoubleFunction<Architecture> duration) implements EvaluationSlots {

    private static final Skeleton NAS_BENCH_201 = new Skeleton(3, 32, 10, 16, 5);

    /** Checks the count. */
    public SimulatedSlots {
        EvaluationSlots.requireCount(count);
        Objects.requireNonNull(duration, "duration");
    }

    /** Evaluations that all take one unit of time. */
    public static SimulatedSlots ofEqualDurations(int count) {
        return new SimulatedSlots(count, architecture -> 1);
    }

    /**
     * Evaluations whose duration is in proportion to the multiply-adds of NAS-Bench-201's network for CIFAR-10 (C = 16,
     * N = 5, 32x32 pixels); the unit is 10⁹ of them.
     */
    public static SimulatedSlots byNetworkCost(int count) {
        return new SimulatedSlots(
                count,
                architecture ->
                        NetworkCost.of(architecture.graph(), NAS_BENCH_201).flops() / 1e9);
    }

    @Override
    public EvaluationQueue open(ArchitectureEvaluator evaluator) {
        return new Clock(this, evaluator);
    }

    /** An answer that comes at a time. */
    private record Event(double end, long number, Architecture architecture, Evaluation evaluation) {}

    private static final class Clock implements EvaluationQueue {

        private final SimulatedSlots slots;
        private final ArchitectureEvaluator evaluator;
        private final PriorityQueue<Event> running =
                new PriorityQueue<>(Comparator.comparingDouble(Event::end).thenComparingLong(Event::number));
        private double now;
        private long submitted;

        Clock(SimulatedSlots slots, ArchitectureEvaluator evaluator) {
            this.slots = slots;
            this.evaluator = evaluator;
        }

        @Override
        public void submit(Architecture architecture) {
            if (running.size() >= slots.count) {
                throw new IllegalStateException("all " + slots.count + " slots are taken; take an answer first");
            }
            Evaluation evaluation = evaluator.evaluate(architecture);
            double time = evaluation instanceof Evaluation.Measured ? slots.duration.applyAsDouble(architecture) : 0;
            if (!(time >= 0) || Double.isInfinite(time)) {
                throw new IllegalArgumentException(
                        "'" + architecture.text() + "' takes " + time + ": expected a positive duration");
            }
            running.add(new Event(now + time, submitted++, architecture, evaluation));
        }

        @Override
        public int running() {
            return running.size();
        }

        @Override
        public Optional<Completed> poll() {
            return running.isEmpty() || running.peek().end() > now ? Optional.empty() : Optional.of(take());
        }

        @Override
        public Completed take() {
            if (running.isEmpty()) {
                throw new IllegalStateException("nothing is running; submit an architecture first");
            }
            Event next = running.remove();
            now = next.end();
            return new Completed(next.architecture(), next.evaluation(), now);
        }

        @Override
        public void cancel() {
            running.removeIf(event -> event.end() > now);
        }
    }
}
