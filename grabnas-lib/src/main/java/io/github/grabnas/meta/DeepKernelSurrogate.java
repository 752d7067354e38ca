package io.github.grabnas.meta;

import io.github.grabnas.gp.AveragedObservations;
import io.github.grabnas.gp.CandidatePosterior;
import io.github.grabnas.gp.GaussianProcess;
import io.github.grabnas.gp.Kernel;
import io.github.grabnas.gp.MarginalLikelihoodFit;
import io.github.grabnas.gp.Matern52;
import io.github.grabnas.gp.Points;
import io.github.grabnas.gp.Prediction;
import io.github.grabnas.nn.autodiff.Matrix;
import io.github.grabnas.nn.graph.GraphBatch;
import io.github.grabnas.nn.set.DatasetSample;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.OneHotOperations;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The meta-trained surrogate for one target dataset (sec. 3.1 and 3.5): the networks are frozen, a
 * Gaussian process upon them is conditioned on the architectures observed there.
 *
 * <p>The accuracies π of a support set become {@code z = (π - mean) / unit - (m - mean of m)}, where m is
 * the prior mean. With {@link Knowledge#LESSONS} the prior mean is what a Gaussian process with the same
 * kernel says after the meta-training tuples, with {@link Knowledge#KERNEL_ONLY} it is zero, as eq. 3 has
 * it: then what was learnt speaks through the kernel alone. The unit is chosen such that the spread of the
 * support's accuracies is the one that prior and kernel expect, since datasets differ in how far good and
 * bad cells lie apart.
 */
public final class DeepKernelSurrogate {

    private static final double NOISE_SHARE = 0.3;
    /** One failed cell among the observed would blow the unit up. */
    private static final double LARGEST_UNIT = 0.5;
    private static final double FIRST_NOISE = 1e-2;

    /** Where what was learnt on other datasets speaks. */
    public enum Knowledge {
        /** In the kernel and in the prior mean: the tuples are observations too. Beyond the paper's text. */
        LESSONS,
        /** In the kernel alone, eq. 3 and 4 to the letter. */
        KERNEL_ONLY
    }

    private final MetaCheckpoint checkpoint;
    private final double[] datasetEmbedding;
    private final Kernel kernel;
    private final double noise;
    private final Optional<AveragedObservations> lessons;

    private DeepKernelSurrogate(MetaCheckpoint checkpoint, double[] datasetEmbedding, Knowledge knowledge) {
        this.checkpoint = checkpoint;
        this.datasetEmbedding = datasetEmbedding;
        this.kernel = checkpoint.model().kernel(checkpoint.parameters());
        // A tuple is one training on a small task; a target's accuracies are of longer ones.
        this.noise = NOISE_SHARE * checkpoint.model().noise(checkpoint.parameters());
        this.lessons = knowledge == Knowledge.KERNEL_ONLY ? Optional.empty() : Optional.of(learn());
    }

    /**
     * A surrogate for a dataset.
     *
     * @param dataset instances of its classes, with the features with which the checkpoint was trained; plays
     *     no part where the checkpoint reads no datasets
     */
    public static DeepKernelSurrogate of(MetaCheckpoint checkpoint, DatasetSample dataset, Knowledge knowledge) {
        double[] embedding = checkpoint.model().readsDatasets()
                ? checkpoint.model().datasets().embed(checkpoint.parameters(), List.of(dataset)).row(0) : new double[0];
        return new DeepKernelSurrogate(checkpoint, embedding, knowledge);
    }

    private AveragedObservations learn() {
        List<MetaCheckpoint.Lesson> all = checkpoint.lessons();
        return AveragedObservations.condition(kernel, checkpoint.model().noise(checkpoint.parameters()),
                fuse(all.stream().map(MetaCheckpoint.Lesson::cell).toList()),
                all.stream().mapToDouble(MetaCheckpoint.Lesson::effect).toArray(),
                all.stream().mapToInt(MetaCheckpoint.Lesson::count).toArray());
    }

    /** What it was made from. */
    public MetaCheckpoint checkpoint() {
        return checkpoint;
    }

    /** The kernel, with the parameters that meta-training left. */
    public Kernel kernel() {
        return kernel;
    }

    /** The noise variance of a target's standardised accuracies. */
    public double noise() {
        return noise;
    }

    /** The embeddings of architectures, one row each. */
    public Matrix latents(List<? extends Architecture> architectures) {
        return checkpoint.model().graphs().embed(checkpoint.parameters(), GraphBatch.of(architectures));
    }

    /** The fused vectors (eq. 1) of architectures with the dataset. */
    public Points fuse(List<? extends Architecture> architectures) {
        return fuse(latents(architectures));
    }

    /** The fused vectors of embeddings with the dataset. */
    public Points fuse(Matrix latents) {
        Matrix x = checkpoint.model().fusion().fuse(checkpoint.parameters(), datasetEmbedding, latents);
        return Points.ofFlat(x.toArray(), x.rows(), x.columns());
    }

    /** The prior means at fused vectors, in standardised units; zeros for {@link Knowledge#KERNEL_ONLY}. */
    public double[] priorMeans(Points fused) {
        return lessons.map(l -> l.means(fused)).orElseGet(() -> new double[fused.count()]);
    }

    /**
     * A target's accuracies in standardised units.
     *
     * @param level the support's mean accuracy in percent
     * @param unit how many points of accuracy a standardised unit is
     * @param priorLevel the mean of the prior over the support
     */
    public record Scale(double level, double unit, double priorLevel) {

        /** An accuracy as a deviation from the prior, in standardised units. */
        public double standardised(double accuracy, double prior) {
            return (accuracy - level) / unit - (prior - priorLevel);
        }

        /** The accuracy of a deviation from the prior, in percent. */
        public double accuracy(double deviation, double prior) {
            return level + unit * (deviation + prior - priorLevel);
        }
    }

    /**
     * The scale of a support set.
     *
     * @param fused the support's fused vectors
     * @param priors their prior means
     * @param accuracies in percent
     */
    public Scale scale(Points fused, double[] priors, double[] accuracies) {
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
            return new Scale(level, checkpoint.scale(), priorLevel);
        }
        double expected = kernel.scales().variance() + noise - covariance / (n * (n - 1) / 2.0) + priorSpread / (n - 1);
        return new Scale(level, Math.sqrt(spread / (n - 1) / expected), priorLevel);
    }

    /**
     * The posterior at candidates, in percent.
     *
     * @param support architectures observed
     * @param accuracies theirs, in percent
     * @param candidates fused vectors
     * @param priors the candidates' prior means
     */
    public Prediction predict(List<? extends Architecture> support, double[] accuracies, Points candidates, double[] priors) {
        Points fused = fuse(support);
        double[] supportPriors = priorMeans(fused);
        Scale scale = scale(fused, supportPriors, accuracies);
        double[] z = new double[accuracies.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = scale.standardised(accuracies[i], supportPriors[i]);
        }
        Prediction posterior = new CandidatePosterior(candidates)
                .update(GaussianProcess.conditionStandardised(kernel, noise, fused, z));
        double[] means = new double[candidates.count()];
        double[] variances = new double[candidates.count()];
        for (int i = 0; i < means.length; i++) {
            means[i] = scale.accuracy(posterior.mean(i), priors[i]);
            variances[i] = posterior.variance(i) * scale.unit() * scale.unit();
        }
        return Prediction.of(means, variances);
    }

    /** What tells architectures apart in their deviations from the prior mean. */
    public enum Deviations {
        /** The graph embedding x^G, through which a gradient can go. */
        GRAPH(Matern52.isotropic(1, 20)),
        /** The one-hot operations of cells. */
        OPERATIONS(Matern52.isotropic(1, 2));

        /** Where the fit begins. */
        private final Matern52 start;

        Deviations(Matern52 start) {
            this.start = start;
        }

        /** The vectors of cells. */
        public Points vectors(DeepKernelSurrogate surrogate, List<Cell> cells) {
            if (this == OPERATIONS) {
                OneHotOperations encoding = new OneHotOperations();
                return Points.of(cells.stream().map(encoding::encode).toArray(double[][]::new));
            }
            Matrix latents = surrogate.latents(cells);
            return Points.ofFlat(latents.toArray(), latents.rows(), latents.columns());
        }
    }

    /**
     * The posterior at candidates, in percent, where the deviations from the prior mean follow a kernel that
     * is fitted to the support: {@code π = level + unit m + f}. The fused vectors keep of a graph what
     * mattered on other tasks; with ten observations and more, what matters on this one can be learnt, if
     * nothing of the graph was lost. Beyond the paper's text.
     *
     * @param deviations on what f depends
     * @param support cells observed
     * @param accuracies theirs, in percent
     * @param candidates vectors, as {@link Deviations#vectors} gives them
     * @param priors the candidates' prior means
     */
    public Prediction predictFitted(Deviations deviations, List<Cell> support, double[] accuracies, Points candidates,
                                    double[] priors) {
        Points fused = fuse(support);
        double[] supportPriors = priorMeans(fused);
        double unit = Math.min(scale(fused, supportPriors, accuracies).unit(), LARGEST_UNIT * checkpoint.scale());
        double[] rest = new double[accuracies.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = accuracies[i] - unit * supportPriors[i];
        }
        GaussianProcess process = MarginalLikelihoodFit.defaults().fit(deviations.start, FIRST_NOISE,
                deviations.vectors(this, support), rest);
        Prediction posterior = new CandidatePosterior(candidates).update(process);
        double[] means = new double[candidates.count()];
        double[] variances = new double[candidates.count()];
        for (int i = 0; i < means.length; i++) {
            means[i] = posterior.mean(i) + unit * priors[i];
            variances[i] = posterior.variance(i);
        }
        return Prediction.of(means, variances);
    }
}
