package io.github.grabnas.surrogate;

import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;
import io.github.grabnas.nn.training.Adam;
import io.github.grabnas.nn.training.GradientClipping;
import io.github.grabnas.nn.training.LearningRateSchedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Descends a loss on batches of training tuples, and keeps the parameters with the lowest loss on
 * held-out ones.
 *
 * @param steps at most
 * @param batchSize tuples a step
 * @param learningRate of Adam at its peak; it falls along a cosine
 * @param weightDecay of Adam
 * @param validateEvery so many steps
 * @param patience ends the descent after so many validations without a lower loss
 */
public record HeldOutDescent(int steps, int batchSize, double learningRate, double weightDecay, int validateEvery, int patience) {

    private static final double GRADIENT_LIMIT = 5;
    private static final long WARM_UP = 50;

    /** Checks the ranges. */
    public HeldOutDescent {
        if (steps < 1 || batchSize < 1 || !(learningRate > 0) || !(weightDecay >= 0) || validateEvery < 1 || patience < 1) {
            throw new IllegalArgumentException("steps " + steps + ", batch size " + batchSize + ", learning rate " + learningRate
                    + ", weight decay " + weightDecay + ", validation every " + validateEvery + ", patience " + patience
                    + ": expected positive numbers, and no negative weight decay");
        }
    }

    /** At most so many steps, everything else as here. */
    public HeldOutDescent withSteps(int most) {
        return new HeldOutDescent(most, batchSize, learningRate, weightDecay, validateEvery, patience);
    }

    /** What is descended. */
    interface Loss {

        /** The mean loss of a batch. */
        Variable of(Tape tape, List<MetaTrainingTuple> batch, SplittableRandom random);
    }

    /**
     * Where a descent ended.
     *
     * @param parameters those with the lowest held-out loss
     * @param curve a row for every validation: steps done, mean training loss since the last one, held-out loss
     */
    record Result(Parameters parameters, Matrix curve) {
    }

    /**
     * How far a descent has come.
     *
     * @param step done
     * @param steps at most
     * @param loss mean over the steps since the last report
     * @param heldOut the loss on held-out tuples
     * @param best whether it is the lowest so far
     * @param seconds since the descent began
     */
    public record Progress(int step, int steps, double loss, double heldOut, boolean best, double seconds) {
    }

    /**
     * Descends.
     *
     * @param start where from
     * @param seed decides batches and whatever else the loss draws
     * @throws IllegalArgumentException if there is no tuple to train on, or none is held out
     */
    Result run(Parameters start, List<MetaTrainingTuple> training, Loss trainingLoss, List<MetaTrainingTuple> heldOut,
               Loss heldOutLoss, long seed, Consumer<Progress> listener) {
        if (training.isEmpty() || heldOut.isEmpty()) {
            throw new IllegalArgumentException(training.size() + " training tuples and " + heldOut.size()
                    + " of held-out tasks: expected at least one of each");
        }
        Adam adam = Adam.of(new LearningRateSchedule.Cosine(learningRate, Math.min(WARM_UP, steps / 10 + 1), steps), weightDecay);
        GradientClipping clipping = new GradientClipping(GRADIENT_LIMIT);
        SplittableRandom random = new SplittableRandom(seed);
        Adam.State at = Adam.State.of(start);
        Parameters best = start;
        double lowest = Double.POSITIVE_INFINITY;
        int waiting = 0;
        List<double[]> curve = new ArrayList<>();
        long begin = System.nanoTime();
        while (at.step() < steps && waiting < patience) {
            double loss = 0;
            int done = 0;
            for (; done < validateEvery && at.step() < steps; done++) {
                Tape tape = Tape.recording(at.parameters());
                Variable number = trainingLoss.of(tape, draw(training, random), random);
                loss += number.value().get(0, 0);
                at = adam.step(at, clipping.apply(tape.gradients(number).ofParameters()));
            }
            double held = mean(at.parameters(), heldOut, heldOutLoss);
            boolean better = held < lowest;
            if (better) {
                best = at.parameters();
                lowest = held;
            }
            waiting = better ? 0 : waiting + 1;
            curve.add(new double[] {at.step(), loss / done, held});
            listener.accept(new Progress((int) at.step(), steps, loss / done, held, better, (System.nanoTime() - begin) / 1e9));
        }
        return new Result(best, Matrix.ofRows(curve.toArray(double[][]::new)));
    }

    private List<MetaTrainingTuple> draw(List<MetaTrainingTuple> from, SplittableRandom random) {
        List<MetaTrainingTuple> shuffled = new ArrayList<>(from);
        Collections.shuffle(shuffled, new Random(random.nextLong()));
        return shuffled.subList(0, Math.min(batchSize, shuffled.size()));
    }

    /** In batches whose draws are always the same, so that validations can be compared. */
    private double mean(Parameters parameters, List<MetaTrainingTuple> tuples, Loss loss) {
        int batches = (tuples.size() + batchSize - 1) / batchSize;
        double total = 0;
        for (int b = 0; b < batches; b++) {
            List<MetaTrainingTuple> batch = tuples.subList(b * tuples.size() / batches, (b + 1) * tuples.size() / batches);
            total += loss.of(Tape.forward(parameters), batch, new SplittableRandom(b)).value().get(0, 0) * batch.size();
        }
        return total / tuples.size();
    }
}
