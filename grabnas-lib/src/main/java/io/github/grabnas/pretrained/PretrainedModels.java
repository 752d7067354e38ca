package io.github.grabnas.pretrained;

import io.github.grabnas.benchmark.BenchmarkSuite;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.image.ImageFeatures;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.surrogate.MetaCheckpoint;
import io.github.grabnas.surrogate.MetaD2aCheckpoint;
import io.github.grabnas.surrogate.MetaLearnedModels;
import io.github.grabnas.nn.settransformer.DatasetSample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The checkpoints that come with the checkout, for a target: seed k takes the training of seed k mod
 * {@value #TRAININGS}, and draws its own instances of the target's images. What was read once is kept.
 */
public final class PretrainedModels implements MetaLearnedModels {

    /** How many meta-trainings there are of each tier. */
    public static final int TRAININGS = 3;

    private final BenchmarkSuite tier;
    private final Reading<LabelledImages> images;
    private final Map<Integer, MetaCheckpoint> surrogates = new ConcurrentHashMap<>();
    private final Map<Integer, GraphAutoencoder> autoencoders = new ConcurrentHashMap<>();
    private final Map<Integer, MetaD2aCheckpoint> generators = new ConcurrentHashMap<>();
    private final Map<Long, DatasetSample> datasets = new ConcurrentHashMap<>();
    private final Optional<GraphAutoencoder> decoder;
    private Optional<Source> source = Optional.empty();

    private PretrainedModels(BenchmarkSuite tier, Reading<LabelledImages> images, Optional<GraphAutoencoder> decoder) {
        this.tier = tier;
        this.images = images;
        this.decoder = decoder;
    }

    /** The same with one decoder for all seeds, which must be one for the graph encoder of the trainings that they take. */
    public PretrainedModels withDecoder(GraphAutoencoder other) {
        return new PretrainedModels(tier, images, Optional.of(other));
    }

    /** What comes with the checkout for a target; nothing is read before it is asked for. */
    public static PretrainedModels of(Target target) {
        BenchmarkSuite tier = BenchmarkSuite.of(target);
        return new PretrainedModels(tier, () -> tier.images(target), Optional.empty());
    }

    /** What comes with the checkout for any dataset, given as its training images. */
    public static PretrainedModels of(BenchmarkSuite tier, LabelledImages images) {
        return new PretrainedModels(tier, () -> images, Optional.empty());
    }

    /** A target's images with their features. */
    private record Source(LabelledImages images, ImageFeatures features) {
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Which training a seed takes. */
    public static int training(long seed) {
        return (int) Math.floorMod(seed, (long) TRAININGS);
    }

    @Override
    public MetaCheckpoint surrogate(long seed) {
        return surrogates.computeIfAbsent(training(seed), s -> read(() -> MetaCheckpoint.find(tier.label(), s)));
    }

    @Override
    public GraphAutoencoder autoencoder(long seed) {
        return decoder.isPresent() ? decoder.get() : autoencoders.computeIfAbsent(training(seed), s -> read(() -> GraphAutoencoder.read(
                DataFolder.embedded("meta/" + tier.label() + "-" + s + "-decoder.safetensors"))));
    }

    @Override
    public MetaD2aCheckpoint generator(long seed) {
        return generators.computeIfAbsent(training(seed), s -> read(() -> MetaD2aCheckpoint.find(tier.label(), s)));
    }

    @Override
    public DatasetSample dataset(long seed) {
        return datasets.computeIfAbsent(seed, s -> {
            Source from = source();
            return DatasetSample.draw(from.images(), from.features(), DatasetSample.PER_CLASS, s);
        });
    }

    private synchronized Source source() {
        if (source.isEmpty()) {
            source = Optional.of(read(() -> {
                LabelledImages read = images.read();
                return new Source(read, tier.features().features(read));
            }));
        }
        return source.get();
    }
}
