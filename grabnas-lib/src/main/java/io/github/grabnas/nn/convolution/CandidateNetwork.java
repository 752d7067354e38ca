package io.github.grabnas.nn.convolution;

import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.GraphClassifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

/**
 * An architecture as a network that can be trained: its graph as every cell of a {@link Skeleton}.
 *
 * <p>One batch at a time: {@link #load} the images, then {@link #gradient} for a training pass or {@link #predict} for
 * the classes. A training pass allocates nothing. Results do not depend on the number of threads nor on the width of
 * the processor's vector registers. An interrupt of the calling thread ends a pass after the cell at hand, with a
 * {@link CancellationException}; weights and momentum buffers are then as they were before; running statistics of batch
 * normalisation have moved in the cells that were passed.
 *
 * <pre>{@code
 * try (CandidateNetwork network = new CandidateNetwork(cell.graph(), Skeleton.nasBench201(10), 64, 1)) {
 *     network.initialize(7);
 *     network.load(images, batch, Pixels.of(images));
 *     double loss = network.gradient();
 *     network.step(0.1, 0.9, 5e-4);
 * }
 * }</pre>
 */
public final class CandidateNetwork implements TrainableNetwork {

    private final Skeleton skeleton;
    private final Context context;
    private final FeatureMaps images;
    private final List<Block> blocks = new ArrayList<>();
    private final ClassifierHead head;
    private final int[] labels;
    private final float[] scores;
    private final CrossEntropy loss;
    private final float[] momentum;
    private int loaded;
    /** Whether the loaded images came with labels. */
    private boolean labelled;

    private int lastCorrect;

    /**
     * Builds the network and draws its weights.
     *
     * @param batchSize the size of a batch, a multiple of 16
     * @param threads how many may work on one batch
     * @throws IllegalArgumentException if the graph is no architecture; the message says why
     */
    public CandidateNetwork(ArchitectureGraph graph, Skeleton skeleton, int batchSize, int threads) {
        this(graph, skeleton, batchSize, threads, ConvolutionKernels.best());
    }

    CandidateNetwork(
            ArchitectureGraph graph, Skeleton skeleton, int batchSize, int threads, ConvolutionKernels kernels) {
        GraphClassifier.requireValid(graph);
        NetworkCost.requireFitting(graph, skeleton);
        this.skeleton = skeleton;
        this.context = new Context(batchSize, kernels, new Workers(threads));
        int size = skeleton.imageSize();
        int channels = skeleton.channels();
        this.images = context.maps(skeleton.imageChannels(), size, size);
        blocks.add(new Stem(context, skeleton.imageChannels(), channels, size, size));
        for (int stage = 0; stage < Skeleton.STAGES; stage++) {
            if (stage > 0) {
                blocks.add(new ResidualBlock(context, "residual" + stage, channels, 2 * channels, size, size));
                channels *= 2;
                size /= 2;
            }
            for (int n = 0; n < skeleton.cells(); n++) {
                blocks.add(new CellBlock(context, "stage" + stage + ".cell" + n, graph, channels, size, size));
            }
        }
        this.head = new ClassifierHead(context, channels, skeleton.classes(), size, size);
        this.labels = new int[batchSize];
        this.loss = new CrossEntropy(skeleton.classes(), batchSize);
        this.scores = new float[skeleton.classes() * batchSize];
        context.parameters().allocate();
        this.momentum = new float[context.parameters().size()];
        initialize(0);
    }

    /** What surrounds the cells. */
    @Override
    public Skeleton skeleton() {
        return skeleton;
    }

    /** The number of images in a batch. */
    @Override
    public int batchSize() {
        return context.batchSize();
    }

    /** The number of trained weights; dead ends of the graph have none. */
    public int parameterCount() {
        return context.parameters().size();
    }

    /**
     * Draws the weights anew, as the constructor does with seed 0: uniform on ±1/sqrt(fan-in), batch normalisation as
     * the identity.
     */
    @Override
    public void initialize(long seed) {
        context.parameters().initialize(new SplittableRandom(seed));
        Arrays.fill(momentum, 0f);
    }

    @Override
    public void load(LabelledImages source, int[] which, Pixels pixels) {
        skeleton.requireClasses(source);
        loadPixels(source, which, pixels);
        for (int image = 0; image < loaded; image++) {
            labels[image] = source.label(which[image]);
        }
        labelled = true;
    }

    private void requireLabels() {
        if (!labelled) {
            throw new IllegalStateException(
                    "the images at hand came without labels, for scores or features; load a batch with labels first");
        }
    }

    private void loadPixels(LabelledImages source, int[] which, Pixels pixels) {
        skeleton.requireBatch(source, which.length, context.batchSize());
        pixels.requireChannels(source);
        loaded = which.length;
        labelled = false;
        for (int image = 0; image < loaded; image++) {
            pixels.write(source, which[image], images, image);
        }
    }

    /** How many numbers stand before the last, linear layer: four times the skeleton's channels. */
    public int featureCount() {
        return 4 * skeleton.channels();
    }

    /**
     * What stands before the last, linear layer for images of any classes: the averages of the last feature maps,
     * {@link #featureCount()} numbers an image; in inference mode.
     *
     * @param which the images' numbers, at most {@link #batchSize()}
     * @throws IllegalArgumentException if the images are not of the skeleton's size
     */
    public float[][] features(LabelledImages source, int[] which, Pixels pixels) {
        loadPixels(source, which, pixels);
        forward(false);
        float[][] result = new float[loaded][featureCount()];
        for (int image = 0; image < loaded; image++) {
            for (int c = 0; c < featureCount(); c++) {
                result[image][c] = head.feature(c, image);
            }
        }
        return result;
    }

    /**
     * The scores of images before the softmax, image by image; in inference mode. Unlike {@link #load} it asks for no
     * labels.
     *
     * @param which the images' numbers, at most {@link #batchSize()}
     * @throws IllegalArgumentException if the images are not of the skeleton's size
     */
    public float[][] scores(LabelledImages source, int[] which, Pixels pixels) {
        loadPixels(source, which, pixels);
        return predict();
    }

    /** The scores of the loaded images before the softmax, image by image; in inference mode. */
    @Override
    public float[][] predict() {
        forward(false);
        float[][] result = new float[loaded][skeleton.classes()];
        for (int image = 0; image < loaded; image++) {
            for (int k = 0; k < skeleton.classes(); k++) {
                result[image][k] = scores[k * context.batchSize() + image];
            }
        }
        return result;
    }

    /** How many of the loaded images are classified rightly; in inference mode. */
    @Override
    public int countCorrect() {
        requireLabels();
        forward(false);
        loss.compute(scores, labels, loaded);
        return loss.correct();
    }

    @Override
    public double gradient() {
        requireLabels();
        if (loaded != context.batchSize()) {
            throw new IllegalStateException(
                    "a training batch of " + loaded + " images: expected " + context.batchSize());
        }
        forward(true);
        double mean = loss.compute(scores, labels, loaded);
        lastCorrect = loss.correct();
        FeatureMaps gradient = head.backward(loss.gradient());
        for (int b = blocks.size() - 1; b >= 0; b--) {
            stopIfInterrupted();
            gradient = blocks.get(b).backward(gradient);
        }
        return mean;
    }

    /** How many images of the last training batch were classified rightly. */
    @Override
    public int lastCorrect() {
        return lastCorrect;
    }

    private void forward(boolean training) {
        FeatureMaps maps = images;
        for (Block block : blocks) {
            stopIfInterrupted();
            maps = block.forward(maps, training);
        }
        System.arraycopy(head.forward(maps, training), 0, scores, 0, scores.length);
    }

    /** A first batch of many large cells, of which nothing is compiled yet, takes seconds. */
    private static void stopIfInterrupted() {
        if (Thread.interrupted()) {
            throw new CancellationException("the pass through the network was interrupted");
        }
    }

    @Override
    public void step(double rate, double momentumFactor, double weightDecay) {
        step(
                context.parameters().values,
                context.parameters().gradients,
                momentum,
                (float) rate,
                (float) momentumFactor,
                (float) weightDecay);
    }

    private static void step(float[] w, float[] g, float[] v, float rate, float momentum, float decay) {
        for (int i = 0; i < w.length; i++) {
            float gradient = g[i] + decay * w[i];
            float velocity = momentum * v[i] + gradient;
            v[i] = velocity;
            w[i] -= rate * (gradient + momentum * velocity);
        }
    }

    /** The names of the trained weights, in the order of the blocks. */
    @Override
    public List<String> weightNames() {
        return context.parameters().weightNames();
    }

    /** The names of batch normalisation's running means and variances. */
    @Override
    public List<String> statisticNames() {
        return context.parameters().statisticNames();
    }

    /** How many numbers each output of a convolution or linear layer is made from; 0 for other weights. */
    int fanIn(String name) {
        return context.parameters().fanIn(name);
    }

    /** A copy of the weights or statistics of one name. */
    @Override
    public float[] weights(String name) {
        return context.parameters().weights(name);
    }

    /** A copy of the last gradient with respect to the weights of one name. */
    @Override
    public float[] gradient(String name) {
        return context.parameters().gradient(name);
    }

    /** Sets the weights or statistics of one name. */
    @Override
    public void setWeights(String name, float[] values) {
        context.parameters().set(name, values);
    }

    @Override
    public float[] velocity(String name) {
        return context.parameters().copyOf(momentum, name);
    }

    @Override
    public void setVelocity(String name, float[] values) {
        context.parameters().copyInto(momentum, name, values);
    }

    @Override
    public void close() {
        context.workers().close();
    }
}
