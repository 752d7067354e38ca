package io.github.grabnas.nn.training;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Which of a number of examples form the batch of a step. */
public interface BatchSampler {

    /** The examples of a step, as numbers from 0. */
    int[] sample(TrainingStep step);

    /**
     * Every batch is drawn anew from all examples, without repetition.
     *
     * @param count how many examples there are
     * @param batchSize how many a batch has; all examples where there are fewer
     */
    record Uniform(int count, int batchSize) implements BatchSampler {

        /** Checks the counts. */
        public Uniform {
            requirePositive(count, batchSize);
        }

        @Override
        public int[] sample(TrainingStep step) {
            return shuffled(count, Math.min(count, batchSize), step.random());
        }
    }

    /**
     * Passes over all examples, each in a random order of its own. The last batch of a pass may be smaller than the
     * others.
     *
     * @param count how many examples there are
     * @param batchSize how many a batch has
     */
    record Epochs(int count, int batchSize) implements BatchSampler {

        /** Checks the counts. */
        public Epochs {
            requirePositive(count, batchSize);
        }

        /** How many batches a pass has. */
        public int batches() {
            return (count + batchSize - 1) / batchSize;
        }

        @Override
        public int[] sample(TrainingStep step) {
            int[] order = shuffled(count, count, step.randomOfEpoch(step.number() / batches()));
            int from = (int) (step.number() % batches()) * batchSize;
            return Arrays.copyOfRange(order, from, Math.min(count, from + batchSize));
        }
    }

    private static void requirePositive(int count, int batchSize) {
        if (count < 1 || batchSize < 1) {
            throw new IllegalArgumentException(
                    count + " examples in batches of " + batchSize + ": expected at least 1 of each");
        }
    }

    /** The first numbers of a random permutation (Fisher and Yates). */
    private static int[] shuffled(int count, int kept, SplittableRandom random) {
        int[] order = IntStream.range(0, count).toArray();
        for (int i = 0; i < kept; i++) {
            int j = i + random.nextInt(count - i);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return Arrays.copyOf(order, kept);
    }
}
