package io.github.grabnas.classifier.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.grabnas.classifier.Predictions;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.InputFile;
import io.github.grabnas.data.image.LabelledImages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * A classifier in an ONNX file that {@link OnnxModel} wrote, or any other with the same {@link OnnxMetadata}; runs in
 * ONNX Runtime. A network is a program: only one from a source that you trust should be run.
 *
 * <pre>{@code
 * try (OnnxClassifier classifier = OnnxClassifier.read(Path.of("result/model.onnx"))) {
 *     Predictions predictions = classifier.predict(images);
 * }
 * }</pre>
 */
public final class OnnxClassifier implements AutoCloseable {

    private static final int BATCH = 64;
    private static final int MOST_BYTES = 1 << 30;
    private static final float TOLERANCE = 1e-4f;

    private final Path file;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final OnnxMetadata metadata;
    private final NodeInfo input;

    private OnnxClassifier(Path file, OrtEnvironment environment, OrtSession session) throws OrtException {
        this.file = file;
        this.environment = environment;
        this.session = session;
        this.metadata = OnnxMetadata.read(session.getMetadata().getCustomMetadata());
        this.input = input(session);
        check();
    }

    private static NodeInfo input(OrtSession session) throws OrtException {
        if (session.getNumInputs() != 1) {
            throw new IllegalArgumentException(
                    "it takes " + session.getNumInputs() + " inputs; expected one, the images");
        }
        return session.getInputInfo().values().iterator().next();
    }

    /**
     * Reads a classifier.
     *
     * @throws io.github.grabnas.data.MissingDataException if there is no such file
     * @throws DataFormatException if the file is no ONNX network, has no {@link OnnxMetadata}, or takes something else
     *     than any number of such images
     * @throws IllegalStateException if ONNX Runtime is not on the class path
     */
    public static OnnxClassifier read(Path file) throws IOException {
        byte[] bytes = InputFile.of(file, "a classifier (model.onnx)").bytes(MOST_BYTES);
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            OrtSession session = environment.createSession(bytes);
            try {
                return new OnnxClassifier(file, environment, session);
            } catch (IllegalArgumentException e) {
                session.close();
                throw new DataFormatException(file, e.getMessage(), e);
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new DataFormatException(file, "ONNX Runtime cannot run it: " + e.getMessage(), e);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "ONNX Runtime is not on the class path; add com.microsoft.onnxruntime:onnxruntime", e);
        }
    }

    private void check() {
        long[] shape = input.getInfo() instanceof TensorInfo tensor ? tensor.getShape() : new long[0];
        long[] expected = {-1, metadata.imageChannels(), metadata.imageSize(), metadata.imageSize()};
        boolean fits = shape.length == expected.length;
        for (int i = 0; fits && i < expected.length; i++) {
            fits = shape[i] < 0 || shape[i] == expected[i];
        }
        if (!fits || type() != OnnxJavaType.UINT8 && type() != OnnxJavaType.FLOAT) {
            throw new IllegalArgumentException("it takes '" + input.getName() + "' of the shape "
                    + Arrays.toString(shape) + " and of the type " + type() + "; expected one input of the shape "
                    + Arrays.toString(expected) + ", of the type UINT8 or FLOAT");
        }
    }

    private OnnxJavaType type() {
        return input.getInfo() instanceof TensorInfo tensor ? tensor.type : OnnxJavaType.UNKNOWN;
    }

    /** Classes, and the size and colours of the images that the network takes. */
    public OnnxMetadata metadata() {
        return metadata;
    }

    /**
     * The classes' probabilities.
     *
     * @param images grey or coloured, of any size; they are made grey or coloured and resized as the network needs
     *     them. Their labels play no part
     * @throws IllegalStateException if ONNX Runtime fails, or gives something else than probabilities
     */
    public Predictions predict(LabelledImages images) {
        int size = metadata.imageSize();
        LabelledImages fitted = images.withChannels(metadata.imageChannels()).resized(size, size);
        byte[] pixels = fitted.pixels();
        int imageBytes = metadata.imageChannels() * size * size;
        float[][] probabilities = new float[images.count()][];
        try {
            for (int from = 0; from < images.count(); from += BATCH) {
                int count = Math.min(BATCH, images.count() - from);
                byte[] batch = Arrays.copyOfRange(pixels, from * imageBytes, (from + count) * imageBytes);
                float[][] part = run(batch, count);
                System.arraycopy(part, 0, probabilities, from, count);
            }
        } catch (OrtException e) {
            throw new IllegalStateException(file + ": ONNX Runtime failed on " + images + ": " + e.getMessage(), e);
        }
        return Predictions.of(metadata.classNames(), probabilities);
    }

    private float[][] run(byte[] pixels, int count) throws OrtException {
        long[] shape = {count, metadata.imageChannels(), metadata.imageSize(), metadata.imageSize()};
        try (OnnxTensor images = tensor(pixels, shape);
                OrtSession.Result result = session.run(Map.of(input.getName(), images))) {
            if (!(result.get(0).getValue() instanceof float[][] rows) || rows.length != count) {
                throw new IllegalStateException(
                        file + ": its output is " + result.get(0).getInfo() + "; expected " + count + " x "
                                + metadata.classNames().size() + " probabilities");
            }
            for (float[] row : rows) {
                requireProbabilities(row);
            }
            return rows;
        }
    }

    private OnnxTensor tensor(byte[] pixels, long[] shape) throws OrtException {
        if (type() == OnnxJavaType.UINT8) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(pixels.length).order(ByteOrder.nativeOrder());
            return OnnxTensor.createTensor(environment, bytes.put(pixels).flip(), shape, OnnxJavaType.UINT8);
        }
        float[] numbers = new float[pixels.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = pixels[i] & 0xff;
        }
        return OnnxTensor.createTensor(environment, FloatBuffer.wrap(numbers), shape);
    }

    private void requireProbabilities(float[] row) {
        float sum = 0;
        boolean inRange = row.length == metadata.classNames().size();
        for (int k = 0; k < row.length; k++) {
            sum += row[k];
            inRange &= row[k] >= 0 && row[k] <= 1 + TOLERANCE;
            row[k] = Math.min(1, row[k]);
        }
        if (!inRange || Math.abs(sum - 1) > row.length * TOLERANCE) {
            throw new IllegalStateException(file + ": its output for an image is " + row.length
                    + " numbers that add up to " + sum + "; expected "
                    + metadata.classNames().size()
                    + " probabilities, which add up to 1");
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }
}
