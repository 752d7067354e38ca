package io.github.grabnas.nn.dl4j;

import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.nn.convolution.CandidateNetwork;
import io.github.grabnas.nn.convolution.Pixels;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.nn.convolution.TrainableNetwork;
import io.github.grabnas.space.ArchitectureGraph;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

import java.util.Arrays;
import java.util.List;

/**
 * A {@link CandidateGraph} that is trained as a {@link CandidateNetwork} is. Of a training step the host receives two
 * numbers, the loss and how many images were right; pixels and labels go the other way.
 */
final class Nd4jNetwork implements TrainableNetwork {

    private final ArchitectureGraph architecture;
    private final Skeleton skeleton;
    private final ComputationGraph graph;
    private final NamedWeights names;
    private final Scratch scratch;
    private final NesterovStep updater;
    private final INDArray images;
    private final INDArray oneHot;
    private final INDArray numbers;
    private final int[] labels;
    private int loaded;
    /** One for each image of the last training batch that was classified rightly. */
    private INDArray correct;

    Nd4jNetwork(ArchitectureGraph architecture, Skeleton skeleton, int batchSize) {
        this.architecture = architecture;
        this.skeleton = skeleton;
        this.graph = CandidateGraph.of(architecture, skeleton, new NoOp(), 0, 0);
        graph.initGradientsView();
        this.names = new NamedWeights(graph);
        this.scratch = Scratch.closed();
        CandidateGraph.share(graph, scratch);
        this.updater = new NesterovStep(graph, names, scratch);
        int side = skeleton.imageSize();
        this.images = scratch.own(DataType.FLOAT, batchSize, skeleton.imageChannels(), side, side);
        this.oneHot = scratch.own(DataType.FLOAT, batchSize, skeleton.classes());
        this.numbers = scratch.own(DataType.INT64, batchSize);
        this.labels = new int[batchSize];
        this.correct = Nd4j.zeros(DataType.INT64, batchSize);
    }

    @Override
    public Skeleton skeleton() {
        return skeleton;
    }

    @Override
    public int batchSize() {
        return labels.length;
    }

    @Override
    public void initialize(long seed) {
        CandidateGraph.initialize(graph, architecture, skeleton, seed);
        updater.clear();
    }

    @Override
    public void load(LabelledImages source, int[] which, Pixels pixels) {
        skeleton.requireClasses(source);
        skeleton.requireBatch(source, which.length, batchSize());
        loaded = which.length;
        float[] values = Arrays.copyOf(pixels.batch(source, which), (int) images.length());
        float[][] hot = new float[batchSize()][skeleton.classes()];
        for (int i = 0; i < loaded; i++) {
            labels[i] = source.label(which[i]);
            hot[i][labels[i]] = 1;
        }
        images.assign(Nd4j.createFromArray(values).reshape(images.shape()));
        oneHot.assign(Nd4j.createFromArray(hot));
        numbers.assign(Nd4j.createFromArray(labels));
    }

    @Override
    public double gradient() {
        if (loaded != batchSize()) {
            throw new IllegalStateException("a training batch of " + loaded + " images: expected " + batchSize());
        }
        graph.setInputs(images);
        graph.setLabels(oneHot);
        graph.computeGradientAndScore();
        // On the device; it is read when asked for, which waits for the step.
        correct = scores().argMax(1).eq(numbers).castTo(DataType.INT64);
        return graph.score();
    }

    @Override
    public int lastCorrect() {
        return correct.sumNumber().intValue();
    }

    /** The scores from what the head last computed: the output layer keeps none after a training pass. */
    private INDArray scores() {
        INDArray features = ((BlockLayerRun) graph.getLayer(CandidateGraph.HEAD)).output();
        org.deeplearning4j.nn.api.Layer classes = graph.getLayer(CandidateGraph.CLASSES);
        return features.mmul(classes.getParam("W")).addiRowVector(classes.getParam("b"));
    }

    @Override
    public float[][] predict() {
        graph.output(false, images);
        return Arrays.copyOf(scores().toFloatMatrix(), loaded);
    }

    @Override
    public int countCorrect() {
        float[][] scores = predict();
        int correct = 0;
        for (int image = 0; image < loaded; image++) {
            int best = 0;
            boolean finite = true;
            for (int k = 0; k < scores[image].length; k++) {
                finite &= Float.isFinite(scores[image][k]);
                best = scores[image][k] > scores[image][best] ? k : best;
            }
            correct += finite && best == labels[image] ? 1 : 0;
        }
        return correct;
    }

    @Override
    public void step(double rate, double momentumFactor, double weightDecay) {
        updater.step(rate, momentumFactor, weightDecay, batchSize());
    }

    @Override
    public List<String> weightNames() {
        return names.names(false);
    }

    @Override
    public List<String> statisticNames() {
        return names.names(true);
    }

    @Override
    public float[] weights(String name) {
        return names.part(graph.params(), name).dup().toFloatVector();
    }

    @Override
    public float[] gradient(String name) {
        requireTrained(name);
        return names.part(graph.getFlattenedGradients(), name).div(batchSize()).toFloatVector();
    }

    @Override
    public void setWeights(String name, float[] values) {
        names.set(name, values);
    }

    @Override
    public float[] velocity(String name) {
        requireTrained(name);
        return updater.velocity(name).dup().toFloatVector();
    }

    @Override
    public void setVelocity(String name, float[] values) {
        requireTrained(name);
        updater.setVelocity(name, values);
    }

    private void requireTrained(String name) {
        if (names.names(true).contains(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is a running statistic, which no step moves; expected one of " + weightNames());
        }
    }

    /** The Deeplearning4j network itself. */
    ComputationGraph graph() {
        return graph;
    }

    @Override
    public void close() {
        scratch.close();
        graph.close();
    }
}
