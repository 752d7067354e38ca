package io.github.grabnas.surrogate;

import io.github.grabnas.gp.Kernel;
import io.github.grabnas.gp.KernelExpansion;
import io.github.grabnas.gp.MeanAndGradient;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;
import io.github.grabnas.nn.graph.GraphBatch;
import io.github.grabnas.nn.settransformer.DatasetSample;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.OneHotOperations;
import io.github.grabnas.surrogate.Conditioning.ResidualFeatures;
import io.github.grabnas.surrogate.MetaCheckpoint.PriorObservation;
import org.apache.commons.math3.stat.StatUtils;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The meta-trained surrogate for one target dataset (sec. 3.1 and 3.5): the networks are frozen, a Gaussian process on
 * their outputs is conditioned on the architectures observed there.
 *
 * <pre>{@code
 * DeepKernelSurrogate surrogate = DeepKernelSurrogate.of(checkpoint, dataset);
 * DeepKernelPosterior posterior = surrogate.condition(List.of(Observation.of(cell, 91.2), Observation.of(other,
 * 88.7)));
 * Prediction prediction = posterior.predict(surrogate.encode(Cell.all()));
 * }</pre>
 */
public final class DeepKernelSurrogate implements EmbeddingSurrogate {

    private static final double NOISE_SHARE = 0.3;

    private final MetaCheckpoint checkpoint;
    private final double[] datasetEmbedding;
    private final PriorMean priorMean;
    private final Conditioning conditioning;
    private final boolean percent;
    private final Kernel kernel;
    private final double noise;
    /** Shared by the surrogates that are made from this one. */
    private final Memoized<KernelExpansion> pooled;

    private final Memoized<PriorBasis> basis = new Memoized<>(this::priorBasis);
    private final Memoized<Double> neighbourDistance = new Memoized<>(() -> NeighbouringCells.medianDistance(this));
    /** Embeddings of observed architectures, which are needed after every observation. */
    private final Map<Architecture, Matrix> embedded = new ConcurrentHashMap<>();
    /** What other datasets teach at embeddings, for the same reason. */
    private final Map<Matrix, double[]> basisAt = new ConcurrentHashMap<>();

    private DeepKernelSurrogate(
            MetaCheckpoint checkpoint,
            double[] datasetEmbedding,
            PriorMean priorMean,
            Conditioning conditioning,
            boolean percent,
            Optional<Memoized<KernelExpansion>> pooled) {
        this.checkpoint = checkpoint;
        this.datasetEmbedding = datasetEmbedding;
        this.priorMean = priorMean;
        this.conditioning = conditioning;
        this.percent = percent;
        this.kernel = checkpoint.model().kernel(checkpoint.parameters());
        // A tuple is one training on a small task; a target's accuracies are of longer ones.
        this.noise = NOISE_SHARE * checkpoint.model().noise(checkpoint.parameters());
        this.pooled = pooled.orElseGet(() -> new Memoized<>(this::conditionPrior));
    }

    private static DeepKernelSurrogate of(MetaCheckpoint checkpoint, double[] datasetEmbedding) {
        return new DeepKernelSurrogate(
                checkpoint, datasetEmbedding, PriorMean.META_LEARNED, Conditioning.standard(), true, Optional.empty());
    }

    /**
     * A surrogate for a dataset, with a meta-learned prior mean and {@link Conditioning#standard()}.
     *
     * @param dataset instances of its classes, with the features with which the checkpoint was trained; has no effect
     *     where the checkpoint reads no datasets
     */
    public static DeepKernelSurrogate of(MetaCheckpoint checkpoint, DatasetSample dataset) {
        return of(
                checkpoint,
                checkpoint.model().readsDatasets()
                        ? checkpoint
                                .model()
                                .datasets()
                                .embed(checkpoint.parameters(), List.of(dataset))
                                .row(0)
                        : new double[0]);
    }

    /** A surrogate for a target without images: its dataset embedding is the mean over the meta-training tasks. */
    public static DeepKernelSurrogate withMeanDataset(MetaCheckpoint checkpoint) {
        return of(checkpoint, checkpoint.meanDatasetEmbedding().row(0));
    }

    /** A surrogate whose dataset embedding is zero, an ablation. */
    public static DeepKernelSurrogate withoutDataset(MetaCheckpoint checkpoint) {
        return of(checkpoint, new double[checkpoint.model().fusion().dataset()]);
    }

    /** The same with another prior mean. */
    public DeepKernelSurrogate withPriorMean(PriorMean other) {
        return new DeepKernelSurrogate(checkpoint, datasetEmbedding, other, conditioning, percent, Optional.of(pooled));
    }

    /** The same with another way in which observations enter. */
    public DeepKernelSurrogate withConditioning(Conditioning other) {
        return new DeepKernelSurrogate(checkpoint, datasetEmbedding, priorMean, other, percent, Optional.of(pooled));
    }

    /**
     * The same for observations in any unit, such as milliseconds or a loss with its sign changed. A surrogate for
     * accuracies in percent expects an output scale like that of the tuples; in another unit, one like the spread of
     * the observations.
     */
    public DeepKernelSurrogate inAnyUnit() {
        return new DeepKernelSurrogate(
                checkpoint, datasetEmbedding, priorMean, conditioning, false, Optional.of(pooled));
    }

    private KernelExpansion conditionPrior() {
        List<PriorObservation> all = checkpoint.priorObservations();
        Matrix fused = fuse(embed(all.stream().map(PriorObservation::cell).toList()));
        return PriorGaussianProcess.of(kernel, checkpoint.model().noise(checkpoint.parameters()), fused, all)
                .mean();
    }

    private PriorBasis priorBasis() {
        return priorMean == PriorMean.META_LEARNED
                ? PriorBasis.of(pooled.get(), checkpoint.tupleMean(), kernel)
                : PriorBasis.NONE;
    }

    @Override
    public String name() {
        return "deep-kernel";
    }

    /** What it was made from. */
    public MetaCheckpoint checkpoint() {
        return checkpoint;
    }

    /** Where the meta-training tuples enter. */
    public PriorMean priorMean() {
        return priorMean;
    }

    /** How observations enter. */
    public Conditioning conditioning() {
        return conditioning;
    }

    /** The kernel on fused vectors, with the hyper-parameters of meta-training. */
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

    @Override
    public Matrix embed(List<? extends Architecture> architectures) {
        return checkpoint.model().graphs().embed(checkpoint.parameters(), GraphBatch.of(architectures));
    }

    /**
     * The median distance between the embeddings of two cells that differ in one operation, over some hundred such
     * pairs ({@link NeighbouringCells}).
     */
    public double neighbourDistance() {
        return neighbourDistance.get();
    }

    /** The fused vectors (eq. 1) of architectures with the dataset. */
    public Matrix fuse(List<? extends Architecture> architectures) {
        return fuse(embed(architectures));
    }

    /** The fused vectors of graph embeddings with the dataset. */
    public Matrix fuse(Matrix embeddings) {
        return checkpoint.model().fusion().fuse(checkpoint.parameters(), datasetEmbedding, embeddings);
    }

    /**
     * What other datasets teach at fused vectors, one column each ({@link #basisNames()}), in standardised units; no
     * columns for {@link PriorMean#ZERO}.
     */
    Matrix basis(Matrix fused) {
        return basis.get().at(fused);
    }

    /** The columns of a basis: {@code pooled} over the tasks, and {@code own-dataset} ({@link TupleMean}). */
    public List<String> basisNames() {
        return basis.get().names();
    }

    /**
     * The prior means at fused vectors before anything was observed, in standardised units: the average over the basis,
     * zeros for {@link PriorMean#ZERO}.
     */
    public double[] priorMeans(Matrix fused) {
        return PriorBasis.averages(basis(fused));
    }

    /** {@inheritDoc} They are checked here, and embedded when first needed. */
    @Override
    public DeepKernelCandidates encode(List<? extends Architecture> architectures) {
        checkpoint.model().graphs().requireEncodable(GraphBatch.of(architectures));
        return new DeepKernelCandidates(this, architectures);
    }

    @Override
    public DeepKernelPosterior condition(List<Observation> observations) {
        return DeepKernelPosterior.of(this, observations, Optional.empty(), false);
    }

    /** {@inheritDoc} The fit begins at the earlier kernel and noise. */
    @Override
    public DeepKernelPosterior refit(List<Observation> observations, SurrogatePosterior earlier) {
        return DeepKernelPosterior.of(this, observations, Optional.of((DeepKernelPosterior) earlier), false);
    }

    @Override
    public DeepKernelPosterior update(List<Observation> observations, SurrogatePosterior earlier) {
        return DeepKernelPosterior.of(this, observations, Optional.of((DeepKernelPosterior) earlier), true);
    }

    /** Whether candidates that the other one encoded are encoded as this one would. */
    @SuppressWarnings("ReferenceEquality") // Comparing all weights would cost more than encoding again.
    boolean encodesAs(DeepKernelSurrogate other) {
        return checkpoint == other.checkpoint
                && priorMean == other.priorMean
                && Arrays.equals(datasetEmbedding, other.datasetEmbedding);
    }

    /** Whether nothing is inferred from observations but what eqs. 3 and 4 have. */
    boolean isAsPrinted() {
        return priorMean == PriorMean.ZERO && !conditioning.refit();
    }

    /**
     * How many units of the observations a standardised unit is, from their spread; that of the tuples where one
     * observation, or several equal ones, leave it open.
     */
    double spreadRatio(Matrix fused, double... observations) {
        double variance = observations.length < 2 ? 0 : StatUtils.variance(observations);
        return variance > 0
                ? Math.sqrt(variance / (kernel.hyperparameters().variance() + noise - kernel.meanCovariance(fused)))
                : checkpoint.scale();
    }

    /** What is expected of the observations' unit and spread. */
    ObservationUnit unit() {
        return new ObservationUnit(checkpoint.scale(), percent);
    }

    /** Where observations are: at their own embedding, or at that of their architecture; one row each. */
    Matrix embeddings(List<Observation> observations) {
        return Matrix.ofRows(observations.stream()
                .map(o -> o.embedding()
                        .orElseGet(() -> embedded.computeIfAbsent(o.architecture(), a -> embed(List.of(a))))
                        .row(0))
                .toArray(double[][]::new));
    }

    /** What other datasets teach at graph embeddings where something was observed, one a row. */
    Matrix observedBasis(Matrix embeddings) {
        double[][] rows = IntStream.range(0, embeddings.rows())
                .mapToObj(embeddings::selectRows)
                .map(one -> basisAt.computeIfAbsent(one, e -> basis(fuse(e)).row(0)))
                .toArray(double[][]::new);
        return Matrix.of(
                rows.length,
                basisNames().size(),
                Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray());
    }

    /** On what the residuals of architectures depend. */
    Matrix features(ResidualFeatures features, List<? extends Architecture> architectures, Matrix embeddings) {
        return switch (features) {
            case FUSED -> fuse(embeddings);
            case GRAPH -> embeddings;
            case OPERATIONS -> new OneHotOperations().encodeAll(architectures);
        };
    }

    /**
     * At a graph embedding.
     *
     * @param residual f
     * @param basis what other datasets teach
     * @param gradient of both together, the latter weighted, with respect to the embedding
     */
    record BasisGradient(double residual, double[] basis, double[] gradient) {}

    /**
     * The parts of a posterior mean at a graph embedding, in standardised units, and its gradient with respect to the
     * embedding.
     *
     * @param residual mean and gradient of the residual, given the fused vector; the gradient is with respect to that
     *     vector or to the embedding
     * @param throughFusion whether it is with respect to the fused vector
     * @param weights of the basis
     */
    BasisGradient gradient(
            double[] embedding,
            Function<double[], MeanAndGradient> residual,
            boolean throughFusion,
            double... weights) {
        Tape tape = Tape.recording(checkpoint.parameters(), "nothing");
        Variable input = tape.input(Matrix.ofRows(embedding));
        Variable fused = checkpoint.model().fusion().apply(tape.constant(Matrix.ofRows(datasetEmbedding)), input);
        double[] x = fused.value().row(0);
        MeanAndGradient direct = residual.apply(x);
        List<MeanAndGradient> taught = basis.get().gradients(x);
        double[] residualSlope = direct.gradient();
        double[] slope = throughFusion ? residualSlope.clone() : new double[x.length];
        for (int b = 0; b < weights.length; b++) {
            double weight = weights[b];
            double[] one = taught.get(b).gradient();
            Arrays.setAll(slope, j -> slope[j] + weight * one[j]);
        }
        double[] gradient = tape.gradients(tape.external(0, List.of(fused), List.of(Matrix.ofRows(slope))))
                .of(input)
                .row(0);
        if (!throughFusion) {
            Arrays.setAll(gradient, j -> gradient[j] + residualSlope[j]);
        }
        return new BasisGradient(
                direct.mean(),
                taught.stream().mapToDouble(MeanAndGradient::mean).toArray(),
                gradient);
    }
}
