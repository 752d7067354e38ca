package io.github.grabnas.experiment;

import io.github.grabnas.gp.AveragedObservations;
import io.github.grabnas.gp.MarginalLikelihoodFit;
import io.github.grabnas.gp.Matern52;
import io.github.grabnas.gp.Points;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.meta.MetaCheckpoint;
import io.github.grabnas.meta.MetaCheckpoint.Lesson;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.OneHotOperations;

import java.util.Arrays;
import java.util.List;

/**
 * The strongest plain rival of a deep kernel: a Gaussian process on one-hot operations that has seen the
 * same tuples. What it expects after them is the prior mean; the deviations from it on a target follow a
 * second kernel on operations, fitted to the support. No network is involved.
 */
final class OneHotLessons {

    /** Of the tuples' standardised targets; fixed, the middle one of five settings tried. */
    private static final Matern52 KERNEL = Matern52.isotropic(0.6, 2);
    private static final double NOISE = 0.6;
    private static final double UNIT = 0.5;

    private final Points cells;
    private final double[] priors;
    private final double unit;

    OneHotLessons(MetaCheckpoint checkpoint) {
        this.cells = encode(Cell.all());
        List<Lesson> lessons = checkpoint.lessons();
        this.priors = AveragedObservations.condition(KERNEL, NOISE, encode(lessons.stream().map(Lesson::cell).toList()),
                lessons.stream().mapToDouble(Lesson::effect).toArray(), lessons.stream().mapToInt(Lesson::count).toArray())
                .means(cells);
        this.unit = UNIT * checkpoint.scale();
    }

    private static Points encode(List<Cell> cells) {
        OneHotOperations encoding = new OneHotOperations();
        return Points.of(cells.stream().map(encoding::encode).toArray(double[][]::new));
    }

    /** The predicted accuracies of all cells in percent. */
    double[] predict(List<Cell> support, double[] accuracies) {
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
