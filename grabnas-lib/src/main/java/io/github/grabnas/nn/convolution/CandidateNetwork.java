package io.github.grabnas.nn.convolution;

import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.GraphClassification.Invalid;
import io.github.grabnas.space.GraphClassifier;
import io.github.grabnas.space.NasBench201;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An architecture as a network that can be trained: its graph as every cell of a {@link Skeleton}.
 *
 * <p>One batch at a time: {@link #load} the images, then {@link #gradient} for a training pass or {@link #predict} for
 * the classes. Nothing is allocated after construction. Results do not depend on the number of threads nor on the width
 * of the processor's vector registers.
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
    private final float[] dScores;
    private final float[] momentum;
    private int loaded;
    private int correct;

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
        if (new GraphClassifier(new NasBench201()).classify(graph) instanceof Invalid invalid) {
            throw new IllegalArgumentException("graph '" + graph + "' is no architecture: " + invalid.message());
        }
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
        this.dScores = new float[skeleton.classes() * batchSize];
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
    }

    private void loadPixels(LabelledImages source, int[] which, Pixels pixels) {
        skeleton.requireBatch(source, which.length, context.batchSize());
        loaded = which.length;
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
        forward(false);
        crossEntropy();
        return correct;
    }

    @Override
    public double gradient() {
        if (loaded != context.batchSize()) {
            throw new IllegalStateException(
                    "a training batch of " + loaded + " images: expected " + context.batchSize());
        }
        forward(true);
        double loss = crossEntropy();
        FeatureMaps gradient = head.backward(dScores);
        for (int b = blocks.size() - 1; b >= 0; b--) {
            gradient = blocks.get(b).backward(gradient);
        }
        return loss;
    }

    /** How many images of the last training batch were classified rightly. */
    @Override
    public int lastCorrect() {
        return correct;
    }

    private void forward(boolean training) {
        FeatureMaps maps = images;
        for (Block block : blocks) {
            maps = block.forward(maps, training);
        }
        System.arraycopy(head.forward(maps, training), 0, scores, 0, scores.length);
    }

    /** Mean loss of the loaded images; its gradient with respect to the scores goes to {@code dScores}. */
    private double crossEntropy() {
        int batchSize = context.batchSize();
        int classes = skeleton.classes();
        double total = 0;
        correct = 0;
        for (int image = 0; image < loaded; image++) {
            int best = 0;
            for (int k = 1; k < classes; k++) {
                if (scores[k * batchSize + image] > scores[best * batchSize + image]) {
                    best = k;
                }
            }
            double top = scores[best * batchSize + image];
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                double e = StrictMath.exp(scores[k * batchSize + image] - top);
                dScores[k * batchSize + image] = (float) e;
                sum += e;
            }
            for (int k = 0; k < classes; k++) {
                double probability = dScores[k * batchSize + image] / sum;
                dScores[k * batchSize + image] = (float) ((probability - (k == labels[image] ? 1 : 0)) / loaded);
            }
            total += StrictMath.log(sum) + top - scores[labels[image] * batchSize + image];
            if (best == labels[image] && Double.isFinite(sum)) {
                correct++;
            }
        }
        return total / loaded;
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
        return context.parameters().slices().stream()
                .map(Parameters.Slice::name)
                .toList();
    }

    /** The names of batch normalisation's running means and variances. */
    @Override
    public List<String> statisticNames() {
        return context.parameters().statistics().stream()
                .map(Parameters.Slice::name)
                .toList();
    }

    /** How many numbers each output of a convolution or linear layer is made from; 0 for other weights. */
    int fanIn(String name) {
        return context.parameters().slices().stream()
                .filter(s -> s.name().equals(name))
                .mapToInt(Parameters.Slice::fanIn)
                .findFirst()
                .orElse(0);
    }

    /** A copy of the weights or statistics of one name. */
    @Override
    public float[] weights(String name) {
        return read(name, context.parameters().values, true);
    }

    /** A copy of the last gradient with respect to the weights of one name. */
    @Override
    public float[] gradient(String name) {
        return read(name, context.parameters().gradients, false);
    }

    private float[] read(String name, float[] array, boolean orStatistics) {
        Parameters p = context.parameters();
        for (Parameters.Slice slice : p.slices()) {
            if (slice.name().equals(name)) {
                return Arrays.copyOfRange(array, slice.offset(), slice.offset() + slice.size());
            }
        }
        for (Parameters.Slice slice : p.statistics()) {
            if (orStatistics && slice.name().equals(name)) {
                return Arrays.copyOfRange(p.running, slice.offset(), slice.offset() + slice.size());
            }
        }
        throw new IllegalArgumentException("no weights '" + name + "'; expected one of " + weightNames()
                + (orStatistics ? " and " + statisticNames() : ""));
    }

    /** Sets the weights or statistics of one name. */
    @Override
    public void setWeights(String name, float[] values) {
        Parameters p = context.parameters();
        if (values.length != weights(name).length) {
            throw new IllegalArgumentException(
                    "weights '" + name + "': " + values.length + " values; expected " + weights(name).length);
        }
        p.slices().stream()
                .filter(s -> s.name().equals(name))
                .forEach(s -> System.arraycopy(values, 0, p.values, s.offset(), values.length));
        p.statistics().stream()
                .filter(s -> s.name().equals(name))
                .forEach(s -> System.arraycopy(values, 0, p.running, s.offset(), values.length));
    }

    @Override
    public void close() {
        context.workers().close();
    }
}
