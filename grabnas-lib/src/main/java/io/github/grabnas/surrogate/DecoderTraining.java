package io.github.grabnas.surrogate;

import io.github.grabnas.nn.autodiff.Gradients;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;
import io.github.grabnas.nn.training.Adam;
import io.github.grabnas.nn.training.GradientClipping;
import io.github.grabnas.nn.training.LearningRateSchedule;
import io.github.grabnas.nn.graph.GraphBatch;
import io.github.grabnas.nn.graph.GraphDecoder;
import io.github.grabnas.nn.graph.GraphEncoder;
import io.github.grabnas.space.ArchitectureGraph;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Trains the graph decoder by teacher forcing (sec. 3.4, as D-VAE): minimises the mean negative
 * log-likelihood of graphs given their embeddings. The encoder is frozen ({@link #decoder}), or trained
 * along ({@link #autoencoder}), which makes a plain autoencoder.
 *
 * <p>During training each embedding is moved by noise, {@code latentNoise} standard deviations of the
 * embeddings in every direction, so that the neighbourhood of a graph's embedding decodes to it too.
 * D-VAE's variational noise does the same; 0 turns it off.
 *
 * @param epochs passes over the graphs
 * @param batchSize graphs a step
 * @param learningRate at its peak; it rises over the first 100 steps, then falls along a cosine
 * @param weightDecay of Adam
 * @param gradientLimit of the gradient's norm
 * @param latentNoise in standard deviations of the embeddings
 */
public record DecoderTraining(int epochs, int batchSize, double learningRate, double weightDecay, double gradientLimit,
                              double latentNoise) {

    private static final long WARM_UP = 100;

    /** Checks the ranges. */
    public DecoderTraining {
        if (epochs < 1 || batchSize < 1 || !(learningRate > 0) || !(weightDecay >= 0) || !(gradientLimit > 0)
                || !(latentNoise >= 0)) {
            throw new IllegalArgumentException("epochs " + epochs + ", batch size " + batchSize + ", learning rate " + learningRate
                    + ", weight decay " + weightDecay + ", gradient limit " + gradientLimit + ", latent noise " + latentNoise
                    + ": expected at least one epoch and graph, positive rate and limit, and nothing negative");
        }
    }

    /** For a decoder whose encoder is frozen. */
    public static DecoderTraining frozenEncoder() {
        return new DecoderTraining(40, 64, 4e-3, 0, 5, 0.1);
    }

    /**
     * For the decoder that a search uses, whose encoder is frozen too: with more noise, so that between two
     * embeddings it is as unsure as it should be, and drawing from its probabilities brings neighbours.
     */
    public static DecoderTraining forSearch() {
        return new DecoderTraining(20, 64, 4e-3, 0, 5, 0.3);
    }

    /** For encoder and decoder together: at a lower rate, since what the decoder reads moves with every step of the encoder. */
    public static DecoderTraining jointly() {
        return new DecoderTraining(40, 64, 5e-4, 0, 5, 0.05);
    }

    /**
     * How far a training has come.
     *
     * @param epoch completed, from 1
     * @param epochs how many there will be
     * @param loss mean negative log-likelihood of a graph over the epoch
     * @param seconds since the training began
     */
    public record Progress(int epoch, int epochs, double loss, double seconds) {
    }

    /**
     * Trains a decoder for given embeddings.
     *
     * @param decoder its sizes
     * @param latents one row a graph
     * @param graphs what each is to decode to
     * @param seed decides weights, order and noise
     * @param listener is told of every epoch
     * @return the decoder's parameters
     */
    public Parameters decoder(GraphDecoder decoder, Matrix latents, List<ArchitectureGraph> graphs, long seed,
                              Consumer<Progress> listener) {
        Parameters start = LatentScale.of(latents).foldedInto(decoder, decoder.initialize(seed));
        return run(start, graphs, seed, listener, LatentScale.of(latents).deviations(),
                (tape, batch) -> tape.constant(latents.selectRows(batch)), decoder);
    }

    /**
     * Trains encoder and decoder together.
     *
     * @return the parameters of both
     */
    public Parameters autoencoder(GraphEncoder encoder, GraphDecoder decoder, List<ArchitectureGraph> graphs, long seed,
                                  Consumer<Progress> listener) {
        double[] unit = new double[encoder.embedding()];
        java.util.Arrays.fill(unit, 1);
        Parameters first = encoder.initialize(seed);
        first = LatentScale.of(encoder.embed(first, GraphBatch.of(graphs))).takenOutOf(encoder, first);
        return run(first.and(decoder.initialize(seed + 1)), graphs, seed, listener, unit,
                (tape, batch) -> encoder.encode(tape, GraphBatch.of(select(graphs, batch))), decoder);
    }

    private interface Embedding {
        Variable of(Tape tape, int[] batch);
    }

    private Parameters run(Parameters start, List<ArchitectureGraph> graphs, long seed, Consumer<Progress> listener,
                           double[] deviations, Embedding embedding, GraphDecoder decoder) {
        SplittableRandom random = new SplittableRandom(seed);
        int batches = (graphs.size() + batchSize - 1) / batchSize;
        Adam adam = Adam.of(new LearningRateSchedule.Cosine(learningRate, Math.min(WARM_UP, (long) batches * epochs / 10),
                (long) batches * epochs), weightDecay);
        GradientClipping clipping = new GradientClipping(gradientLimit);
        Adam.State state = Adam.State.of(start);
        int[] order = java.util.stream.IntStream.range(0, graphs.size()).toArray();
        long begin = System.nanoTime();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            shuffle(order, random);
            double loss = 0;
            for (int b = 0; b < batches; b++) {
                int[] batch = java.util.Arrays.copyOfRange(order, b * batchSize, Math.min(order.length, (b + 1) * batchSize));
                Tape tape = Tape.recording(state.parameters());
                Variable latents = embedding.of(tape, batch);
                Variable noisy = latents.plus(tape.constant(noise(batch.length, deviations, random)));
                Variable negative = decoder.logLikelihood(noisy, select(graphs, batch)).mean().scale(-1);
                Gradients gradients = tape.gradients(negative);
                state = adam.step(state, clipping.apply(gradients.ofParameters()));
                loss += negative.value().get(0, 0) * batch.length;
            }
            listener.accept(new Progress(epoch, epochs, loss / graphs.size(), (System.nanoTime() - begin) / 1e9));
        }
        return state.parameters();
    }

    private Matrix noise(int rows, double[] deviations, SplittableRandom random) {
        double[] values = new double[rows * deviations.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = latentNoise * deviations[i % deviations.length] * random.nextGaussian();
        }
        return Matrix.of(rows, deviations.length, values);
    }

    private static List<ArchitectureGraph> select(List<ArchitectureGraph> graphs, int[] which) {
        List<ArchitectureGraph> chosen = new ArrayList<>(which.length);
        for (int i : which) {
            chosen.add(graphs.get(i));
        }
        return chosen;
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
    }
}
