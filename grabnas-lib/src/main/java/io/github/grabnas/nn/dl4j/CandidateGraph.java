package io.github.grabnas.nn.dl4j;

import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.nn.convolution.CandidateNetwork;
import io.github.grabnas.nn.convolution.NetworkCost;
import io.github.grabnas.nn.convolution.Pixels;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.GraphClassifier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * An architecture as a Deeplearning4j {@link ComputationGraph} in the {@link Skeleton} of NAS-Bench-201, with
 * Deeplearning4j's updaters, listeners and saving. The blocks are {@link BlockLayer}s of ND4J's native operations; the
 * linear layer is Deeplearning4j's own, its loss {@link CrossEntropy}. It runs on whichever backend ND4J has.
 *
 * <p>The same seed gives the initial weights of a {@link CandidateNetwork}, and the same batches the same losses up to
 * rounding. {@link Nd4jEngine} trains such a graph as a {@link CandidateNetwork} is trained.
 *
 * <pre>{@code
 * ComputationGraph network = CandidateGraph.of(cell.graph(), skeleton, new Nesterovs(0.1, 0.9), 5e-4, 7);
 * network.fit(CandidateGraph.batch(images, which, Pixels.of(images), skeleton));
 * }</pre>
 */
public final class CandidateGraph {

    /** The name of the output layer. */
    static final String CLASSES = "classes";

    /** The name of the block before the output layer. */
    static final String HEAD = "head";

    private static final int BATCH_OF_WEIGHTS = 16;

    private CandidateGraph() {}

    /**
     * Builds the network and draws its weights.
     *
     * @param updater Deeplearning4j's, such as {@code Nesterovs}
     * @param weightDecay of all weights
     * @param seed of the weights; see {@link CandidateNetwork#initialize}
     * @throws IllegalArgumentException if the graph is no architecture; the message says why
     */
    public static ComputationGraph of(
            ArchitectureGraph graph, Skeleton skeleton, IUpdater updater, double weightDecay, long seed) {
        return of(graph, skeleton, updater, weightDecay, seed, DataType.FLOAT);
    }

    /** The same in single or double precision. */
    static ComputationGraph of(
            ArchitectureGraph graph,
            Skeleton skeleton,
            IUpdater updater,
            double weightDecay,
            long seed,
            DataType precision) {
        GraphClassifier.requireValid(graph);
        NetworkCost.requireFitting(graph, skeleton);
        Nd4jBackend.start();
        GraphBuilder builder = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .dataType(precision)
                .updater(updater)
                .l2(weightDecay)
                .l2Bias(weightDecay)
                .graphBuilder()
                .addInputs("images");
        addBlocks(builder, graph, skeleton);
        ComputationGraph network = new ComputationGraph(builder.build());
        network.init();
        shareScratch(network);
        initialize(network, graph, skeleton, seed);
        return network;
    }

    /** Gives the network the initial weights of a {@link CandidateNetwork}. */
    static void initialize(ComputationGraph network, ArchitectureGraph graph, Skeleton skeleton, long seed) {
        NamedWeights weights = new NamedWeights(network);
        try (CandidateNetwork other = new CandidateNetwork(graph, skeleton, BATCH_OF_WEIGHTS, 1)) {
            other.initialize(seed);
            weights.names().forEach(name -> weights.set(name, other.weights(name)));
        }
    }

    private static void addBlocks(GraphBuilder builder, ArchitectureGraph graph, Skeleton skeleton) {
        int size = skeleton.imageSize();
        int channels = skeleton.channels();
        String last = add(
                builder,
                new BlockLayer("stem", BlockKind.STEM, "", skeleton.imageChannels(), channels, size),
                "images");
        for (int stage = 0; stage < Skeleton.STAGES; stage++) {
            if (stage > 0) {
                last = add(
                        builder,
                        new BlockLayer("residual" + stage, BlockKind.RESIDUAL, "", channels, 2 * channels, size),
                        last);
                channels *= 2;
                size /= 2;
            }
            for (int n = 0; n < skeleton.cells(); n++) {
                String name = "stage" + stage + ".cell" + n;
                last = add(builder, new BlockLayer(name, BlockKind.CELL, graph.text(), channels, channels, size), last);
            }
        }
        last = add(builder, new BlockLayer(HEAD, BlockKind.HEAD, "", channels, channels, size), last);
        builder.addLayer(
                        CLASSES,
                        new OutputLayer.Builder(new CrossEntropy())
                                .activation(Activation.SOFTMAX)
                                .nIn(channels)
                                .nOut(skeleton.classes())
                                .build(),
                        last)
                .setOutputs(CLASSES)
                .setInputTypes(
                        InputType.convolutional(skeleton.imageSize(), skeleton.imageSize(), skeleton.imageChannels()));
    }

    private static String add(GraphBuilder builder, BlockLayer layer, String input) {
        builder.addLayer(layer.getLayerName(), layer, input);
        return layer.getLayerName();
    }

    /**
     * Lets the blocks of a network use one set of scratch arrays. {@link #of} does; for a network that was read from a
     * file it saves memory.
     */
    public static void shareScratch(ComputationGraph network) {
        share(network, Scratch.collected());
    }

    /** Lets the blocks of a network, none of which has run yet, take their arrays from one place. */
    static void share(ComputationGraph network, Scratch scratch) {
        for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
            if (layer instanceof BlockLayerRun block) {
                block.share(scratch);
            }
        }
    }

    /**
     * Images and their classes as Deeplearning4j takes them: {@code images x channels x height x width}, one-hot
     * labels.
     *
     * @throws IllegalArgumentException if the images are not such as the network takes
     */
    public static DataSet batch(LabelledImages source, int[] which, Pixels pixels, Skeleton skeleton) {
        skeleton.requireClasses(source);
        skeleton.requireBatch(source, which.length, which.length);
        float[][] labels = new float[which.length][skeleton.classes()];
        for (int i = 0; i < which.length; i++) {
            labels[i][source.label(which[i])] = 1;
        }
        INDArray inputs = Nd4j.createFromArray(pixels.batch(source, which))
                .reshape(which.length, source.channels(), source.height(), source.width());
        return new DataSet(inputs, Nd4j.createFromArray(labels));
    }
}
