package io.github.grabnas.nn.training;

/** The learning rate of every step of a training. */
public sealed interface LearningRateSchedule {

    /** The learning rate of a step, counted from 0. */
    double rate(long step);

    private static void requireRate(double rate) {
        if (!(rate >= 0 && Double.isFinite(rate))) {
            throw new IllegalArgumentException("learning rate " + rate + ": expected a finite one from 0");
        }
    }

    /**
     * Always the same.
     *
     * @param value of the rate
     */
    record Constant(double value) implements LearningRateSchedule {

        /** Checks the rate. */
        public Constant {
            requireRate(value);
        }

        @Override
        public double rate(long step) {
            return value;
        }
    }

    /**
     * Rises evenly over the first steps, then falls to zero along half a cosine: {@code peak (1 + cos(pi s)) / 2} for
     * the share s of the remaining steps done (Loshchilov and Hutter, 2017, without restarts).
     *
     * @param peak the largest rate
     * @param warmUp over how many steps it rises
     * @param steps how many there are in all
     */
    record Cosine(double peak, long warmUp, long steps) implements LearningRateSchedule {

        /** Checks rate and counts. */
        public Cosine {
            requireRate(peak);
            if (warmUp < 0 || steps < 0) {
                throw new IllegalArgumentException(
                        warmUp + " steps of warming up of " + steps + ": expected 0 or more of each");
            }
        }

        @Override
        public double rate(long step) {
            if (step < warmUp) {
                return peak * (step + 1) / warmUp;
            }
            double share = Math.min(1, (double) (step - warmUp) / Math.max(1, steps - warmUp));
            return peak * (1 + StrictMath.cos(Math.PI * share)) / 2;
        }
    }

    /**
     * Multiplied by a factor every so many steps.
     *
     * @param first the rate of the first steps
     * @param factor by which it changes
     * @param every after how many steps
     */
    record Stepwise(double first, double factor, long every) implements LearningRateSchedule {

        /** Checks rate, factor and count. */
        public Stepwise {
            requireRate(first);
            if (!(factor > 0 && Double.isFinite(factor)) || every < 1) {
                throw new IllegalArgumentException("a factor of " + factor + " every " + every
                        + " steps: expected a finite one above 0, every 1 or more steps");
            }
        }

        @Override
        public double rate(long step) {
            long changes = step / every;
            return first * StrictMath.pow(factor, (double) changes);
        }
    }
}
