package io.github.grabnas.data.image;

/**
 * Turns images into vectors on which the dataset encoder works (sec. 3.2; the systems it builds on take the 512 numbers
 * before the last layer of a ResNet-18).
 *
 * <p>{@link PixelFeatures} takes the pixels themselves, {@code ConvolutionalFeatures} a small network trained by this
 * library, {@link OnnxFeatures} any network in an ONNX file; {@link FeatureCache} keeps what another one gave.
 */
public interface FeatureExtractor {

    /** What decides the vectors, in one line: the kind, its settings and, of a network, a checksum of its weights. */
    String identity();

    /** The length of the vectors. */
    int dimension();

    /**
     * The vectors of images of any size, grey or coloured.
     *
     * @return one for each image, in their order
     */
    ImageFeatures features(LabelledImages images);
}
