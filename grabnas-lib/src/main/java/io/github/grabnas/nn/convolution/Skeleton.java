package io.github.grabnas.nn.convolution;

import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.nn.autodiff.NotesCodec;

/**
 * What surrounds the cells in NAS-Bench-201 (Dong and Yang, 2020): a 3x3 convolution, three stages of equal cells with
 * C, 2C and 4C channels, between them a residual block that halves the image, and batch normalisation, ReLU, average
 * and a linear layer at the end.
 *
 * @param imageChannels 1 for grey images, 3 for coloured ones
 * @param imageSize height and width of the images in pixels, a multiple of 4
 * @param classes how many classes are told apart, at least 2
 * @param channels C, the channels of the first stage
 * @param cells N, the cells in a stage
 */
public record Skeleton(int imageChannels, int imageSize, int classes, int channels, int cells) {

    /** The number of stages. */
    public static final int STAGES = 3;

    /** Of the last stage a 3x3 convolution has 9 x 4C x 4C weights. */
    private static final int MOST_CHANNELS = 3_800;

    /** How its sizes are written to a parameter file. */
    public static final NotesCodec<Skeleton> NOTES = NotesCodec.of(
            "skeleton",
            k -> NotesCodec.Sizes.none()
                    .with("image-channels", k.imageChannels())
                    .with("image-size", k.imageSize())
                    .with("classes", k.classes())
                    .with("channels", k.channels())
                    .with("cells", k.cells()),
            s -> new Skeleton(
                    s.integer("image-channels"),
                    s.integer("image-size"),
                    s.integer("classes"),
                    s.integer("channels"),
                    s.integer("cells")));

    /** Checks the ranges. */
    public Skeleton {
        if (imageChannels < 1 || channels < 1 || cells < 1) {
            throw new IllegalArgumentException("skeleton with " + imageChannels + " image channels, " + channels
                    + " channels, " + cells + " cells a stage; expected at least 1 of each");
        }
        if (channels > MOST_CHANNELS) {
            throw new IllegalArgumentException("C = " + channels + " channels in the first stage; expected at most "
                    + MOST_CHANNELS + ", since a convolution of the last stage has 144 times the square of that in "
                    + "weights, and no array holds more");
        }
        if (imageSize < 4 || imageSize % 4 != 0) {
            throw new IllegalArgumentException("image size " + imageSize
                    + ": expected a multiple of 4, as the size is halved twice; resize the images");
        }
        if (classes < 2) {
            throw new IllegalArgumentException("classes " + classes + ": expected at least 2");
        }
    }

    /** The published setting: 32x32 colour images, C = 16, N = 5. */
    public static Skeleton nasBench201(int classes) {
        return new Skeleton(3, 32, classes, 16, 5);
    }

    /**
     * Refuses images of more classes than the network tells apart.
     *
     * @throws IllegalArgumentException with the images' name and both numbers
     */
    public void requireClasses(LabelledImages source) {
        if (source.classNames().size() > classes) {
            throw new IllegalArgumentException(source.name() + ": "
                    + source.classNames().size() + " classes; the network tells " + classes + " apart");
        }
    }

    /**
     * Refuses a batch that a network cannot take: images of another size, none, or too many.
     *
     * @param count how many images
     * @param batchSize how many the network takes
     * @throws IllegalArgumentException with the value and what was expected
     */
    public void requireBatch(LabelledImages source, int count, int batchSize) {
        if (source.channels() != imageChannels || source.height() != imageSize || source.width() != imageSize) {
            throw new IllegalArgumentException(source.name() + ": " + source.channels() + " x " + source.height()
                    + " x " + source.width() + " pixels; the network takes " + this);
        }
        if (count < 1 || count > batchSize) {
            throw new IllegalArgumentException("batch of " + count + " images: expected 1 to " + batchSize);
        }
    }
}
