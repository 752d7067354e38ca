package io.github.grabnas.surrogate;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Linear;
import io.github.grabnas.nn.autodiff.NotesCodec;
import io.github.grabnas.nn.autodiff.ParameterFile;
import io.github.grabnas.nn.autodiff.ParameterInitializer;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;
import io.github.grabnas.nn.graph.DecodingRule;
import io.github.grabnas.nn.graph.GraphDecoder;
import io.github.grabnas.nn.settransformer.DatasetEncoder;
import io.github.grabnas.nn.settransformer.DatasetSample;
import io.github.grabnas.space.ArchitectureGraph;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * MetaD2A's generator (H. Lee, E. Hyung and S. J. Hwang, "Rapid Neural Architecture Search by Learning to Generate
 * Graphs from Datasets", ICLR 2021): a dataset D becomes a normal distribution of latent vectors, {@code q(z|D) =
 * N(mean(D), diag(exp(logVariance(D))))}, and a graph decoder makes architectures of vectors drawn from it. It learns
 * from pairs of a dataset and an architecture that is good there.
 *
 * <p>As in the public code, and in D-VAE before it, what is drawn lies {@code noise} standard deviations around the
 * mean, in training and afterwards, so that variety comes from the decoder's own chance.
 *
 * @param datasets the dataset encoder
 * @param decoder the graph decoder
 * @param noise in standard deviations of q(z|D); 0.01 in the public code
 * @param divergenceWeight of the divergence of q(z|D) from N(0, I) in the loss; 0.005 in the public code
 * @param chained whether it learns graphs with a chain of edges added ({@link ArchitectureGraph#chained()}), as the
 *     public code does; what is generated is then matched by the sequence of its types
 */
public record ArchitectureGenerator(
        DatasetEncoder datasets, GraphDecoder decoder, double noise, double divergenceWeight, boolean chained) {

    private static final String NAME = "latent";

    private static final NotesCodec<Latent> LATENT_NOTES = NotesCodec.of(
            "latent",
            l -> NotesCodec.Sizes.none()
                    .with("noise", l.noise())
                    .with("divergence-weight", l.divergenceWeight())
                    .withUnlessUsual("chained", l.chained(), false),
            s -> new Latent(s.real("noise"), s.real("divergence-weight"), s.flag("chained", false)));

    /** What is neither dataset encoder nor decoder. */
    private record Latent(double noise, double divergenceWeight, boolean chained) {}

    /** Checks that noise and weight are not negative, and that a chain can be learnt. */
    public ArchitectureGenerator {
        Objects.requireNonNull(datasets, "datasets");
        Objects.requireNonNull(decoder, "decoder");
        if (!(noise >= 0) || !(divergenceWeight >= 0)) {
            throw new IllegalArgumentException(
                    "noise " + noise + ", divergence weight " + divergenceWeight + ": expected no negative number");
        }
        if (chained && !decoder.outputEdges()) {
            throw new IllegalArgumentException("chained graphs with decoder " + decoder
                    + ": a chain leaves one node that nothing follows, so expected a decoder that learns the edges to "
                    + "the output (outputEdges)");
        }
    }

    /** A generator that learns the cells' graphs as they are. */
    public ArchitectureGenerator(DatasetEncoder datasets, GraphDecoder decoder, double noise, double divergenceWeight) {
        this(datasets, decoder, noise, divergenceWeight, false);
    }

    /** The published sizes, for feature vectors of a length. */
    public static ArchitectureGenerator of(int features) {
        return new ArchitectureGenerator(DatasetEncoder.of(features), GraphDecoder.standard(), 0.01, 0.005);
    }

    /**
     * The generator as the public code has it, of which published weights can be loaded
     * ({@link MetaD2aWeights#generator}).
     *
     * @param features the length of a feature vector; 512 in the public code
     */
    public static ArchitectureGenerator metaD2a(int features) {
        return new ArchitectureGenerator(DatasetEncoder.metaD2a(features), GraphDecoder.metaD2a(), 0.01, 0.005, true);
    }

    /** The sizes as notes of a parameter file. */
    Map<String, String> notes() {
        Map<String, String> notes = new LinkedHashMap<>(DatasetEncoder.NOTES.notes(datasets));
        notes.putAll(GraphDecoder.NOTES.notes(decoder));
        notes.putAll(LATENT_NOTES.notes(new Latent(noise, divergenceWeight, chained)));
        return notes;
    }

    /** The generator that a file's notes describe. */
    static ArchitectureGenerator read(ParameterFile file) {
        Latent latent = LATENT_NOTES.read(file);
        return new ArchitectureGenerator(
                DatasetEncoder.NOTES.read(file),
                GraphDecoder.NOTES.read(file),
                latent.noise(),
                latent.divergenceWeight(),
                latent.chained());
    }

    /** Whether a note of this name belongs to the description of a generator. */
    static boolean describes(String note) {
        return DatasetEncoder.NOTES.describes(note)
                || GraphDecoder.NOTES.describes(note)
                || LATENT_NOTES.describes(note);
    }

    private Linear mean() {
        return new Linear(NAME + ".mean", datasets.embedding(), decoder.embedding());
    }

    private Linear logVariance() {
        return new Linear(NAME + ".logvariance", datasets.embedding(), decoder.embedding());
    }

    /** The parameters that a seed gives. */
    public Parameters initialize(long seed) {
        ParameterInitializer initializer = new ParameterInitializer(seed);
        datasets.initialize(initializer);
        mean().initialize(initializer);
        logVariance().initialize(initializer);
        decoder.initialize(initializer);
        return initializer.parameters();
    }

    /**
     * The loss of a batch, by architecture: the negative log-likelihood of each graph given a vector drawn for its
     * dataset, plus the weight times the divergence {@code KL(q(z|D) || N(0, I)) = 1/2 sum(mean² + exp(logVariance) -
     * logVariance - 1)}.
     *
     * @param embeddings of the datasets, one row each
     * @param graphs one a row, good on that dataset
     * @param normal numbers drawn from N(0, 1), of the size of the latent vectors; zeros for the mean
     * @throws IllegalArgumentException if a graph cannot come out of the decoder
     */
    public Variable loss(Variable embeddings, List<ArchitectureGraph> graphs, Matrix normal) {
        Tape tape = embeddings.tape();
        Variable mean = mean().apply(embeddings);
        Variable logVariance = logVariance().apply(embeddings);
        Variable standardDeviation = logVariance.scale(0.5).exp();
        Variable latents =
                mean.plus(standardDeviation.hadamard(tape.constant(normal)).scale(noise));
        Variable parts = mean.hadamard(mean)
                .plus(logVariance.exp())
                .plus(logVariance.scale(-1))
                .plus(ones(tape, mean).scale(-1));
        Variable divergence = parts.sum().scale(0.5 / embeddings.rows());
        List<ArchitectureGraph> learnt =
                chained ? graphs.stream().map(ArchitectureGraph::chained).toList() : graphs;
        return decoder.logLikelihood(latents, learnt).mean().scale(-1).plus(divergence.scale(divergenceWeight));
    }

    private static Variable ones(Tape tape, Variable like) {
        double[] values = new double[like.rows() * like.columns()];
        Arrays.fill(values, 1);
        return tape.constant(Matrix.of(like.rows(), like.columns(), values));
    }

    /** Numbers drawn from N(0, 1), as {@link #loss} takes them. */
    public Matrix normal(int rows, SplittableRandom random) {
        double[] values = new double[rows * decoder.embedding()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return Matrix.of(rows, decoder.embedding(), values);
    }

    /**
     * Generates graphs for a dataset: vectors are drawn from q(z|D), each is decoded with the decoder's probabilities.
     * What comes out need not be an architecture; a {@link io.github.grabnas.space.GraphClassifier} tells.
     *
     * @param count how many
     * @param seed decides all draws
     */
    public List<ArchitectureGraph> generate(Parameters parameters, DatasetSample dataset, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tape tape = Tape.forward(parameters);
        Variable embedding = datasets.encode(tape, List.of(dataset));
        Variable standardDeviation = logVariance().apply(embedding).scale(0.5).exp();
        int[] first = new int[count];
        Variable latents = mean().apply(embedding)
                .rows(first)
                .plus(standardDeviation
                        .rows(first)
                        .hadamard(tape.constant(normal(count, random)))
                        .scale(noise));
        return decoder.decode(parameters, latents.value(), new DecodingRule.Sampled(random.nextLong()));
    }
}
