package io.github.grabnas.surrogate;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.FusionMlp;
import io.github.grabnas.nn.autodiff.ParameterInitializer;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Variable;
import io.github.grabnas.nn.graph.GraphBatch;
import io.github.grabnas.nn.graph.GraphEncoder;
import io.github.grabnas.nn.settransformer.DatasetEncoder;
import io.github.grabnas.nn.settransformer.DatasetSample;
import io.github.grabnas.space.Architecture;

import java.util.List;

/**
 * MetaD2A's meta-performance predictor (Lee, Hyung and Hwang, ICLR 2021): dataset and graph are encoded, and two layers
 * with a hyperbolic tangent between them say the accuracy. Unlike a {@link DeepKernelSurrogate} it does not learn from
 * the target.
 *
 * @param datasets the dataset encoder
 * @param graphs the graph encoder
 * @param head what makes a number of both embeddings
 */
public record PerformancePredictor(DatasetEncoder datasets, GraphEncoder graphs, FusionMlp head) {

    /** Checks that the head gives one number. */
    public PerformancePredictor {
        if (head.out() != 1 || head.dataset() != datasets.embedding() || head.graph() != graphs.embedding()) {
            throw new IllegalArgumentException("head " + head + ": expected one that reads embeddings of "
                    + datasets.embedding() + " and " + graphs.embedding() + " numbers and gives 1");
        }
    }

    /** Width 56 everywhere, for feature vectors of a length; the public code has 512 in graph encoder and head. */
    public static PerformancePredictor of(int features) {
        return new PerformancePredictor(
                DatasetEncoder.of(features), GraphEncoder.standard(), new FusionMlp(56, 56, 56, 1));
    }

    /** The parameters that a seed gives. */
    public Parameters initialize(long seed) {
        ParameterInitializer initializer = new ParameterInitializer(seed);
        datasets.initialize(initializer);
        graphs.initialize(initializer);
        head.initialize(initializer);
        return initializer.parameters();
    }

    /**
     * The parameters that a seed gives, with the graph encoder of a trained autoencoder, as
     * {@link DeepKernel#initialize(long, GraphAutoencoder)}.
     */
    public Parameters initialize(long seed, GraphAutoencoder autoencoder) {
        return DeepKernel.withEncoderOf(autoencoder, initialize(seed));
    }

    /**
     * The mean squared error.
     *
     * @param datasetEmbeddings one row a target
     * @param graphEmbeddings one row a target
     * @param targets the accuracies, standardised
     */
    public Variable loss(Variable datasetEmbeddings, Variable graphEmbeddings, double[] targets) {
        Variable predicted = head.apply(datasetEmbeddings, graphEmbeddings);
        Variable error = predicted.plus(
                predicted.tape().constant(Matrix.of(targets.length, 1, targets)).scale(-1));
        return error.hadamard(error).mean();
    }

    /** The standardised accuracies that are expected of architectures on a dataset, in their order. */
    public double[] predict(Parameters parameters, DatasetSample dataset, List<? extends Architecture> architectures) {
        double[] embedding = datasets.embed(parameters, List.of(dataset)).row(0);
        return head.fuse(parameters, embedding, graphs.embed(parameters, GraphBatch.of(architectures)))
                .toArray();
    }
}
