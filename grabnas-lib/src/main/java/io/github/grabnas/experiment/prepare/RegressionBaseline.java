package io.github.grabnas.experiment.prepare;

import io.github.grabnas.gp.MarginalLikelihoodFit;
import io.github.grabnas.gp.Matern52;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.OneHotOperations;
import org.tribuo.DataSource;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.common.nearest.KNNModel;
import org.tribuo.common.nearest.KNNTrainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTRegressionTrainer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a careful person would try without meta-learning: regressions on the cells' one-hot operations. */
public enum RegressionBaseline {

    /** A Gaussian process, Matérn-5/2, its kernel fitted to the support. */
    GP_ONE_HOT,
    /** The mean of the three nearest cells of the support, by Tribuo. */
    NEAREST_NEIGHBOURS,
    /** A random forest of 100 trees, by Tribuo. */
    RANDOM_FOREST;

    private static final int NEIGHBOURS = 3;
    private static final int TREES = 100;
    private static final String[] NAMES = IntStream.range(0, new OneHotOperations().dimension()).mapToObj(i -> "operation" + i)
            .toArray(String[]::new);

    /** The name in tables. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** The predicted accuracies of all cells in percent, in the order of {@link Cell#all()}. */
    public double[] predict(List<Cell> support, double[] accuracies) {
        return switch (this) {
            case GP_ONE_HOT -> gaussianProcess(support, accuracies);
            case NEAREST_NEIGHBOURS -> tribuo(support, accuracies, new KNNTrainer<>(Math.min(NEIGHBOURS, support.size()),
                    new L2Distance(), 1, new AveragingCombiner(), KNNModel.Backend.THREADPOOL,
                    NeighboursQueryFactoryType.BRUTE_FORCE));
            case RANDOM_FOREST -> tribuo(support, accuracies, new RandomForestTrainer<>(
                    new CARTRegressionTrainer(Integer.MAX_VALUE, 1, 0, 0.5f, false, new org.tribuo.regression.rtree.impurity.MeanSquaredError(), 1),
                    new AveragingCombiner(), TREES));
        };
    }

    private static double[] gaussianProcess(List<Cell> support, double[] accuracies) {
        OneHotOperations encoding = new OneHotOperations();
        Matrix points = Matrix.ofRows(support.stream().map(encoding::encode).toArray(double[][]::new));
        Prediction prediction = MarginalLikelihoodFit.defaults().fit(Matern52.isotropic(1, 2), 1e-2, points, accuracies)
                .predict(Matrix.ofRows(Cell.all().stream().map(encoding::encode).toArray(double[][]::new)));
        return IntStream.range(0, Cell.COUNT).mapToDouble(prediction::mean).toArray();
    }

    private static double[] tribuo(List<Cell> support, double[] accuracies, Trainer<Regressor> trainer) {
        List<org.tribuo.Example<Regressor>> examples = new ArrayList<>();
        for (int i = 0; i < accuracies.length; i++) {
            examples.add(example(support.get(i), accuracies[i]));
        }
        RegressionFactory factory = new RegressionFactory();
        DataSource<Regressor> source = new ListDataSource<>(examples, factory,
                new SimpleDataSourceProvenance("support", factory));
        Model<Regressor> model = trainer.train(new MutableDataset<>(source));
        return Cell.all().stream().mapToDouble(c -> model.predict(example(c, 0)).getOutput().getValues()[0]).toArray();
    }

    private static ArrayExample<Regressor> example(Cell cell, double accuracy) {
        return new ArrayExample<>(new Regressor("accuracy", accuracy), NAMES, new OneHotOperations().encode(cell));
    }
}
