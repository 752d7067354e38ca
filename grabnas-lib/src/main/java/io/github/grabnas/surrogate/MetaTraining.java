package io.github.grabnas.surrogate;

import io.github.grabnas.benchmark.MetaTrainingData;

import io.github.grabnas.benchmark.MetaTrainingTuple;
import io.github.grabnas.nn.autodiff.Gradients;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;
import io.github.grabnas.nn.training.Adam;
import io.github.grabnas.nn.training.GradientClipping;
import io.github.grabnas.nn.training.LearningRateSchedule;
import io.github.grabnas.nn.graph.GraphBatch;
import io.github.grabnas.space.Cell;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Meta-training (sec. 3.4, eq. 10): dataset encoder, graph encoder, fusion and kernel learn together to
 * make batches of real (task, cell, accuracy) tuples likely under the Gaussian process.
 *
 * <p>The targets are the accuracies without their tasks' difficulty ({@link TaskEffects}), divided by
 * their standard deviation over the training tuples: at a search all observations are of one task, whose
 * difficulty they share, and what must be told is which cell is better. In a batch every class that
 * occurs is encoded once, with instances drawn anew, for all tasks that have it. The validation loss is
 * that of fixed batches of held-out tuples whose tasks no training tuple has; the parameters with the lowest one are kept.
 *
 * @param steps at most
 * @param batchSize tuples a step
 * @param learningRate at its peak; it falls along a cosine
 * @param weightDecay of Adam
 * @param instances of a class, drawn for every batch
 * @param validateEvery so many steps
 * @param patience ends the training after so many validations without a lower loss
 * @param pseudoNegatives cells that no tuple holds, as observations in every batch
 */
public record MetaTraining(int steps, int batchSize, double learningRate, double weightDecay, int instances, int validateEvery,
                           int patience, PseudoNegatives pseudoNegatives) {

    private static final double GRADIENT_LIMIT = 5;
    private static final long WARM_UP = 50;

    /** Checks the ranges. */
    public MetaTraining {
        if (steps < 1 || batchSize < 2 || !(learningRate > 0) || !(weightDecay >= 0) || instances < 1 || validateEvery < 1
                || patience < 1) {
            throw new IllegalArgumentException("steps " + steps + ", batch size " + batchSize + ", learning rate " + learningRate
                    + ", weight decay " + weightDecay + ", instances " + instances + ", validation every " + validateEvery
                    + ", patience " + patience + ": expected positive numbers and a batch of at least 2");
        }
    }

    /**
     * What is used where nothing else is said.
     *
     * @param pseudoNegatives {@link PseudoNegatives#standard()} for tuples of chosen cells, {@link PseudoNegatives#none()} for drawn ones
     */
    public static MetaTraining standard(PseudoNegatives pseudoNegatives) {
        return new MetaTraining(400, 256, 3e-4, 1e-2, 3, 25, 8, pseudoNegatives);
    }

    /**
     * How far a training has come.
     *
     * @param step done
     * @param steps at most
     * @param loss mean over the steps since the last report
     * @param validation the loss on held-out tasks
     * @param best whether it is the lowest so far
     * @param seconds since this process began to train
     * @param left seconds until all steps are done, at the pace so far
     */
    public record Progress(int step, int steps, double loss, double validation, boolean best, double seconds, double left) {
    }

    /**
     * Where a training stands, for going on after a kill.
     *
     * @param adam weights and running means
     * @param best the parameters with the lowest validation loss
     * @param bestLoss that loss
     * @param waiting validations since
     * @param losses mean training loss up to each validation
     * @param validations validation loss of each
     */
    public record State(Adam.State adam, Parameters best, double bestLoss, int waiting, List<Double> losses,
                        List<Double> validations) {

        /** Copies the lists. */
        public State {
            losses = List.copyOf(losses);
            validations = List.copyOf(validations);
        }

        static State of(Parameters start) {
            return new State(Adam.State.of(start), start, Double.POSITIVE_INFINITY, 0, List.of(), List.of());
        }
    }

    /** An observation of a batch: a standardised target. */
    private record Example(int task, Cell cell, double target) {
    }

    /** A training of one seed, which can be taken step by step. */
    public final class Run {

        private final DeepKernel model;
        private final MetaTrainingData data;
        private final List<MetaTrainingTuple> training;
        private final List<MetaTrainingTuple> validation;
        private final TaskEffects effects;
        /** Of all tuples: a held-out task's own tuples say how hard it is, as a search's observations do. */
        private final TaskEffects effectsOfAll;
        /** Few, and the same all along: had the networks seen every cell that no tuple holds, they would learn the tuples' cells by heart. */
        private final List<Cell> background;
        private final List<Cell> heldOutBackground;
        private final double scale;
        private final long seed;
        private State state;

        /**
         * A run from its beginning, or from where another was.
         *
         * @param seed decides weights, batches and instances
         */
        Run(DeepKernel model, Parameters start, MetaTrainingData data, long seed, java.util.Optional<State> from) {
            this.model = model;
            this.data = data;
            this.seed = seed;
            this.training = data.tuples(MetaTrainingTuple.Split.TRAIN);
            this.validation = data.heldOut();
            this.effects = TaskEffects.of(data, training);
            this.effectsOfAll = TaskEffects.of(data, data.tuples());
            this.scale = Math.sqrt(training.stream().mapToDouble(effects::residual).map(r -> r * r).average().orElseThrow());
            List<Cell> untried = PseudoNegatives.draw(data.tuples(), 2 * pseudoNegatives.priorObservations(), new SplittableRandom(PseudoNegatives.SEED));
            this.background = untried.subList(0, pseudoNegatives.priorObservations());
            this.heldOutBackground = untried.subList(pseudoNegatives.priorObservations(), untried.size());
            this.state = from.orElseGet(() -> State.of(start));
        }

        /** Cells that no tuple holds, and what they count as. */
        PseudoNegatives pseudoNegatives() {
            return pseudoNegatives;
        }

        /** How many steps lie between two validations. */
        int validateEvery() {
            return validateEvery;
        }

        /** Where it stands. */
        public State state() {
            return state;
        }

        /** Whether all steps are done or the patience is at its end. */
        public boolean finished() {
            return state.adam().step() >= steps || state.waiting() >= patience;
        }

        /** The standard deviation by which the targets were divided, in points of accuracy. */
        public double scale() {
            return scale;
        }

        /** Steps up to the next validation, and validates. */
        public void advance() {
            Adam adam = Adam.of(new LearningRateSchedule.Cosine(learningRate, Math.min(WARM_UP, steps / 10 + 1), steps), weightDecay);
            GradientClipping clipping = new GradientClipping(GRADIENT_LIMIT);
            Adam.State at = state.adam();
            double loss = 0;
            int done = 0;
            while (done < validateEvery && at.step() < steps) {
                // Of the step alone, so that a run that goes on draws what the whole run would have drawn.
                SplittableRandom random = new SplittableRandom(seed * 1_000_003L + at.step());
                List<MetaTrainingTuple> batch = draw(training, random);
                Tape tape = Tape.recording(at.parameters());
                Variable negative = loss(tape, examples(batch, effects, background, random), random);
                Gradients gradients = tape.gradients(negative);
                at = adam.step(at, clipping.apply(gradients.ofParameters()));
                loss += negative.value().get(0, 0);
                done++;
            }
            double held = validate(at.parameters());
            List<Double> losses = new ArrayList<>(state.losses());
            losses.add(loss / done);
            List<Double> validations = new ArrayList<>(state.validations());
            validations.add(held);
            boolean better = held < state.bestLoss();
            state = new State(at, better ? at.parameters() : state.best(), Math.min(held, state.bestLoss()),
                    better ? 0 : state.waiting() + 1, losses, validations);
        }

        private List<MetaTrainingTuple> draw(List<MetaTrainingTuple> from, SplittableRandom random) {
            List<MetaTrainingTuple> left = new ArrayList<>(from);
            List<MetaTrainingTuple> batch = new ArrayList<>();
            for (int i = 0; i < Math.min(batchSize, from.size()); i++) {
                int j = i + random.nextInt(from.size() - i);
                java.util.Collections.swap(left, i, j);
                batch.add(left.get(i));
            }
            return batch;
        }

        /** The loss of the best parameters so far on held-out tasks. */
        public double validate() {
            return validate(state.best());
        }

        private double validate(Parameters parameters) {
            double total = 0;
            int batches = (validation.size() + batchSize - 1) / batchSize;
            for (int b = 0; b < batches; b++) {
                List<MetaTrainingTuple> batch = validation.subList(b * validation.size() / batches,
                        (b + 1) * validation.size() / batches);
                SplittableRandom random = new SplittableRandom(b);
                total += loss(Tape.forward(parameters), examples(batch, effectsOfAll, heldOutBackground, random), random).value().get(0, 0) * batch.size();
            }
            return total / validation.size();
        }

        /** The tuples of a batch, and with each of some of its tasks a cell that no tuple holds. */
        private List<Example> examples(List<MetaTrainingTuple> batch, TaskEffects effects, List<Cell> background,
                                       SplittableRandom random) {
            List<Example> examples = new ArrayList<>();
            batch.forEach(t -> examples.add(new Example(t.task(), t.cell(), effects.residual(t) / scale)));
            for (int i = 0; i < pseudoNegatives.perBatch(); i++) {
                Cell cell = background.get(random.nextInt(background.size()));
                examples.add(new Example(batch.get(random.nextInt(batch.size())).task(), cell, pseudoNegatives.effect()));
            }
            return examples;
        }

        private Variable loss(Tape tape, List<Example> batch, SplittableRandom random) {
            double[] y = batch.stream().mapToDouble(Example::target).toArray();
            Variable graphs = model.graphs().encode(tape, GraphBatch.of(batch.stream().map(Example::cell).toList()));
            Variable datasets = model.readsDatasets()
                    ? TaskDatasets.encode(model.datasets(), tape, data, batch.stream().map(Example::task).toList(), instances, random)
                    : tape.constant(Matrix.zeros(batch.size(), 0));
            return model.loss(model.fusion().apply(datasets, graphs), y);
        }
    }

    /**
     * A run from its beginning.
     *
     * @param start the parameters with which it begins, such as {@link DeepKernel#initialize(long, GraphAutoencoder)}
     */
    public Run start(DeepKernel model, Parameters start, MetaTrainingData data, long seed) {
        return new Run(model, start, data, seed, java.util.Optional.empty());
    }

    /** A run that goes on where another of the same settings and seed was. */
    public Run resume(DeepKernel model, MetaTrainingData data, long seed, State state) {
        return new Run(model, state.best(), data, seed, java.util.Optional.of(state));
    }

    /** Takes a run to its end; tells of every validation. */
    public void complete(Run run, Consumer<Progress> listener) {
        long begin = System.nanoTime();
        long from = run.state().adam().step();
        while (!run.finished()) {
            run.advance();
            State s = run.state();
            int last = s.losses().size() - 1;
            double seconds = (System.nanoTime() - begin) / 1e9;
            listener.accept(new Progress((int) s.adam().step(), steps, s.losses().get(last), s.validations().get(last),
                    s.waiting() == 0, seconds, seconds * (steps - s.adam().step()) / (s.adam().step() - from)));
        }
    }
}
