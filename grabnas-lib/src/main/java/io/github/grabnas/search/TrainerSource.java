package io.github.grabnas.search;

import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.evaluate.training.CandidateTrainer;

import java.io.IOException;

/**
 * Where a method that trains networks by itself gets the target's images, the network around the cells, and how images
 * are shifted and mirrored. Images are read when such a method begins, and never for other methods.
 *
 * <pre>{@code
 * TrainerSource training = () -> CandidateTrainer.proxy(ProxyDataset.FASHION);
 * }</pre>
 */
@FunctionalInterface
public interface TrainerSource {

    /** There are no images. */
    TrainerSource NONE = () -> {
        throw new MissingDataException("images", "the target comes without images");
    };

    /**
     * Reads the images.
     *
     * @throws MissingDataException if they are not there; the message says how to get them
     */
    CandidateTrainer open() throws IOException;
}
