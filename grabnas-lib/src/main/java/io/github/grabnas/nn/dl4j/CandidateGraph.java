package io.github.grabnas.nn.dl4j;

import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.nn.convolution.CandidateNetwork;
import io.github.grabnas.nn.convolution.NetworkBlock;
import io.github.grabnas.nn.convolution.NetworkBlock.Kind;
import io.github.grabnas.nn.convolution.Pixels;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.ArchitectureGraph;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions;

import java.util.List;

/**
 * An architecture as a Deeplearning4j {@link ComputationGraph} in the {@link Skeleton} of
 * NAS-Bench-201, with Deeplearning4j's updaters, listeners and saving. The blocks are
 * {@link BlockLayer}s; average, linear layer and loss are Deeplearning4j's own.
 *
 * <p>The same seed gives the same start, and the same batches the same losses, as in a
 * {@link CandidateNetwork}, which has less around it and is the faster one for small networks.
 *
 * <pre>{@code
 * ComputationGraph network = CandidateGraph.of(cell.graph(), skeleton, new Nesterovs(0.1, 0.9), 5e-4, 7, 1);
 * network.fit(CandidateGraph.batch(images, which, Pixels.of(images)));
 * }</pre>
 */
public final class CandidateGraph {

    private CandidateGraph() {}

    /**
     * Builds and starts the network.
     *
     * @param updater Deeplearning4j's, such as {@code Nesterovs}
     * @param weightDecay of all weights
     * @param seed of the weights; see {@link CandidateNetwork#initialize}
     * @param threads how many may work on one batch
     * @throws IllegalArgumentException if the graph is no architecture; the message says why
     */
    public static ComputationGraph of(
            ArchitectureGraph graph, Skeleton skeleton, IUpdater updater, double weightDecay, long seed, int threads) {
        Nd4jBackend.start();
        GraphBuilder builder = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(updater)
                .l2(weightDecay)
                .l2Bias(weightDecay)
                .graphBuilder()
                .addInputs("images");
        int size = skeleton.imageSize();
        int channels = skeleton.channels();
        String last = add(
                builder,
                new BlockLayer("stem", Kind.STEM, "", skeleton.imageChannels(), channels, size, threads),
                "images");
        for (int stage = 0; stage < Skeleton.STAGES; stage++) {
            if (stage > 0) {
                last = add(
                        builder,
                        new BlockLayer("residual" + stage, Kind.RESIDUAL, "", channels, 2 * channels, size, threads),
                        last);
                channels *= 2;
                size /= 2;
            }
            for (int n = 0; n < skeleton.cells(); n++) {
                last = add(
                        builder,
                        new BlockLayer(
                                "stage" + stage + ".cell" + n,
                                Kind.CELL,
                                graph.text(),
                                channels,
                                channels,
                                size,
                                threads),
                        last);
            }
        }
        last = add(
                builder,
                new BlockLayer("head.normalization", Kind.NORMALIZED_RELU, "", channels, channels, size, threads),
                last);
        classify(builder, last, channels, skeleton);
        ComputationGraph network = new ComputationGraph(builder.build());
        network.init();
        initialize(network, graph, skeleton, seed);
        return network;
    }

    private static void classify(GraphBuilder builder, String last, int channels, Skeleton skeleton) {
        builder.addLayer("average", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), last);
        builder.addLayer(
                "classes",
                new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nIn(channels)
                        .nOut(skeleton.classes())
                        .build(),
                "average");
        builder.setOutputs("classes")
                .setInputTypes(
                        InputType.convolutional(skeleton.imageSize(), skeleton.imageSize(), skeleton.imageChannels()));
    }

    /**
     * Images and their classes as Deeplearning4j takes them: {@code images x channels x height x width}, one-hot
     * labels.
     */
    public static DataSet batch(LabelledImages source, int[] which, Pixels pixels) {
        float[][] labels = new float[which.length][source.classNames().size()];
        for (int i = 0; i < which.length; i++) {
            labels[i][source.label(which[i])] = 1;
        }
        INDArray inputs = Nd4j.createFromArray(pixels.batch(source, which))
                .reshape(which.length, source.channels(), source.height(), source.width());
        return new DataSet(inputs, Nd4j.createFromArray(labels));
    }

    private static String add(GraphBuilder builder, BlockLayer layer, String input) {
        builder.addLayer(layer.getLayerName(), layer, input);
        return layer.getLayerName();
    }

    /** Gives the network the initial weights of a {@link CandidateNetwork}. */
    private static void initialize(ComputationGraph network, ArchitectureGraph graph, Skeleton skeleton, long seed) {
        try (CandidateNetwork other = new CandidateNetwork(graph, skeleton, NetworkBlock.BATCH_MULTIPLE, 1)) {
            other.initialize(seed);
            for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
                if (layer.conf().getLayer() instanceof BlockLayer block && layer.numParams() > 0) {
                    BlockLayerRun.write(
                            weights(other, block.block().weightNames()), layer.getParam(BlockParameters.WEIGHTS));
                }
            }
            INDArray weights = Nd4j.createFromArray(other.weights("head.linear.weight"))
                    .reshape(skeleton.classes(), -1)
                    .transpose();
            network.getLayer("classes").getParam("W").assign(weights);
            network.getLayer("classes").getParam("b").assign(Nd4j.createFromArray(other.weights("head.linear.bias")));
        }
    }

    /** The weights of some names, one after the other. */
    private static float[] weights(CandidateNetwork network, List<String> names) {
        List<float[]> parts = names.stream().map(network::weights).toList();
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
