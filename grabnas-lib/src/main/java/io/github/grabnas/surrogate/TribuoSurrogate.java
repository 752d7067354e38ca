package io.github.grabnas.surrogate;

import io.github.grabnas.gp.Prediction;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureEncoding;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.common.nearest.KNNModel;
import org.tribuo.common.nearest.KNNTrainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.ensemble.EnsembleModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Any regression of Tribuo as a surrogate, on a fixed encoding of architectures.
 *
 * <pre>{@code
 * Surrogate forest = TribuoSurrogate.randomForest(new OneHotOperations(), 100);
 * Surrogate own = new TribuoSurrogate("my-regression", new OneHotOperations(), observations -> myTribuoTrainer);
 * }</pre>
 *
 * <p>The variance of a prediction is that of an ensemble's members, as in SMAC (F. Hutter et al., 2011); a regression
 * that is no ensemble has variance zero, with which expected improvement is the improvement of the mean.
 *
 * @param name in tables
 * @param encoding turns an architecture into the regression's features
 * @param trainer makes the trainer, given the number of observations
 */
public record TribuoSurrogate(String name, ArchitectureEncoding encoding, IntFunction<Trainer<Regressor>> trainer)
        implements Surrogate {

    private static final String OUTPUT = "accuracy";

    /** The mean of the nearest observations by Euclidean distance. */
    public static TribuoSurrogate nearestNeighbours(ArchitectureEncoding encoding, int neighbours) {
        return new TribuoSurrogate(
                "nearest-neighbours",
                encoding,
                observations -> new KNNTrainer<>(
                        Math.min(neighbours, observations),
                        new L2Distance(),
                        1,
                        new AveragingCombiner(),
                        KNNModel.Backend.THREADPOOL,
                        NeighboursQueryFactoryType.BRUTE_FORCE));
    }

    /** A random forest of regression trees, each on half of the features at a split. */
    public static TribuoSurrogate randomForest(ArchitectureEncoding encoding, int trees) {
        return new TribuoSurrogate(
                "random-forest",
                encoding,
                observations -> new RandomForestTrainer<>(
                        new CARTRegressionTrainer(Integer.MAX_VALUE, 1, 0, 0.5f, false, new MeanSquaredError(), 1),
                        new AveragingCombiner(),
                        trees));
    }

    /** Candidates as Tribuo's examples. */
    private record Encoded(List<Architecture> architectures, List<Example<Regressor>> examples) implements Candidates {}

    /** A trained regression. */
    private record Posterior(Model<Regressor> model) implements SurrogatePosterior {

        @Override
        public Prediction predict(Candidates candidates) {
            Encoded encoded = candidates.encodedAs(Encoded.class);
            double[] means = encoded.examples().stream()
                    .mapToDouble(e -> value(model, e))
                    .toArray();
            double[] variances = model instanceof EnsembleModel<Regressor> ensemble
                    ? encoded.examples().stream()
                            .mapToDouble(e -> variance(ensemble, e))
                            .toArray()
                    : new double[means.length];
            return Prediction.of(means, variances);
        }

        private static double value(Model<Regressor> model, Example<Regressor> example) {
            return model.predict(example).getOutput().getValues()[0];
        }

        private static double variance(EnsembleModel<Regressor> ensemble, Example<Regressor> example) {
            double[] members = ensemble.getModels().stream()
                    .mapToDouble(m -> value(m, example))
                    .toArray();
            return org.apache.commons.math3.stat.StatUtils.populationVariance(members);
        }
    }

    @Override
    public Candidates encode(List<? extends Architecture> architectures) {
        return new Encoded(
                List.copyOf(architectures),
                architectures.stream().map(a -> example(a, 0)).toList());
    }

    @Override
    public SurrogatePosterior condition(List<Observation> observations) {
        List<Example<Regressor>> examples = new ArrayList<>();
        observations.forEach(o -> examples.add(example(o.architecture(), o.accuracy())));
        RegressionFactory factory = new RegressionFactory();
        ListDataSource<Regressor> source =
                new ListDataSource<>(examples, factory, new SimpleDataSourceProvenance("support", factory));
        return new Posterior(trainer.apply(observations.size()).train(new MutableDataset<>(source)));
    }

    private Example<Regressor> example(Architecture architecture, double accuracy) {
        double[] vector = encoding.encode(architecture);
        String[] names =
                IntStream.range(0, vector.length).mapToObj(i -> "operation" + i).toArray(String[]::new);
        return new ArrayExample<>(new Regressor(OUTPUT, accuracy), names, vector);
    }
}
