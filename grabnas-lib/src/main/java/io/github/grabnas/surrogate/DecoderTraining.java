package io.github.grabnas.surrogate;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;
import io.github.grabnas.nn.graph.GraphBatch;
import io.github.grabnas.nn.graph.GraphDecoder;
import io.github.grabnas.nn.graph.GraphEncoder;
import io.github.grabnas.nn.training.Adam;
import io.github.grabnas.nn.training.BatchSampler;
import io.github.grabnas.nn.training.EarlyStopping;
import io.github.grabnas.nn.training.GradientClipping;
import io.github.grabnas.nn.training.LearningRateSchedule;
import io.github.grabnas.nn.training.TrainingLoop;
import io.github.grabnas.nn.training.TrainingProgress;
import io.github.grabnas.nn.training.TrainingStates;
import io.github.grabnas.nn.training.TrainingStep;
import io.github.grabnas.nn.training.TrainingTask;
import io.github.grabnas.space.ArchitectureGraph;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Trains the graph decoder by teacher forcing (sec. 3.4, as D-VAE): minimises the mean negative log-likelihood of
 * graphs given their embeddings. The encoder is frozen ({@link #decoder}), or trained together with the decoder
 * ({@link #autoencoder}), which makes a plain autoencoder.
 *
 * <p>During training noise is added to each embedding, {@code latentNoise} standard deviations of the embeddings in
 * every direction, so that the neighbourhood of a graph's embedding decodes to it too. D-VAE's variational noise does
 * the same; 0 turns it off.
 *
 * @param epochs passes over the graphs
 * @param batchSize graphs in a step
 * @param learningRate at its peak; it rises over the first 100 steps, then falls along a cosine
 * @param weightDecay of Adam
 * @param gradientLimit of the gradient's norm
 * @param latentNoise in standard deviations of the embeddings
 */
public record DecoderTraining(
        int epochs, int batchSize, double learningRate, double weightDecay, double gradientLimit, double latentNoise) {

    /** The name of the training of encoder and decoder together, in its progress and its state file. */
    public static final String JOINTLY = "encoder and decoder";

    /** The name of the training of a decoder alone, in its progress and its state file. */
    public static final String FROZEN_ENCODER = "decoder, encoder frozen";

    private static final long WARM_UP = 100;

    /** Checks the ranges. */
    public DecoderTraining {
        if (epochs < 1
                || batchSize < 1
                || !(learningRate > 0)
                || !(weightDecay >= 0)
                || !(gradientLimit > 0)
                || !(latentNoise >= 0)
                || !Double.isFinite(learningRate + weightDecay + gradientLimit + latentNoise)) {
            throw new IllegalArgumentException(
                    "epochs " + epochs + ", batch size " + batchSize + ", learning rate " + learningRate
                            + ", weight decay " + weightDecay + ", gradient limit " + gradientLimit + ", latent noise "
                            + latentNoise
                            + ": expected at least one epoch and graph, positive rate and limit, and nothing "
                            + "negative or infinite");
        }
    }

    /** For a decoder whose encoder is frozen. */
    public static DecoderTraining frozenEncoder() {
        return new DecoderTraining(40, 64, 4e-3, 0, 5, 0.1);
    }

    /**
     * For the decoder that a search uses, whose encoder is frozen too. The noise is larger, so that the decoder's
     * probabilities are spread between two embeddings, and sampling from them yields neighbours.
     */
    public static DecoderTraining forSearch() {
        return new DecoderTraining(20, 64, 4e-3, 0, 5, 0.3);
    }

    /**
     * For encoder and decoder together: at a lower rate, since the decoder's input moves with every step of the
     * encoder.
     */
    public static DecoderTraining jointly() {
        return new DecoderTraining(40, 64, 5e-4, 0, 5, 0.05);
    }

    /** The same at another rate. */
    public DecoderTraining withRate(double other) {
        return new DecoderTraining(epochs, batchSize, other, weightDecay, gradientLimit, latentNoise);
    }

    /** The same with other passes over the graphs. */
    public DecoderTraining withEpochs(int others) {
        return new DecoderTraining(others, batchSize, learningRate, weightDecay, gradientLimit, latentNoise);
    }

    /**
     * Trains a decoder for given embeddings.
     *
     * @param decoder its sizes
     * @param latents one row a graph
     * @param graphs what each is to be decoded to
     * @param seed decides weights, order and noise
     * @param states where the state of the training ({@link #FROZEN_ENCODER}) is kept; it goes on from a state that is
     *     there
     * @param listener is called after every epoch, which is a round of the training
     * @return the decoder's parameters
     */
    public Parameters decoder(
            GraphDecoder decoder,
            Matrix latents,
            List<ArchitectureGraph> graphs,
            long seed,
            TrainingStates states,
            Consumer<TrainingProgress> listener) {
        LatentScale scale = LatentScale.of(latents);
        TrainingTask task =
                task(graphs, scale.deviations(), (tape, batch) -> tape.constant(latents.selectRows(batch)), decoder);
        return states.complete(
                        FROZEN_ENCODER,
                        loop(graphs.size()),
                        task,
                        seed,
                        () -> scale.foldedInto(decoder, decoder.initialize(seed)),
                        listener)
                .best();
    }

    /**
     * Trains encoder and decoder together.
     *
     * @param states where the state of the training ({@link #JOINTLY}) is kept; it goes on from a state that is there
     * @param listener is called after every epoch, which is a round of the training
     * @return the parameters of both
     */
    public Parameters autoencoder(
            GraphEncoder encoder,
            GraphDecoder decoder,
            List<ArchitectureGraph> graphs,
            long seed,
            TrainingStates states,
            Consumer<TrainingProgress> listener) {
        double[] unit = new double[encoder.embedding()];
        Arrays.fill(unit, 1);
        TrainingTask task = task(
                graphs, unit, (tape, batch) -> encoder.encode(tape, GraphBatch.of(select(graphs, batch))), decoder);
        return states.complete(
                        JOINTLY,
                        loop(graphs.size()),
                        task,
                        seed,
                        () -> {
                            Parameters first = encoder.initialize(seed);
                            Parameters scaled =
                                    LatentScale.of(encoder.embed(first, graphs)).takenOutOf(encoder, first);
                            return scaled.and(decoder.initialize(seed + 1));
                        },
                        listener)
                .best();
    }

    private interface Embedding {
        Variable of(Tape tape, int[] batch);
    }

    private TrainingLoop loop(int graphs) {
        int batches = new BatchSampler.Epochs(graphs, batchSize).batches();
        long steps = (long) batches * epochs;
        LearningRateSchedule schedule =
                new LearningRateSchedule.Cosine(learningRate, Math.min(WARM_UP, steps / 10), steps);
        return new TrainingLoop(
                Adam.of(schedule, weightDecay),
                new GradientClipping(gradientLimit),
                EarlyStopping.never(),
                steps,
                batches);
    }

    private TrainingTask task(
            List<ArchitectureGraph> graphs, double[] deviations, Embedding embedding, GraphDecoder decoder) {
        BatchSampler sampler = new BatchSampler.Epochs(graphs.size(), batchSize);
        return (Tape tape, TrainingStep step) -> {
            int[] batch = sampler.sample(step);
            Variable noise = tape.constant(noise(batch.length, deviations, step.random()));
            Variable latents = embedding.of(tape, batch).plus(noise);
            return decoder.logLikelihood(latents, select(graphs, batch)).mean().scale(-1);
        };
    }

    private Matrix noise(int rows, double[] deviations, SplittableRandom random) {
        double[] values = new double[rows * deviations.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = latentNoise * deviations[i % deviations.length] * random.nextGaussian();
        }
        return Matrix.of(rows, deviations.length, values);
    }

    private static List<ArchitectureGraph> select(List<ArchitectureGraph> graphs, int[] which) {
        return Arrays.stream(which).mapToObj(graphs::get).toList();
    }
}
