package io.github.grabnas.surrogate;

import io.github.grabnas.benchmark.MetaTrainingData;
import io.github.grabnas.gp.GaussianProcess;
import io.github.grabnas.gp.Kernel;
import io.github.grabnas.gp.LikelihoodGradient;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.FusionMlp;
import io.github.grabnas.nn.autodiff.ParameterInitializer;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;
import io.github.grabnas.nn.graph.GraphEncoder;
import io.github.grabnas.nn.settransformer.DatasetEncoder;

import java.util.List;
import java.util.Objects;

/**
 * A kernel upon networks (Wilson et al., 2016; sec. 3.1): dataset and graph are encoded and fused (eq. 1, 7, 8), and a
 * stationary kernel compares the results. Its parameters are the networks' weights, the logarithms of the kernel's
 * variance and length-scale, and that of the noise variance.
 *
 * @param datasets the dataset encoder
 * @param graphs the graph encoder
 * @param fusion what makes one vector of both; reads no dataset where it is of length 0
 * @param kind of the kernel
 */
public record DeepKernel(DatasetEncoder datasets, GraphEncoder graphs, FusionMlp fusion, KernelKind kind) {

    /** The kernel's logarithms by {@link #SLOWNESS}: variance, length-scale. */
    static final String KERNEL = "kernel.logarithms";

    /** The logarithm of the noise variance by {@link #SLOWNESS}. */
    static final String NOISE = "kernel.noise";

    private static final double FUSION_OF_AUTOENCODER = 0.3;

    /**
     * Adam moves every number by about the learning rate a step, too little for a logarithm; so a tenth of it is kept.
     */
    private static final double SLOWNESS = 10;

    /** Checks that nothing is missing. */
    public DeepKernel {
        Objects.requireNonNull(datasets, "datasets");
        Objects.requireNonNull(graphs, "graphs");
        Objects.requireNonNull(fusion, "fusion");
        Objects.requireNonNull(kind, "kind");
    }

    /** The published sizes, for feature vectors of a length. */
    public static DeepKernel of(int features, KernelKind kind, boolean withDataset) {
        return of(features, kind, withDataset, GraphEncoder.standard());
    }

    /** The published sizes with another graph encoder, whose embeddings have the published length. */
    public static DeepKernel of(int features, KernelKind kind, boolean withDataset, GraphEncoder graphs) {
        return new DeepKernel(
                DatasetEncoder.of(features), graphs, new FusionMlp(withDataset ? 56 : 0, 56, 56, 56), kind);
    }

    /** Whether the dataset plays a part. */
    public boolean readsDatasets() {
        return fusion.dataset() > 0;
    }

    /**
     * The parameters that a seed gives; the kernel begins with variance 1 and length-scale 1, the noise with variance
     * 0.5.
     */
    public Parameters initialize(long seed) {
        ParameterInitializer initializer = new ParameterInitializer(seed);
        if (readsDatasets()) {
            datasets.initialize(initializer);
        }
        graphs.initialize(initializer);
        fusion.initialize(initializer);
        initializer.constant(KERNEL, 1, 2, 0);
        initializer.constant(NOISE, 1, 1, Math.log(0.5) / SLOWNESS);
        return initializer.parameters();
    }

    /**
     * The parameters that a seed gives, with the graph encoder of a trained autoencoder: its embeddings keep different
     * cells apart, where those of a new encoder fall together, and cells that no tuple holds are taken for others.
     */
    public Parameters initialize(long seed, GraphAutoencoder autoencoder) {
        return withEncoderOf(autoencoder, initialize(seed));
    }

    /** Parameters of a graph encoder and a fusion, with the encoder of an autoencoder in its place. */
    static Parameters withEncoderOf(GraphAutoencoder autoencoder, Parameters start) {
        Parameters parameters = start;
        for (String name :
                autoencoder.parameters().startingWith(GraphEncoder.NAME + ".").names()) {
            parameters = parameters.with(name, autoencoder.parameters().get(name));
        }
        // The autoencoder's embeddings are some ten times as large as the fusion expects.
        String first = FusionMlp.NAME + ".first.weight";
        return parameters.with(first, scaled(parameters.get(first), FUSION_OF_AUTOENCODER));
    }

    /**
     * The mean of the dataset embeddings x^D (eq. 7) of all tasks that have tuples, each from 20 instances a class,
     * drawn by seed 0.
     *
     * @return 1 x d; 1 x 0 where the model reads no datasets
     */
    Matrix meanDatasetEmbedding(Parameters parameters, MetaTrainingData data) {
        return readsDatasets() ? TaskDatasets.meanEmbedding(datasets, parameters, data) : Matrix.zeros(1, 0);
    }

    /** The kernel that the parameters hold. */
    public Kernel kernel(Parameters parameters) {
        return kernel(parameters.get(KERNEL));
    }

    /** The noise variance that the parameters hold, in units of standardised targets. */
    public double noise(Parameters parameters) {
        return noise(parameters.get(NOISE));
    }

    private Kernel kernel(Matrix logarithms) {
        return kind.kernel(Math.exp(SLOWNESS * logarithms.get(0, 0)), Math.exp(SLOWNESS * logarithms.get(0, 1)));
    }

    private static double noise(Matrix logarithm) {
        return Math.exp(SLOWNESS * logarithm.get(0, 0));
    }

    /**
     * The loss of eq. 10, by observation: the negative log marginal likelihood of a Gaussian process with zero mean,
     * divided by n. With K the kernel matrix of the rows of x plus noise and a = K⁻¹ y, its gradient comes from
     * {@code dL/dK = (K⁻¹ - a a') / 2n}.
     *
     * @param x n fused vectors
     * @param y n targets of mean 0 and deviation 1 or so; they are not standardised again
     */
    public Variable loss(Variable x, double[] y) {
        Tape tape = x.tape();
        Variable logarithms = tape.parameter(KERNEL);
        Variable noise = tape.parameter(NOISE);
        int n = x.rows();
        Matrix points = Matrix.of(n, x.columns(), x.value().toArray());
        GaussianProcess process =
                GaussianProcess.conditionStandardised(kernel(logarithms.value()), noise(noise.value()), points, y);
        LikelihoodGradient gradient = process.logMarginalLikelihoodGradient();
        return tape.external(
                -process.logMarginalLikelihood() / n,
                List.of(x, logarithms, noise),
                List.of(
                        scaled(Matrix.of(n, x.columns(), gradient.inputs()), -1.0 / n),
                        scaled(Matrix.ofRows(gradient.kernelParameters()), -SLOWNESS / n),
                        scaled(Matrix.ofRows(new double[] {gradient.logNoise()}), -SLOWNESS / n)));
    }

    private static Matrix scaled(Matrix m, double factor) {
        double[] values = m.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return Matrix.of(m.rows(), m.columns(), values);
    }
}
