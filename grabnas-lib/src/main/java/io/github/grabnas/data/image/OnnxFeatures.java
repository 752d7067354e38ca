package io.github.grabnas.data.image;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.data.MissingDataException;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What a network in an ONNX file computes, as an image's vector: a ResNet-18 without its last layer, say, as the
 * systems have it on which the method builds. Runs in ONNX Runtime.
 *
 * <p>The network takes batches of images, n x channels x height x width, from 0 (black) to 1 (white), less the mean, by
 * the deviation of each channel. Its output is n x m, or n x m x h x w, of which the mean over h and w is taken. A
 * network is a program: how much memory it takes is its own affair, so that only a network from a source that you trust
 * should be run.
 *
 * <pre>{@code
 * try (OnnxFeatures resnet = OnnxFeatures.imageNet(Path.of("resnet18.onnx"), 224)) {
 *     ImageFeatures vectors = new FeatureCache(resnet, cacheFolder).features(images);
 * }
 * }</pre>
 */
public final class OnnxFeatures implements FeatureExtractor, AutoCloseable {

    private static final int BATCH = 32;
    private static final int MOST_BYTES = 1 << 30;
    private static final int LARGEST_SIZE = 2_048;

    private final String identity;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String input;
    private final int channels;
    private final int size;
    private final double[] mean;
    private final double[] standardDeviation;
    private final int dimension;

    private OnnxFeatures(
            String identity,
            OrtEnvironment environment,
            OrtSession session,
            int channels,
            int size,
            double[] mean,
            double[] standardDeviation)
            throws OrtException {
        this.identity = identity;
        this.environment = environment;
        this.session = session;
        this.input = session.getInputNames().iterator().next();
        this.channels = channels;
        this.size = size;
        this.mean = mean;
        this.standardDeviation = standardDeviation;
        this.dimension = run(new float[channels * size * size], 1)[0].length;
    }

    /**
     * A network trained on ImageNet as usual: three channels of means 0.485, 0.456, 0.406 and deviations 0.229, 0.224,
     * 0.225.
     */
    public static OnnxFeatures imageNet(Path model, int size) throws IOException {
        return read(model, size, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));
    }

    /**
     * Reads a network.
     *
     * @param size to which images are resized
     * @param mean of each channel of the training images, 0 to 1; as many as the network takes
     * @param standardDeviation of each channel
     * @throws MissingDataException if there is no such file
     * @throws DataFormatException if the file is no ONNX network, one that takes or gives something else, or has more
     *     than {@value #MOST_BYTES} bytes
     * @throws IllegalStateException if ONNX Runtime is not on the class path
     */
    public static OnnxFeatures read(Path model, int size, List<Double> mean, List<Double> standardDeviation)
            throws IOException {
        if (mean.isEmpty()
                || mean.size() != standardDeviation.size()
                || standardDeviation.stream().anyMatch(d -> !(d > 0))
                || mean.stream().anyMatch(m -> !Double.isFinite(m))
                || size < 1
                || size > LARGEST_SIZE) {
            throw new IllegalArgumentException("size " + size + ", means " + mean + ", deviations " + standardDeviation
                    + ": expected a size of 1 to " + LARGEST_SIZE
                    + ", and a mean and a positive deviation for each channel");
        }
        byte[] bytes = InputFile.of(model, "an ONNX network").bytes(MOST_BYTES);
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            OrtSession session = environment.createSession(bytes);
            try {
                check(model, session, mean.size());
                return new OnnxFeatures(
                        "onnx " + checksum(bytes) + " " + size + " " + mean + " " + standardDeviation,
                        environment,
                        session,
                        mean.size(),
                        size,
                        array(mean),
                        array(standardDeviation));
            } catch (OrtException | IOException e) {
                session.close();
                throw e;
            } catch (RuntimeException e) {
                session.close();
                throw new DataFormatException(
                        model, "its output is none of numbers for each image: " + e.getMessage(), e);
            }
        } catch (OrtException e) {
            throw new DataFormatException(model, "ONNX Runtime cannot run it: " + e.getMessage(), e);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "ONNX Runtime is not on the class path; add com.microsoft.onnxruntime:onnxruntime", e);
        }
    }

    private static void check(Path model, OrtSession session, int channels) throws OrtException, DataFormatException {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        if (inputs.size() != 1 || session.getOutputNames().isEmpty()) {
            throw new DataFormatException(
                    model,
                    "it takes " + inputs.keySet() + " and gives " + session.getOutputNames()
                            + "; expected one input, the images, and an output");
        }
        NodeInfo info = inputs.values().iterator().next();
        long[] shape = info.getInfo() instanceof TensorInfo tensor ? tensor.getShape() : new long[0];
        if (shape.length != 4 || shape[1] > 0 && shape[1] != channels) {
            throw new DataFormatException(
                    model,
                    "its input '" + info.getName() + "' has shape " + Arrays.toString(shape) + "; expected images, n x "
                            + channels + " x height x width");
        }
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static String checksum(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    /**
     * The vectors.
     *
     * @throws IllegalStateException if ONNX Runtime fails, or gives a number that is not finite
     */
    @Override
    public ImageFeatures features(LabelledImages images) {
        float[] values = new float[Math.multiplyExact(images.count(), dimension)];
        int imageSize = channels * size * size;
        try {
            for (int from = 0; from < images.count(); from += BATCH) {
                int count = Math.min(BATCH, images.count() - from);
                // At the network's size all images together could take more than an array holds.
                LabelledImages fitted =
                        images.range(from, from + count).withChannels(channels).resized(size, size);
                float[] batch = new float[count * imageSize];
                for (int i = 0; i < batch.length; i++) {
                    int c = i % imageSize / (size * size);
                    int pixel = fitted.pixel(i / imageSize, c, i % (size * size) / size, i % size);
                    batch[i] = (float) ((pixel / 255.0 - mean[c]) / standardDeviation[c]);
                }
                float[][] vectors = run(batch, count);
                for (int i = 0; i < count; i++) {
                    System.arraycopy(vectors[i], 0, values, (from + i) * dimension, dimension);
                }
            }
        } catch (OrtException e) {
            throw new IllegalStateException(identity + ": ONNX Runtime failed on " + images + ": " + e.getMessage(), e);
        }
        return ImageFeatures.of(images.count(), dimension, values);
    }

    private float[][] run(float[] batch, int count) throws OrtException {
        long[] shape = {count, channels, size, size};
        try (OnnxTensor images = OnnxTensor.createTensor(environment, FloatBuffer.wrap(batch), shape);
                OrtSession.Result result = session.run(Map.of(input, images))) {
            OnnxTensor output = (OnnxTensor) result.get(0);
            FloatBuffer buffer = output.getFloatBuffer();
            long[] given = output.getInfo().getShape();
            if (buffer == null || given.length < 2 || given[0] != count || given[1] < 1 || buffer.remaining() == 0) {
                throw new IllegalStateException("an output of shape " + Arrays.toString(given) + " for " + count
                        + " images; expected n x m, or n x m x h x w, of floating point numbers");
            }
            int length = (int) given[1];
            int area = buffer.remaining() / (count * length);
            float[][] vectors = new float[count][length];
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < length; j++) {
                    double sum = 0;
                    for (int k = 0; k < area; k++) {
                        sum += buffer.get((i * length + j) * area + k);
                    }
                    vectors[i][j] = (float) (sum / area);
                    if (!Float.isFinite(vectors[i][j])) {
                        throw new IllegalStateException(
                                "output " + j + " of an image is " + vectors[i][j] + "; expected a finite number");
                    }
                }
            }
            return vectors;
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(identity + ": " + e.getMessage(), e);
        }
    }
}
