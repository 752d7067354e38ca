package io.github.grabnas.nn.convolution;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.image.FeatureExtractor;
import io.github.grabnas.data.image.ImageFeatures;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.ParameterFile;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.space.Architecture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a trained network computes before its last layer, as an image's vector. The network is one of this library's
 * {@link CandidateNetwork}s; images are resized and made grey or coloured as it wants them.
 *
 * <pre>{@code
 * FeatureExtractor features = ConvolutionalFeatures.proxy();
 * ImageFeatures vectors = features.features(images);
 * }</pre>
 */
public final class ConvolutionalFeatures implements FeatureExtractor {

    /** The weights for 32x32 coloured images, trained on Tiny-ImageNet. */
    public static final String PAPER = "features/paper.safetensors";

    /** The weights for 16x16 coloured images, trained on the classes of meta-training at proxy scale. */
    public static final String PROXY = "features/proxy.safetensors";

    private static final int BATCH_SIZE = 64;
    private static final String MEAN = "pixels.mean";
    private static final String DEVIATION = "pixels.deviation";

    private final Architecture architecture;
    private final Skeleton skeleton;
    private final Parameters parameters;
    private final Map<String, String> notes;

    private ConvolutionalFeatures(
            Architecture architecture, Skeleton skeleton, Parameters parameters, Map<String, String> notes) {
        this.architecture = architecture;
        this.skeleton = skeleton;
        this.parameters = parameters;
        this.notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    /**
     * Takes a trained network's weights.
     *
     * @param architecture that of the network
     * @param pixels how the network was shown its training images
     * @param notes how it was trained
     */
    public static ConvolutionalFeatures of(
            Architecture architecture, TrainableNetwork network, Pixels pixels, Map<String, String> notes) {
        Map<String, Matrix> matrices = new LinkedHashMap<>();
        matrices.put(MEAN, Matrix.ofRows(pixels.mean()));
        matrices.put(DEVIATION, Matrix.ofRows(pixels.standardDeviation()));
        network.weightNames().forEach(name -> matrices.put(name, matrix(network.weights(name))));
        network.statisticNames().forEach(name -> matrices.put(name, matrix(network.weights(name))));
        return new ConvolutionalFeatures(architecture, network.skeleton(), Parameters.of(matrices), notes);
    }

    private static Matrix matrix(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return Matrix.of(1, wide.length, wide);
    }

    /** The extractor that comes with the checkout for photographs. */
    public static ConvolutionalFeatures paper() throws IOException {
        return read(DataFolder.embedded(PAPER));
    }

    /** The extractor that comes with the checkout for the tasks at proxy scale. */
    public static ConvolutionalFeatures proxy() throws IOException {
        return read(DataFolder.embedded(PROXY));
    }

    /**
     * Reads an extractor.
     *
     * @throws DataFormatException if the file is not one that {@link #write} made
     */
    public static ConvolutionalFeatures read(Path file) throws IOException {
        ParameterFile content = ParameterFile.read(file);
        try {
            Map<String, String> notes = new LinkedHashMap<>(content.notes());
            Architecture architecture = Architecture.parse(content.note("architecture"));
            Skeleton skeleton = Skeleton.NOTES.read(content);
            notes.remove("architecture");
            notes.keySet().removeIf(Skeleton.NOTES::describes);
            ConvolutionalFeatures features =
                    new ConvolutionalFeatures(architecture, skeleton, content.parameters(), notes);
            features.network().close();
            return features;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DataFormatException(file, "it holds no feature extractor: " + e.getMessage());
        }
    }

    /** Writes the extractor; {@link #read} gives the same vectors to the last bit. */
    public void write(Path file) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("architecture", architecture.text());
        all.putAll(Skeleton.NOTES.notes(skeleton));
        new ParameterFile(parameters, ParameterFile.described(all, notes)).write(file);
    }

    private CandidateNetwork network() {
        CandidateNetwork network = new CandidateNetwork(
                architecture.graph(),
                skeleton,
                BATCH_SIZE,
                Math.min(2, Runtime.getRuntime().availableProcessors()));
        network.weightNames().forEach(name -> network.setWeights(name, floats(parameters.get(name))));
        network.statisticNames().forEach(name -> network.setWeights(name, floats(parameters.get(name))));
        return network;
    }

    private static float[] floats(Matrix matrix) {
        float[] values = new float[matrix.columns()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) matrix.get(0, i);
        }
        return values;
    }

    /** The same network with other notes. */
    public ConvolutionalFeatures withNotes(Map<String, String> others) {
        return new ConvolutionalFeatures(architecture, skeleton, parameters, others);
    }

    /** How the network was trained. */
    public Map<String, String> notes() {
        return notes;
    }

    /** What surrounds the network's cells. */
    public Skeleton skeleton() {
        return skeleton;
    }

    @Override
    public String identity() {
        return "convolutional " + skeleton + " " + architecture.text() + " " + parameters.checksum();
    }

    @Override
    public int dimension() {
        return 4 * skeleton.channels();
    }

    @Override
    public ImageFeatures features(LabelledImages images) {
        LabelledImages fitted =
                images.withChannels(skeleton.imageChannels()).resized(skeleton.imageSize(), skeleton.imageSize());
        Pixels pixels =
                Pixels.of(parameters.get(MEAN).row(0), parameters.get(DEVIATION).row(0));
        float[] values = new float[images.count() * dimension()];
        try (CandidateNetwork network = network()) {
            for (int from = 0; from < fitted.count(); from += BATCH_SIZE) {
                int[] which = IntStream.range(from, Math.min(fitted.count(), from + BATCH_SIZE))
                        .toArray();
                float[][] vectors = network.features(fitted, which, pixels);
                for (int i = 0; i < vectors.length; i++) {
                    System.arraycopy(vectors[i], 0, values, (from + i) * dimension(), dimension());
                }
            }
        }
        return ImageFeatures.of(images.count(), dimension(), values);
    }

    @Override
    public String toString() {
        return dimension() + " features before the last layer of a network, " + skeleton;
    }
}
