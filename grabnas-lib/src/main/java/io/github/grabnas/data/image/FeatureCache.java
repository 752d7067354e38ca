package io.github.grabnas.data.image;

import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.tensor.Tensor;
import io.github.grabnas.data.tensor.TensorFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Keeps the vectors of another extractor on disk. A file is named by the checksum of the extractor's identity and of
 * the images' size and pixels, so that neither another network nor another image can be taken for it; a damaged file is
 * made again.
 *
 * <pre>{@code
 * FeatureExtractor features = new FeatureCache(extractor, Path.of("target/features"));
 * }</pre>
 */
public final class FeatureCache implements FeatureExtractor {

    private static final String NAME = "features";

    private final FeatureExtractor extractor;
    private final Path folder;

    /** Keeps files in a folder, which is made if it is not there. */
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

    /**
     * The vectors, read if they are there.
     *
     * @throws UncheckedIOException if the folder cannot be written
     */
    @Override
    public ImageFeatures features(LabelledImages images) {
        Path file = folder.resolve(key(images) + ".safetensors");
        try {
            if (Files.exists(file)) {
                try {
                    Tensor kept = TensorFile.read(file).tensors().get(NAME);
                    if (kept != null && kept.shape().equals(List.of(images.count(), dimension()))) {
                        return ImageFeatures.of(images.count(), dimension(), floats(kept));
                    }
                } catch (DataFormatException damaged) {
                    Files.deleteIfExists(file);
                }
            }
            ImageFeatures features = extractor.features(images);
            Files.createDirectories(folder);
            new TensorFile(Map.of(NAME, tensor(features)), Map.of("extractor", identity(), "images", images.toString()))
                    .write(file);
            return features;
        } catch (IOException e) {
            throw new UncheckedIOException("features of " + images.name() + " in " + folder + ": " + e.getMessage(), e);
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
