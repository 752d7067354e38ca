package io.github.grabnas.search.oneshot;

import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.convolution.Mixture;
import io.github.grabnas.nn.convolution.Supernet;
import io.github.grabnas.search.ArchitectureSearch;
import io.github.grabnas.search.SearchProblem;
import io.github.grabnas.search.Trial;
import io.github.grabnas.space.Cell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

/**
 * A one-shot search, an epoch a step. The training images of the target are split into halves, class by class: weights
 * are trained on one in passes without repetition, architecture parameters on batches drawn with replacement from the
 * other. Each step of the weights has one of the architecture parameters beside it. After the last epoch the derived
 * cell is evaluated, the only evaluation of the search.
 *
 * <p>The network around the cells and the shifts and mirror images are those with which the target's candidates are
 * trained. The same problem gives the same search, to the last bit.
 *
 * <pre>{@code
 * OneShotSearch search = new OneShotSearch(problem, plan);
 * while (!search.finished()) {
 *     System.out.println(search.step().probabilities());
 * }
 * search.sharedWeights(512).accuracy(cell);
 * }</pre>
 */
public final class OneShotSearch implements ArchitectureSearch {

    private static final double MOMENTUM = 0.9;

    private final SearchProblem problem;
    private final OneShotPlan plan;
    private final Random random;
    private final ArchitectureParameters parameters;
    private Optional<Training> training = Optional.empty();
    private List<Trial> trials = List.of();
    private int epoch;
    /** What is done of an epoch, which an interrupt may leave in its middle. */
    private int batchesDone;

    private Mean onWeights = new Mean();
    private Mean onArchitecture = new Mean();
    /** Of what is drawn to derive the cell; empty before that is done for the first time. */
    private OptionalLong derivationSeed = OptionalLong.empty();
    /** The last epoch while its cell is not evaluated. */
    private Optional<OneShotStep> undecided = Optional.empty();

    /** What is there once images were read. */
    private record Training(
            CandidateTrainer trainer, Supernet supernet, Batches weights, Batches architecture, List<Cell> space) {}

    /** A sum over the batches of an epoch. */
    private static final class Mean {

        private double loss;
        private double correct;
        private int batches;

        void add(double batchLoss, int batchCorrect) {
            loss += batchLoss;
            correct += batchCorrect;
            batches++;
        }
    }

    /** A search that has not begun; it reads no images before its first step. */
    public OneShotSearch(SearchProblem problem, OneShotPlan plan) {
        this.problem = problem;
        this.plan = plan;
        this.random = new Random(new SplittableRandom(problem.seed()).nextLong());
        this.parameters = new ArchitectureParameters(random);
    }

    /** The images that weights are trained on. */
    LabelledImages weightImages() {
        return begin().weights().images();
    }

    /** Those that architecture parameters are trained on, and cells are judged by. */
    LabelledImages architectureImages() {
        return begin().architecture().images();
    }

    private Training begin() {
        if (training.isEmpty()) {
            CandidateTrainer trainer;
            try {
                trainer = problem.training().open();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            OneShotRecipe recipe = plan.recipe();
            requirePart(trainer);
            ImageTask halves = trainer.task().training().splitShare(0.5, problem.seed());
            Supernet supernet = new Supernet(trainer.skeleton(), recipe.partialChannels(), recipe.batchSize(), 1);
            supernet.initialize(random.nextLong());
            training = Optional.of(new Training(
                    trainer,
                    supernet,
                    new Batches(halves.training(), trainer.pixels(), trainer.recipe(), recipe.batchSize(), newRandom()),
                    new Batches(halves.test(), trainer.pixels(), trainer.recipe(), recipe.batchSize(), newRandom()),
                    cells()));
        }
        return training.get();
    }

    private void requirePart(CandidateTrainer trainer) {
        int channels = trainer.skeleton().channels();
        if (channels % plan.recipe().partialChannels() != 0) {
            throw new IllegalArgumentException(
                    "setting partial-channels=" + plan.recipe().partialChannels()
                            + ": expected a divisor of the network's " + channels + " channels");
        }
    }

    private Random newRandom() {
        return new Random(random.nextLong());
    }

    private List<Cell> cells() {
        List<Cell> cells = problem.space().architectures().stream()
                .filter(Cell.class::isInstance)
                .map(Cell.class::cast)
                .toList();
        if (cells.isEmpty()) {
            throw new IllegalArgumentException(
                    "method '" + plan.label() + "' derives cells of NAS-Bench-201, and the search space has none");
        }
        return cells;
    }

    @Override
    public String method() {
        return plan.label();
    }

    /** How many epochs the search has. */
    public int epochs() {
        return plan.recipe().epochs();
    }

    @Override
    public boolean finished() {
        return epoch == epochs() && undecided.isEmpty();
    }

    @Override
    public OneShotStep step() {
        if (finished()) {
            throw new IllegalStateException(
                    "the search is finished after " + epoch + " epochs; start a new one for more");
        }
        // A last epoch is kept if the derived cell's evaluation was given up after it.
        OneShotStep trained = undecided.isPresent() ? undecided.get() : epoch(begin());
        if (epoch < epochs()) {
            return trained;
        }
        undecided = Optional.of(trained);
        Cell cell = trained.derived().orElseGet(() -> derive(begin()));
        undecided = Optional.of(trained.withDerived(cell, List.of()));
        trials = RecordedOneShotSearch.trialOf(problem, cell);
        undecided = Optional.empty();
        return trained.withDerived(cell, trials);
    }

    private OneShotStep epoch(Training t) {
        int steps =
                plan.recipe().steps() == 0 ? t.weights().count() : plan.recipe().steps();
        for (; batchesDone < steps; batchesDone++) {
            if (Thread.interrupted()) {
                throw new CancellationException("the search was interrupted in epoch " + (epoch + 1));
            }
            Batches.Batch batch = t.weights().next();
            if (plan.recipe().architectureFirst()) {
                stepArchitecture(t, batch, onArchitecture);
            }
            stepWeights(t, batch, onWeights);
            if (!plan.recipe().architectureFirst()) {
                stepArchitecture(t, batch, onArchitecture);
            }
        }
        epoch++;
        OneShotStep step = new OneShotStep(
                epoch,
                probabilities(),
                onWeights.loss / onWeights.batches,
                percent(onWeights),
                onArchitecture.loss / onArchitecture.batches,
                percent(onArchitecture),
                epoch < epochs() ? plan.derivation().soFar(t.space(), probabilities()) : Optional.empty(),
                List.of());
        batchesDone = 0;
        onWeights = new Mean();
        onArchitecture = new Mean();
        return step;
    }

    private double percent(Mean mean) {
        return 100 * mean.correct / ((double) mean.batches * plan.recipe().batchSize());
    }

    private double progress() {
        return epochs() == 1 ? 1 : (double) epoch / (epochs() - 1);
    }

    private Mixture withEdges(Mixture mixture) {
        return plan.recipe().edgeNormalization() ? mixture.withEdges(parameters.edgeFactors()) : mixture;
    }

    private void stepWeights(Training t, Batches.Batch batch, Mean mean) {
        t.weights().load(batch, t.supernet());
        Mixture mixture = withEdges(
                plan.weights().draw(parameters.operations(), progress(), random).mixture());
        mean.add(finite(t.supernet().gradient(mixture)), t.supernet().lastCorrect());
        plan.recipe().clip().ifPresent(t.supernet()::clipGradient);
        t.supernet()
                .step(
                        plan.recipe().rate(epoch),
                        MOMENTUM,
                        plan.recipe().weightDecay(),
                        plan.recipe().nesterov());
    }

    private double finite(double loss) {
        if (!Double.isFinite(loss)) {
            throw new ArithmeticException("method '" + plan.label() + "': the supernet's loss is " + loss + " in epoch "
                    + (epoch + 1) + "; set learning-rate lower");
        }
        return loss;
    }

    private void stepArchitecture(Training t, Batches.Batch weightBatch, Mean mean) {
        OneShotRecipe recipe = plan.recipe();
        Batches.Batch batch = t.architecture().drawn();
        Relaxation relaxation = plan.architecture().orElse(plan.weights());
        Relaxation.Draw draw = relaxation.draw(parameters.operations(), progress(), random);
        Mixture mixture = withEdges(draw.mixture());
        if (plan.architecture().isEmpty() || epoch < recipe.alphaFrom()) {
            t.architecture().load(batch, t.supernet());
            Supernet.Score score = t.supernet().evaluate(mixture);
            mean.add(score.loss(), score.correct());
            return;
        }
        UnrolledGradient.Gradient gradient;
        if (plan.unrolled()) {
            gradient = new UnrolledGradient(t.supernet(), recipe.rate(epoch), MOMENTUM, recipe.weightDecay())
                    .compute(
                            mixture,
                            t.supernet().momenta(),
                            () -> t.weights().load(weightBatch, t.supernet()),
                            () -> t.architecture().load(batch, t.supernet()));
        } else {
            t.architecture().load(batch, t.supernet());
            double loss = t.supernet().mixtureGradient(mixture);
            gradient = new UnrolledGradient.Gradient(
                    loss,
                    t.supernet().lastCorrect(),
                    t.supernet().operationGradients(),
                    t.supernet().edgeGradients());
        }
        mean.add(finite(gradient.loss()), gradient.correct());
        Matrix alpha = parameters.operations();
        parameters.step(
                UnrolledGradient.sum(
                        draw.gradient(gradient.operations()),
                        1,
                        plan.regularizer().apply(alpha)),
                recipe.edgeNormalization() ? parameters.edgeGradient(gradient.edges()) : new double[Cell.EDGES],
                recipe.alphaRate(),
                recipe.alphaDecay());
    }

    private Cell derive(Training t) {
        // The same draws once more if an interrupt ended it.
        derivationSeed = OptionalLong.of(derivationSeed.orElseGet(random::nextLong));
        return plan.derivation()
                .derive(
                        t.space(),
                        probabilities(),
                        new SharedWeightsLater(this)::accuracy,
                        new Random(derivationSeed.getAsLong()));
    }

    /** Copies the weights only if a cell is judged by them. */
    private static final class SharedWeightsLater {

        private static final int IMAGES = 512;

        private final OneShotSearch search;
        private Optional<SharedWeights> weights = Optional.empty();

        SharedWeightsLater(OneShotSearch search) {
            this.search = search;
        }

        double accuracy(Cell cell) {
            if (Thread.interrupted()) {
                throw new CancellationException("the search was interrupted while cells were judged by shared weights");
            }
            if (weights.isEmpty()) {
                weights = Optional.of(search.sharedWeights(IMAGES));
            }
            return weights.get().accuracy(cell);
        }
    }

    /** The distribution over operations at the moment, edges x operations. */
    public Matrix probabilities() {
        return plan.probabilities(parameters.operations());
    }

    /**
     * Cells with the supernet's weights at the moment, judged by images of the half that the weights were not trained
     * on.
     *
     * @param images at most so many, rounded down to a multiple of 16
     */
    public SharedWeights sharedWeights(int images) {
        Training t = begin();
        return new SharedWeights(
                t.supernet(),
                this::withEdges,
                t.architecture().images(),
                t.trainer().pixels(),
                images);
    }

    @Override
    public List<Trial> trials() {
        return trials;
    }
}
