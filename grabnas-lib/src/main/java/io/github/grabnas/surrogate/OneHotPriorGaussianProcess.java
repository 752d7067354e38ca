package io.github.grabnas.surrogate;

import io.github.grabnas.gp.FixedNoiseGaussianProcess;
import io.github.grabnas.gp.MarginalLikelihoodFit;
import io.github.grabnas.gp.Matern52;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.surrogate.MetaCheckpoint.PriorObservation;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.OneHotOperations;

import java.util.Arrays;
import java.util.List;

/**
 * The strongest plain rival of a deep kernel: a Gaussian process on one-hot operations that has seen the
 * same tuples. What it expects after them is the prior mean; the deviations from it on a target follow a
 * second kernel on operations, fitted to the support. No network is involved.
 */
public final class OneHotPriorGaussianProcess {

    /** Of the tuples' standardised targets; fixed, the middle one of five settings tried. */
    private static final Matern52 KERNEL = Matern52.isotropic(0.6, 2);
    private static final double NOISE = 0.6;
    private static final double UNIT = 0.5;

    private final Matrix cells;
    private final double[] priors;
    private final double unit;

    public OneHotPriorGaussianProcess(MetaCheckpoint checkpoint) {
        this.cells = encode(Cell.all());
        List<PriorObservation> priorObservations = checkpoint.priorObservations();
        this.priors = FixedNoiseGaussianProcess.condition(KERNEL, NOISE, encode(priorObservations.stream().map(PriorObservation::cell).toList()),
                priorObservations.stream().mapToDouble(PriorObservation::effect).toArray(), priorObservations.stream().mapToInt(PriorObservation::count).toArray())
                .means(cells);
        this.unit = UNIT * checkpoint.scale();
    }

    private static Matrix encode(List<Cell> cells) {
        OneHotOperations encoding = new OneHotOperations();
        return Matrix.ofRows(cells.stream().map(encoding::encode).toArray(double[][]::new));
    }

    /** The predicted accuracies of all cells in percent. */
    public double[] predict(List<Cell> support, double[] accuracies) {
        double[] rest = new double[accuracies.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = accuracies[i] - unit * priors[support.get(i).index()];
        }
        Prediction deviations = MarginalLikelihoodFit.defaults().fit(Matern52.isotropic(1, 2), 1e-2, encode(support), rest)
                .predict(cells);
        double[] predicted = new double[priors.length];
        Arrays.setAll(predicted, i -> deviations.mean(i) + unit * priors[i]);
        return predicted;
    }
}
