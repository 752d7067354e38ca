package io.github.grabnas.classifier.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.github.grabnas.classifier.ImageClassifier;
import io.github.grabnas.data.WholeFile;
import org.tribuo.util.onnx.ONNXOperators;

import java.io.IOException;
import java.nio.file.Path;

/**
 * An {@link ImageClassifier} as an ONNX model (IR version 7, opset 13). It takes pixels as they are in pictures, bytes
 * from 0 to 255, any number of images at a time, and gives the classes' probabilities: normalisation and softmax are in
 * the graph. Pictures have to be cut to squares and resized before. Class names and image size are
 * {@link OnnxMetadata}.
 *
 * <pre>{@code
 * OnnxModel.write(classifier, Path.of("model.onnx"));
 * }</pre>
 */
public final class OnnxModel {

    private static final long IR_VERSION = 7;

    private OnnxModel() {}

    /** Writes the model; the same classifier gives the same file, byte for byte. */
    public static void write(ImageClassifier classifier, Path file) throws IOException {
        write(classifier, classifier.skeleton().imageSize(), file);
    }

    /**
     * The same for a network whose pictures were read at one size and then resized to its own.
     *
     * @param readSize height and width to which each picture was resized first, in pixels
     */
    public static void write(ImageClassifier classifier, int readSize, Path file) throws IOException {
        ModelProto model = of(classifier, readSize);
        WholeFile.write(file, model::writeTo);
    }

    static ModelProto of(ImageClassifier classifier, int readSize) {
        int size = classifier.skeleton().imageSize();
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("GraB-NAS for Java")
                .setDomain("io.github.grabnas")
                .setModelVersion(1)
                .setDocString("Input '" + OnnxNetwork.INPUT + "': bytes from 0 (black) to 255, batch x "
                        + classifier.skeleton().imageChannels() + " x " + size + " x " + size
                        + ", the middle square of each picture, resized"
                        + (readSize == size ? "" : " to " + readSize + " x " + readSize + " and from there")
                        + ". Output '" + OnnxNetwork.OUTPUT
                        + "': batch x classes, in the order of the property grabnas.classes.")
                .addOpsetImport(ONNXOperators.getOpsetProto())
                .setGraph(OnnxNetwork.of(classifier));
        OnnxMetadata.of(classifier, readSize)
                .properties()
                .forEach((key, value) -> model.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build();
    }
}
