package io.github.grabnas.nn.dl4j;

import io.github.grabnas.data.WholeFile;
import io.github.grabnas.nn.convolution.NetworkWeights;
import io.github.grabnas.nn.convolution.Pixels;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.ArchitectureGraph;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A trained network as a file of Deeplearning4j's {@link ModelSerializer}, with the normalisation of its images, and
 * its class names as the object {@value #CLASS_NAMES}.
 *
 * <pre>{@code
 * Pair<ComputationGraph, Normalizer> read = ModelSerializer.restoreComputationGraphAndNormalizer(file, false);
 * NormalizerStandardize normalizer = (NormalizerStandardize) read.getSecond();
 * normalizer.transform(pixels);                        // images x channels x height x width, 0 to 255
 * INDArray probabilities = read.getFirst().outputSingle(pixels);
 * List<String> classes = ModelSerializer.getObjectFromFile(file, "classNames");
 * }</pre>
 *
 * <p>Whoever trains it further, by {@code fit}, takes steps of Nesterov momentum {@value #FURTHER_MOMENTUM} at the rate
 * {@value #FURTHER_RATE}, unless the network is given another updater.
 */
public final class CandidateGraphFile {

    /** The name of the list of class names in the file. */
    public static final String CLASS_NAMES = "classNames";

    private static final double FURTHER_RATE = 0.01;
    private static final double FURTHER_MOMENTUM = 0.9;

    private CandidateGraphFile() {}

    /**
     * Writes the file.
     *
     * @param weights of the network, trained on whichever engine
     * @param pixels how the network is shown the images
     * @param classNames in the order of its scores
     * @throws IllegalArgumentException if the weights are another network's
     */
    public static void write(
            ArchitectureGraph graph,
            Skeleton skeleton,
            NetworkWeights weights,
            Pixels pixels,
            List<String> classNames,
            Path file)
            throws IOException {
        Path part = Files.createTempFile("grabnas-model", ".zip");
        try {
            write(network(graph, skeleton, weights), normalizer(pixels), classNames, part);
            WholeFile.write(file, out -> Files.copy(part, out));
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void write(
            ComputationGraph network, NormalizerStandardize normalizer, List<String> classNames, Path file)
            throws IOException {
        try {
            ModelSerializer.writeModel(network, file.toFile(), false);
            // Written together with the network it would close the stream before its end.
            ModelSerializer.addNormalizerToModel(file.toFile(), normalizer);
            ModelSerializer.addObjectToFile(file.toFile(), CLASS_NAMES, new ArrayList<>(classNames));
        } finally {
            network.close();
        }
    }

    /** The network with given weights. */
    static ComputationGraph network(ArchitectureGraph graph, Skeleton skeleton, NetworkWeights weights) {
        ComputationGraph network =
                CandidateGraph.of(graph, skeleton, new Nesterovs(FURTHER_RATE, FURTHER_MOMENTUM), 0, 0);
        NamedWeights names = new NamedWeights(network);
        if (!names.names().stream()
                .sorted()
                .toList()
                .equals(weights.names().stream().sorted().toList())) {
            throw new IllegalArgumentException(
                    "weights " + weights.names() + ": the network has others, " + names.names());
        }
        names.names().forEach(name -> names.set(name, weights.get(name)));
        return network;
    }

    private static NormalizerStandardize normalizer(Pixels pixels) {
        return new NormalizerStandardize(
                Nd4j.createFromArray(floats(pixels.mean())).reshape(1, pixels.mean().length),
                Nd4j.createFromArray(floats(pixels.standardDeviation())).reshape(1, pixels.mean().length));
    }

    private static float[] floats(double[] numbers) {
        float[] result = new float[numbers.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) numbers[i];
        }
        return result;
    }
}
