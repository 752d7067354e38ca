package io.github.grabnas.search;

import io.github.grabnas.gp.AcquisitionFunction;
import io.github.grabnas.gp.CandidatePosterior;
import io.github.grabnas.gp.ExpectedImprovement;
import io.github.grabnas.gp.GaussianProcess;
import io.github.grabnas.gp.Kernel;
import io.github.grabnas.gp.MarginalLikelihoodFit;
import io.github.grabnas.gp.Matern52;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.CellEncoding;
import io.github.grabnas.space.OneHotOperations;
import io.github.grabnas.space.UniqueCells;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Bayesian optimisation over the cells of a space (paper, sec. 3.1.1): a Gaussian process on an
 * encoding of the cells is conditioned on what was evaluated, and the cell that maximises an
 * acquisition function over all others is evaluated next.
 *
 * <p>With its default settings this is the baseline {@code bo-onehot}: one-hot operations,
 * Matérn-5/2, expected improvement, five random cells to begin with. No knowledge of other datasets
 * goes in.
 */
public final class BayesianOptimization implements ArchitectureSearch {

    /**
     * What the search is made of.
     *
     * @param encoding turns a cell into the kernel's input
     * @param kernel where the fit of the kernel's parameters begins
     * @param fit fits kernel parameters and noise to the observations
     * @param refitEvery after how many new observations the parameters are fitted again, at least 1
     * @param acquisition what is maximised
     * @param initial how many random cells are evaluated first, at least 1
     * @param distinct whether cells that the benchmark counts as the same architecture are evaluated once
     */
    public record Settings(CellEncoding encoding, Kernel kernel, MarginalLikelihoodFit fit, int refitEvery,
                           AcquisitionFunction acquisition, int initial, boolean distinct) {

        /** Checks the counts. */
        public Settings {
            if (initial < 1) {
                throw new IllegalArgumentException("initial " + initial + ": expected at least 1 cell");
            }
            if (refitEvery < 1) {
                throw new IllegalArgumentException("refitEvery " + refitEvery + ": expected at least 1");
            }
        }

        /**
         * One-hot operations, Matérn-5/2, expected improvement, 5 random initial cells, parameters
         * fitted again after every third observation.
         */
        public static Settings defaults() {
            return new Settings(new OneHotOperations(), Matern52.isotropic(1, 2), MarginalLikelihoodFit.defaults(), 3,
                    new ExpectedImprovement(), 5, false);
        }
    }

    /** One cell evaluated: to begin with, or because the acquisition function chose it. */
    public sealed interface Step extends SearchStep {

        /** The cell. */
        Cell cell();
    }

    /**
     * One of the random cells to begin with.
     *
     * @param cell the cell
     * @param trials its evaluation; empty if the evaluator could not answer
     */
    public record InitialStep(Cell cell, List<Trial> trials) implements Step {
    }

    /**
     * One cell chosen by the acquisition function.
     *
     * @param model the Gaussian process that chose it
     * @param posterior its posterior over all cells of the space, in their order, in percent
     * @param incumbent the best accuracy before this step, in percent
     * @param acquisition the function that was maximised
     * @param value its value at the chosen cell, the largest of all that were not yet evaluated
     * @param cell the cell
     * @param trials its evaluation; empty if the evaluator could not answer
     */
    public record AcquisitionStep(GaussianProcess model, Prediction posterior, double incumbent,
                                  AcquisitionFunction acquisition, double value, Cell cell, List<Trial> trials)
            implements Step {

        /** The acquisition function at a cell of the space, given by its position there. */
        public double acquisitionAt(int position) {
            return acquisition.value(posterior.mean(position), posterior.standardDeviation(position), incumbent);
        }
    }

    private static final double INITIAL_NOISE = 1e-2;

    private final Settings settings;
    private final String method;
    private final TrialHistory history;
    private final Random random;
    private final List<Cell> cells;
    private final List<Cell> initial;
    private final CandidatePosterior candidates;
    private final Set<Cell> known = new HashSet<>();
    private final List<double[]> inputs = new ArrayList<>();
    private GaussianProcess model;
    private int fittedAt;

    /** The baseline {@code bo-onehot} with its default settings. */
    public BayesianOptimization(SearchProblem problem) {
        this("bo-onehot", problem, Settings.defaults());
    }

    /**
     * A search that has not begun.
     *
     * @param method the name under which its trials appear in tables
     */
    public BayesianOptimization(String method, SearchProblem problem, Settings settings) {
        this(method, problem, settings, shuffled(problem));
    }

    /**
     * A search that begins with certain cells.
     *
     * @param first the cells, of which the first {@code settings.initial()} that the space has are taken
     */
    public BayesianOptimization(String method, SearchProblem problem, Settings settings, List<Cell> first) {
        this.method = method;
        this.settings = settings;
        this.history = new TrialHistory(problem);
        this.random = problem.random();
        this.cells = problem.space().cells();
        this.initial = first.stream().filter(problem.space()::contains).limit(settings.initial()).toList();
        this.candidates = new CandidatePosterior(encoded(settings.encoding(), cells));
    }

    private static List<Cell> shuffled(SearchProblem problem) {
        List<Cell> shuffled = new ArrayList<>(problem.space().cells());
        Collections.shuffle(shuffled, problem.random());
        return shuffled;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public boolean finished() {
        return history.finished();
    }

    @Override
    public Step step() {
        history.requireUnfinished();
        Optional<Cell> next = initial.stream().filter(cell -> !history.evaluated(cell)).findFirst();
        if (next.isPresent() || history.trials().isEmpty()) {
            Cell cell = next.orElseGet(this::randomUnseen);
            return new InitialStep(cell, evaluate(cell, CandidateSource.INITIAL));
        }
        GaussianProcess process = surrogate();
        Prediction posterior = candidates.update(process);
        double incumbent = history.best();
        int chosen = maximiser(posterior, incumbent);
        double value = acquisition(posterior, chosen, incumbent);
        Cell cell = cells.get(chosen);
        return new AcquisitionStep(process, posterior, incumbent, settings.acquisition(), value, cell,
                evaluate(cell, CandidateSource.BO));
    }

    @Override
    public List<Trial> trials() {
        return history.trials();
    }

    /** The cells among which the search chooses, in the order of every posterior. */
    public List<Cell> cells() {
        return cells;
    }

    private List<Trial> evaluate(Cell cell, CandidateSource origin) {
        List<Trial> trials = history.evaluate(cell, origin).stream().toList();
        trials.forEach(trial -> inputs.add(settings.encoding().encode(cell)));
        known.add(UniqueCells.representative(cell));
        return trials;
    }

    /** The process on all trials; its parameters are fitted anew when enough of them are new. */
    private GaussianProcess surrogate() {
        Matrix points = Matrix.ofRows(inputs.toArray(double[][]::new));
        double[] accuracies = history.trials().stream().mapToDouble(Trial::accuracy).toArray();
        boolean refit = model == null || points.rows() - fittedAt >= settings.refitEvery();
        if (refit) {
            Kernel start = model == null ? settings.kernel() : model.kernel();
            double noise = model == null ? INITIAL_NOISE : model.noiseVariance();
            model = settings.fit().fit(start, noise, points, accuracies);
            fittedAt = points.rows();
        } else {
            model = GaussianProcess.condition(model.kernel(), model.noiseVariance(), points, accuracies);
        }
        return model;
    }

    /** The best candidate that was not asked for; among equals one at random. */
    private int maximiser(Prediction posterior, double incumbent) {
        int best = -1;
        int equals = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < cells.size(); c++) {
            if (history.evaluated(cells.get(c)) || settings.distinct() && known.contains(UniqueCells.representative(cells.get(c)))) {
                continue;
            }
            double value = acquisition(posterior, c, incumbent);
            if (best < 0 || value > highest) {
                best = c;
                highest = value;
                equals = 1;
            } else if (value == highest && random.nextInt(++equals) == 0) {
                best = c;
            }
        }
        return best < 0 ? cells.indexOf(randomUnseen()) : best;
    }

    private double acquisition(Prediction posterior, int candidate, double incumbent) {
        return settings.acquisition().value(posterior.mean(candidate), posterior.standardDeviation(candidate), incumbent);
    }

    private Cell randomUnseen() {
        return cells.stream().filter(cell -> !history.evaluated(cell)).findFirst().orElseThrow();
    }

    private static Matrix encoded(CellEncoding encoding, List<Cell> cells) {
        return Matrix.ofRows(cells.stream().map(encoding::encode).toArray(double[][]::new));
    }
}
