package io.github.grabnas.data.image;

import io.github.grabnas.data.CacheFolder;
import io.github.grabnas.data.FileFault;
import io.github.grabnas.data.tensor.Tensor;
import io.github.grabnas.data.tensor.TensorFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the vectors of another extractor on disk. A file is named by the checksum of the extractor's identity and of
 * the images' size and pixels, so that neither another network nor another image can be taken for it; a damaged file is
 * made again. Where nothing can be written there is no cache: a warning says so once, and the vectors are computed.
 *
 * <pre>{@code
 * FeatureExtractor features = new FeatureCache(extractor, Path.of("target/features"));
 * }</pre>
 */
public final class FeatureCache implements FeatureExtractor {

    private static final String NAME = "features";
    private static final Logger LOGGER = Logger.getLogger(FeatureCache.class.getName());

    private final FeatureExtractor extractor;
    private final Path folder;
    private final AtomicBoolean warned = new AtomicBoolean();

    /** Keeps files in a folder, which is made for this user alone if it is not there. */
    public FeatureCache(FeatureExtractor extractor, Path folder) {
        this.extractor = extractor;
        this.folder = folder;
    }

    @Override
    public String identity() {
        return extractor.identity();
    }

    @Override
    public int dimension() {
        return extractor.dimension();
    }

    /** The vectors, read if they are there. Where they cannot be read or kept, they are computed each time. */
    @Override
    public ImageFeatures features(LabelledImages images) {
        Path file = folder.resolve(key(images) + ".safetensors");
        Optional<ImageFeatures> kept = kept(file, images);
        if (kept.isPresent()) {
            return kept.get();
        }
        ImageFeatures features = extractor.features(images);
        keep(file, features, images);
        return features;
    }

    private Optional<ImageFeatures> kept(Path file, LabelledImages images) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(TensorFile.read(file).tensors().get(NAME))
                    .filter(kept -> kept.shape().equals(List.of(images.count(), dimension())))
                    .map(kept -> ImageFeatures.of(images.count(), dimension(), floats(kept)));
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    private void keep(Path file, ImageFeatures features, LabelledImages images) {
        try {
            CacheFolder.create(folder);
            new TensorFile(Map.of(NAME, tensor(features)), Map.of("extractor", identity(), "images", images.toString()))
                    .write(file);
        } catch (IOException e) {
            if (!warned.getAndSet(true)) {
                LOGGER.log(
                        Level.WARNING,
                        "the features of {0} are not kept in {1}, and are computed again next time: {2}",
                        new Object[] {images.name(), folder, FileFault.message(e)});
            }
        }
    }

    private static float[] floats(Tensor tensor) {
        float[] values = new float[tensor.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) tensor.get(i);
        }
        return values;
    }

    private static Tensor tensor(ImageFeatures features) {
        double[] values = new double[features.count() * features.dimension()];
        for (int i = 0; i < values.length; i++) {
            values[i] = features.get(i / features.dimension(), i % features.dimension());
        }
        return Tensor.of(List.of(features.count(), features.dimension()), values);
    }

    private String key(LabelledImages images) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((identity() + "\n" + images.count() + " " + images.channels() + " " + images.height() + " "
                            + images.width() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            digest.update(images.pixels());
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
