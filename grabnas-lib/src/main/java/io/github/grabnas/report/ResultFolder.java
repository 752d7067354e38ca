package io.github.grabnas.report;

import io.github.grabnas.classifier.Deeplearning4jModel;
import io.github.grabnas.classifier.ImageClassifier;
import io.github.grabnas.classifier.onnx.OnnxModel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder that a search or training on somebody's pictures leaves: {@code report.html}, {@code model.onnx} and
 * {@code model.zip}.
 */
public final class ResultFolder {

    private ResultFolder() {}

    /**
     * Makes the folder, if it is not there, and writes the files.
     *
     * @param classifier the final network
     * @param result what the page shows
     */
    public static void write(ImageClassifier classifier, ImageResult result, Path folder) throws IOException {
        Files.createDirectories(folder);
        OnnxModel.write(classifier, folder.resolve("model.onnx"));
        Deeplearning4jModel.write(classifier, folder.resolve("model.zip"));
        ResultPage.write(result, folder.resolve("report.html"));
    }
}
