package io.github.grabnas.surrogate;

import io.github.grabnas.gp.FixedNoiseGaussianProcess;
import io.github.grabnas.gp.Kernel;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.surrogate.Conditioning.ResidualFeatures;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;
import io.github.grabnas.nn.graph.GraphBatch;
import io.github.grabnas.nn.settransformer.DatasetSample;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.OneHotOperations;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The meta-trained surrogate for one target dataset (sec. 3.1 and 3.5): the networks are frozen, a
 * Gaussian process upon them is conditioned on the architectures observed there.
 *
 * <pre>{@code
 * DeepKernelSurrogate surrogate = DeepKernelSurrogate.of(checkpoint, dataset, PriorMean.META_LEARNED);
 * ConditionedSurrogate conditioned = surrogate.condition(Conditioning.standard(), surrogate.observe(cells, accuracies));
 * Prediction posterior = surrogate.candidates(Cell.all()).predict(conditioned);
 * }</pre>
 */
public final class DeepKernelSurrogate {

    private static final double NOISE_SHARE = 0.3;

    /** Where what was learnt on other datasets speaks. */
    public enum PriorMean {
        /**
         * In the kernel and in the prior mean, which is what a Gaussian process with the same kernel says
         * after the meta-training tuples: they are observations too. Beyond the paper's text.
         */
        META_LEARNED,
        /** In the kernel alone, with a prior mean of zero: eq. 3 and 4 to the letter. */
        ZERO
    }

    private final MetaCheckpoint checkpoint;
    private final double[] datasetEmbedding;
    private final PriorMean priorMean;
    private final Kernel kernel;
    private final double noise;
    private final Optional<FixedNoiseGaussianProcess> priorObservations;

    private DeepKernelSurrogate(MetaCheckpoint checkpoint, double[] datasetEmbedding, PriorMean priorMean) {
        this.checkpoint = checkpoint;
        this.datasetEmbedding = datasetEmbedding;
        this.priorMean = priorMean;
        this.kernel = checkpoint.model().kernel(checkpoint.parameters());
        // A tuple is one training on a small task; a target's accuracies are of longer ones.
        this.noise = NOISE_SHARE * checkpoint.model().noise(checkpoint.parameters());
        this.priorObservations = priorMean == PriorMean.ZERO ? Optional.empty() : Optional.of(learn());
    }

    /**
     * A surrogate for a dataset.
     *
     * @param dataset instances of its classes, with the features with which the checkpoint was trained; plays
     *     no part where the checkpoint reads no datasets
     */
    public static DeepKernelSurrogate of(MetaCheckpoint checkpoint, DatasetSample dataset, PriorMean priorMean) {
        double[] embedding = checkpoint.model().readsDatasets()
                ? checkpoint.model().datasets().embed(checkpoint.parameters(), List.of(dataset)).row(0) : new double[0];
        return new DeepKernelSurrogate(checkpoint, embedding, priorMean);
    }

    /** A surrogate that knows nothing of the dataset: its embedding is zero. */
    public static DeepKernelSurrogate withoutDataset(MetaCheckpoint checkpoint, PriorMean priorMean) {
        return new DeepKernelSurrogate(checkpoint, new double[checkpoint.model().fusion().dataset()], priorMean);
    }

    private FixedNoiseGaussianProcess learn() {
        List<MetaCheckpoint.PriorObservation> all = checkpoint.priorObservations();
        return FixedNoiseGaussianProcess.condition(kernel, checkpoint.model().noise(checkpoint.parameters()),
                fuse(all.stream().map(MetaCheckpoint.PriorObservation::cell).toList()),
                all.stream().mapToDouble(MetaCheckpoint.PriorObservation::effect).toArray(),
                all.stream().mapToInt(MetaCheckpoint.PriorObservation::count).toArray());
    }

    /** What it was made from. */
    public MetaCheckpoint checkpoint() {
        return checkpoint;
    }

    /** Where what was learnt speaks. */
    public PriorMean priorMean() {
        return priorMean;
    }

    /** The kernel, with the parameters that meta-training left. */
    public Kernel kernel() {
        return kernel;
    }

    /** The noise variance of a target's standardised accuracies. */
    public double noise() {
        return noise;
    }

    /** The dataset embedding x^D of eq. 7, a new array; of length 0 where the checkpoint reads no datasets. */
    public double[] datasetEmbedding() {
        return datasetEmbedding.clone();
    }

    /** The embeddings of architectures, one row each. */
    public Matrix latents(List<? extends Architecture> architectures) {
        return checkpoint.model().graphs().embed(checkpoint.parameters(), GraphBatch.of(architectures));
    }

    /** The fused vectors (eq. 1) of architectures with the dataset. */
    public Matrix fuse(List<? extends Architecture> architectures) {
        return fuse(latents(architectures));
    }

    /** The fused vectors of embeddings with the dataset. */
    public Matrix fuse(Matrix latents) {
        Matrix x = checkpoint.model().fusion().fuse(checkpoint.parameters(), datasetEmbedding, latents);
        return Matrix.of(x.rows(), x.columns(), x.toArray());
    }

    /** The prior means at fused vectors, in standardised units; zeros for {@link PriorMean#ZERO}. */
    public double[] priorMeans(Matrix fused) {
        return priorObservations.map(l -> l.means(fused)).orElseGet(() -> new double[fused.rows()]);
    }

    /**
     * How many points of accuracy a standardised unit is on a target, from the spread of observed accuracies;
     * the checkpoint's own scale where nothing can be told.
     */
    double unit(Matrix fused, double[] priors, double[] accuracies) {
        int n = accuracies.length;
        double level = Arrays.stream(accuracies).average().orElseThrow();
        double priorLevel = Arrays.stream(priors).average().orElseThrow();
        double spread = 0;
        double priorSpread = 0;
        double covariance = 0;
        for (int i = 0; i < n; i++) {
            spread += (accuracies[i] - level) * (accuracies[i] - level);
            priorSpread += (priors[i] - priorLevel) * (priors[i] - priorLevel);
            for (int j = 0; j < i; j++) {
                covariance += kernel.value(fused.row(i), fused.row(j));
            }
        }
        if (n < 2 || spread == 0) {
            return checkpoint.scale();
        }
        double expected = kernel.hyperparameters().variance() + noise - covariance / (n * (n - 1) / 2.0) + priorSpread / (n - 1);
        return Math.sqrt(spread / (n - 1) / expected);
    }

    /** Observations of architectures, each with the embedding that the encoder gives it. */
    public List<Observation> observe(List<? extends Architecture> architectures, double... accuracies) {
        if (architectures.size() != accuracies.length) {
            throw new IllegalArgumentException(architectures.size() + " architectures and " + accuracies.length + " accuracies");
        }
        Matrix latents = latents(architectures);
        return IntStream.range(0, accuracies.length)
                .mapToObj(i -> new Observation(architectures.get(i), latents.selectRows(i), accuracies[i])).toList();
    }

    /** The surrogate after some observations, at least one. */
    public ConditionedSurrogate condition(Conditioning conditioning, List<Observation> support) {
        return ConditionedSurrogate.of(this, conditioning, support, Optional.empty());
    }

    /** The same, with kernel parameters that were fitted before. */
    public ConditionedSurrogate condition(Conditioning conditioning, List<Observation> support, ConditionedSurrogate before) {
        return ConditionedSurrogate.of(this, conditioning, support, Optional.of(before));
    }

    /** Cells to choose from, encoded and fused. */
    public SurrogateCandidates candidates(List<Cell> cells) {
        return new SurrogateCandidates(this, cells);
    }

    static Matrix latentsOf(List<Observation> support) {
        return Matrix.ofRows(support.stream().map(o -> o.latent().row(0)).toArray(double[][]::new));
    }

    /** On what the deviations of observed architectures depend. */
    Matrix vectors(ResidualFeatures deviations, List<Observation> support) {
        List<Cell> cells = deviations != ResidualFeatures.OPERATIONS ? List.of() : support.stream().map(o -> o.architecture().graph().toCell()
                .orElseThrow(() -> new IllegalArgumentException("'" + o.architecture().text() + "' is no cell and has no six operations; "
                        + "observe it with deviations FUSED or GRAPH"))).toList();
        return vectors(deviations, cells, latentsOf(support));
    }

    Matrix vectors(ResidualFeatures deviations, List<Cell> cells, Matrix latents) {
        return switch (deviations) {
            case FUSED -> fuse(latents);
            case GRAPH -> Matrix.of(latents.rows(), latents.columns(), latents.toArray());
            case OPERATIONS -> {
                OneHotOperations encoding = new OneHotOperations();
                yield Matrix.ofRows(cells.stream().map(encoding::encode).toArray(double[][]::new));
            }
        };
    }

    /** The posterior mean at a graph embedding, in percent. */
    double mean(ConditionedSurrogate conditioned, double[] latent) {
        Matrix fused = fuse(Matrix.ofRows(latent));
        Matrix at = passesGradients(conditioned) == ResidualFeatures.FUSED ? fused : Matrix.ofRows(latent);
        return conditioned.accuracy(conditioned.process().predict(at).mean(0), priorMeans(fused)[0]);
    }

    /** The gradient of the posterior mean at a graph embedding: through prior mean and fusion, and through the deviations. */
    double[] meanGradient(ConditionedSurrogate conditioned, double[] latent) {
        boolean fusedDeviations = passesGradients(conditioned) == ResidualFeatures.FUSED;
        Tape tape = Tape.recording(checkpoint.parameters(), "nothing");
        Variable input = tape.input(Matrix.ofRows(latent));
        Variable fused = checkpoint.model().fusion().apply(tape.constant(Matrix.ofRows(datasetEmbedding)), input);
        double[] x = fused.value().row(0);
        double[] slope = priorObservations.map(l -> l.meanGradient(x)).orElseGet(() -> new double[x.length]);
        double[] direct = conditioned.process().meanGradient(fusedDeviations ? x : latent);
        if (fusedDeviations) {
            Arrays.setAll(slope, j -> slope[j] + direct[j]);
        }
        double[] gradient = tape.gradients(tape.external(0, List.of(fused), List.of(Matrix.ofRows(slope)))).of(input).row(0);
        Arrays.setAll(gradient, j -> conditioned.unit() * (gradient[j] + (fusedDeviations ? 0 : direct[j])));
        return gradient;
    }

    private static ResidualFeatures passesGradients(ConditionedSurrogate conditioned) {
        ResidualFeatures deviations = conditioned.conditioning().deviations();
        if (deviations == ResidualFeatures.OPERATIONS) {
            throw new IllegalStateException("deviations of one-hot operations do not depend on a graph embedding; take FUSED or GRAPH");
        }
        return deviations;
    }
}
