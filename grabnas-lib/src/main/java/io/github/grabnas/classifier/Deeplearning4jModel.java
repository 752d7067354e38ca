package io.github.grabnas.classifier;

import io.github.grabnas.nn.dl4j.CandidateGraphFile;

import java.io.IOException;
import java.nio.file.Path;

/**
 * An {@link ImageClassifier} as a {@code ComputationGraph} that Deeplearning4j restores, with the normalisation of its
 * images and its class names; see {@link CandidateGraphFile}.
 */
public final class Deeplearning4jModel {

    private Deeplearning4jModel() {}

    /** Writes the file, such as {@code model.zip}. */
    public static void write(ImageClassifier classifier, Path file) throws IOException {
        CandidateGraphFile.write(
                classifier.architecture().graph(),
                classifier.skeleton(),
                classifier.weights(),
                classifier.pixels(),
                classifier.classNames(),
                file);
    }
}
