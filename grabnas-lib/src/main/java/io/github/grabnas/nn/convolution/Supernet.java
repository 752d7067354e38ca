package io.github.grabnas.nn.convolution;

import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.Cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The network of which every cell of NAS-Bench-201 is a part: the benchmark's {@link Skeleton} with all five operations
 * on each of the six edges of its cells, weighted by a {@link Mixture}; what one-shot methods train (X. Dong and Y.
 * Yang, "NAS-Bench-201", ICLR 2020, sec. 4).
 *
 * <p>Batch normalisation always uses the batch's own statistics: running averages would be averages over different
 * networks, by which most single cells classify as by chance. Within the cells it has no affine parameters; stem,
 * residual blocks and classifier keep theirs. The benchmark's code gives the convolutions of its cells a bias; as batch
 * normalisation takes it away again, it is left out. Gradients are computed for all weights and for the mixture's
 * weights; an operation that does not run has the gradient 0, and the step moves it by momentum and weight decay alone,
 * as the benchmark's optimiser did.
 *
 * <pre>{@code
 * try (Supernet supernet = new Supernet(skeleton, 1, 64, 1)) {
 *     supernet.initialize(7);
 *     supernet.load(images, batch, Pixels.of(images));
 *     double loss = supernet.gradient(Mixture.path(cell));
 *     supernet.step(0.025, 0.9, 5e-4, true);
 * }
 * }</pre>
 */
public final class Supernet implements AutoCloseable {

    private final Skeleton skeleton;
    private final int partial;
    private final boolean trained;
    private final Context context;
    private final MixturePass pass = new MixturePass();
    private final FeatureMaps images;
    private final List<Block> blocks = new ArrayList<>();
    private final ClassifierHead head;
    private final int[] labels;
    private final CrossEntropy loss;
    private final float[] momentum;
    private int loaded;

    /**
     * The loss and the number of rightly classified images of a batch.
     *
     * @param loss mean cross-entropy
     * @param correct rightly classified images
     */
    public record Score(double loss, int correct) {}

    /**
     * Builds the network and draws its weights.
     *
     * @param partial operations work on one of so many parts of the channels: 1 for all, 4 in PC-DARTS
     * @param batchSize the size of a batch, a multiple of 16
     * @param threads how many may work on one batch
     * @throws IllegalArgumentException if the skeleton's channels are no multiple of {@code partial}
     */
    public Supernet(Skeleton skeleton, int partial, int batchSize, int threads) {
        this(skeleton, partial, batchSize, threads, ConvolutionKernels.best());
    }

    Supernet(Skeleton skeleton, int partial, int batchSize, int threads, ConvolutionKernels kernels) {
        this(skeleton, partial, batchSize, threads, kernels, true);
    }

    /**
     * A network for {@link #evaluate} alone. Its cells share their maps, so that hundreds of images fit into memory at
     * once however many cells there are.
     */
    public static Supernet toEvaluate(Skeleton skeleton, int partial, int batchSize, int threads) {
        return new Supernet(skeleton, partial, batchSize, threads, ConvolutionKernels.best(), false);
    }

    private Supernet(
            Skeleton skeleton, int partial, int batchSize, int threads, ConvolutionKernels kernels, boolean trained) {
        if (partial < 1 || skeleton.channels() % partial != 0) {
            throw new IllegalArgumentException("partial channels 1/" + partial + " of " + skeleton.channels()
                    + " channels: expected a divisor of the channels");
        }
        this.skeleton = skeleton;
        this.partial = partial;
        this.trained = trained;
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
                String name = "stage" + stage + ".cell" + n;
                MixedCell.Use use = new MixedCell.Use(trained, "output" + n % 2);
                blocks.add(new MixedCell(context, pass, name, use, channels, partial, size, size));
            }
        }
        this.head = new ClassifierHead(context, channels, skeleton.classes(), size, size);
        this.labels = new int[batchSize];
        this.loss = new CrossEntropy(skeleton.classes(), batchSize);
        context.parameters().allocate();
        this.momentum = new float[context.parameters().size()];
        initialize(0);
    }

    /** What surrounds the cells. */
    public Skeleton skeleton() {
        return skeleton;
    }

    /** Operations work on one of so many parts of the channels. */
    public int partialChannels() {
        return partial;
    }

    /** The number of images in a batch. */
    public int batchSize() {
        return context.batchSize();
    }

    /** The number of trained weights, those of the mixture not counted. */
    public int parameterCount() {
        return context.parameters().size();
    }

    /** Draws the weights anew, as {@link CandidateNetwork#initialize} does. */
    public void initialize(long seed) {
        context.parameters().initialize(new SplittableRandom(seed));
        Arrays.fill(momentum, 0f);
    }

    /**
     * Loads a batch.
     *
     * @param which the images' numbers, {@link #batchSize()} of them: batch normalisation would count missing ones
     * @param pixels how bytes become numbers, and how images are shifted and mirrored
     * @throws IllegalArgumentException if the batch is not full, or the images are not of the skeleton's size or
     *     classes
     */
    public void load(LabelledImages source, int[] which, Pixels pixels) {
        skeleton.requireClasses(source);
        skeleton.requireBatch(source, which.length, context.batchSize());
        if (which.length != context.batchSize()) {
            throw new IllegalArgumentException(
                    "batch of " + which.length + " images: expected " + context.batchSize() + ", a full batch");
        }
        loaded = which.length;
        for (int image = 0; image < loaded; image++) {
            pixels.write(source, which[image], images, image);
            labels[image] = source.label(which[image]);
        }
    }

    /**
     * The mean cross-entropy of the loaded images in training mode; computes its gradients with respect to all weights
     * and to the mixture.
     */
    public double gradient(Mixture mixture) {
        Arrays.fill(context.parameters().gradients, 0f);
        return backward(mixture, true);
    }

    /** The same, without the gradients of the weights within the cells; those outside them are of no use either. */
    public double mixtureGradient(Mixture mixture) {
        return backward(mixture, false);
    }

    private double backward(Mixture mixture, boolean wantsWeightGradients) {
        if (!trained) {
            throw new IllegalStateException("a supernet to evaluate has no gradients; take one by its constructor");
        }
        double mean = forward(mixture, wantsWeightGradients);
        FeatureMaps gradient = head.backward(loss.gradient());
        for (int b = blocks.size() - 1; b >= (wantsWeightGradients ? 0 : 1); b--) {
            gradient = blocks.get(b).backward(gradient);
        }
        return mean;
    }

    private double forward(Mixture mixture, boolean wantsWeightGradients) {
        if (loaded == 0) {
            throw new IllegalStateException("no batch: load one first");
        }
        pass.begin(mixture, wantsWeightGradients);
        FeatureMaps maps = images;
        for (Block block : blocks) {
            maps = block.forward(maps, true);
        }
        return loss.compute(head.forward(maps, true), labels, loaded);
    }

    /** Loss and rightly classified images of the loaded batch, as {@link #gradient} has them, without gradients. */
    public Score evaluate(Mixture mixture) {
        double mean = forward(mixture, false);
        return new Score(mean, loss.correct());
    }

    /** How many images of the last batch were classified rightly. */
    public int lastCorrect() {
        return loss.correct();
    }

    /**
     * The last gradient with respect to the mixture's weights, edges x operations. For a path the gradient of an
     * operation that ran is the inner product of its result and the gradient of its node; of one that did not, whose
     * weight 0 stands for its result, the sum of the gradient of its node (GDAS's public code).
     */
    public Matrix operationGradients() {
        return Matrix.of(Cell.EDGES, MixturePass.OPERATIONS, pass.operationGradients());
    }

    /** The last gradient with respect to the edges' factors, a new array. */
    public double[] edgeGradients() {
        return pass.edgeGradients();
    }

    /** Scales the weights' gradient down to a norm, if it is longer (PyTorch's {@code clip_grad_norm_}). */
    public void clipGradient(double norm) {
        float[] g = context.parameters().gradients;
        double squares = 0;
        for (float value : g) {
            squares += (double) value * value;
        }
        double scale = norm / (Math.sqrt(squares) + 1e-6);
        if (scale < 1) {
            for (int i = 0; i < g.length; i++) {
                g[i] *= (float) scale;
            }
        }
    }

    /**
     * One step of stochastic gradient descent with momentum and weight decay, as PyTorch's: {@code g = gradient + decay
     * w; v = momentum v + g; w -= rate (g + momentum v)} with Nesterov's, {@code w -= rate v} without.
     */
    public void step(double rate, double momentumFactor, double weightDecay, boolean nesterov) {
        float[] w = context.parameters().values;
        float[] g = context.parameters().gradients;
        float r = (float) rate;
        float m = (float) momentumFactor;
        float decay = (float) weightDecay;
        float ahead = nesterov ? m : 1f;
        float now = nesterov ? 1f : 0f;
        for (int i = 0; i < w.length; i++) {
            float gradient = g[i] + decay * w[i];
            float velocity = m * momentum[i] + gradient;
            momentum[i] = velocity;
            w[i] -= r * (now * gradient + ahead * velocity);
        }
    }

    /** A copy of all weights in one array, in the order of {@link #weightNames}. */
    public float[] weights() {
        return context.parameters().values.clone();
    }

    /** A copy of the last gradient with respect to all weights, in the same order. */
    public float[] gradients() {
        return context.parameters().gradients.clone();
    }

    /** A copy of the momentum of all weights, in the same order. */
    public float[] momenta() {
        return momentum.clone();
    }

    /**
     * Sets all weights, in the same order.
     *
     * @throws IllegalArgumentException if they are not {@link #parameterCount()}
     */
    public void setWeights(float[] values) {
        if (values.length != parameterCount()) {
            throw new IllegalArgumentException(values.length + " weights: expected " + parameterCount());
        }
        System.arraycopy(values, 0, context.parameters().values, 0, values.length);
    }

    /** The names of the trained weights, in the order of the blocks. */
    public List<String> weightNames() {
        return context.parameters().weightNames();
    }

    /** How many numbers each output of a convolution or linear layer is made from; 0 for other weights. */
    int fanIn(String name) {
        return context.parameters().fanIn(name);
    }

    /** A copy of the weights of one name. */
    public float[] weights(String name) {
        return context.parameters().weights(name);
    }

    /** A copy of the last gradient with respect to the weights of one name. */
    public float[] gradient(String name) {
        return context.parameters().gradient(name);
    }

    /** Sets the weights of one name. */
    public void setWeights(String name, float[] values) {
        context.parameters().set(name, values);
    }

    @Override
    public void close() {
        context.workers().close();
    }
}
