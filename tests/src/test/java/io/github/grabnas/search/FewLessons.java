package io.github.grabnas.search;

import io.github.grabnas.data.Target;
import io.github.grabnas.experiment.ShippedKnowledge;
import io.github.grabnas.meta.GraphAutoencoder;
import io.github.grabnas.meta.MetaCheckpoint;
import io.github.grabnas.meta.MetaD2aCheckpoint;
import io.github.grabnas.meta.MetaKnowledge;
import io.github.grabnas.nn.graph.GraphDecoder;
import io.github.grabnas.nn.graph.GraphEncoder;
import io.github.grabnas.nn.set.DatasetSample;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What ships for micro-digits with the lessons of some cells only, so that a search begins at once. */
final class FewLessons implements MetaKnowledge {

    private static final int LESSONS = 200;
    private static final MetaKnowledge SHIPPED = ShippedKnowledge.of(Target.MICRO_DIGITS);
    private static final Map<Integer, MetaCheckpoint> FEWER = new ConcurrentHashMap<>();

    private final Optional<GraphAutoencoder> other;

    /** With the trained decoders. */
    FewLessons() {
        this(Optional.empty());
    }

    private FewLessons(Optional<GraphAutoencoder> other) {
        this.other = other;
    }

    /** With a decoder that knows nothing: what it draws is mostly no cell. */
    static FewLessons withUntrainedDecoder() {
        GraphEncoder encoder = SHIPPED.autoencoder(0).encoder();
        GraphDecoder decoder = SHIPPED.autoencoder(0).decoder();
        return new FewLessons(Optional.of(
                new GraphAutoencoder(encoder, decoder, encoder.start(0).and(decoder.start(0)), Map.of())));
    }

    @Override
    public MetaCheckpoint surrogate(long seed) {
        return FEWER.computeIfAbsent(ShippedKnowledge.training(seed), training -> {
            MetaCheckpoint all = SHIPPED.surrogate(training);
            return new MetaCheckpoint(all.model(), all.parameters(), all.scale(), all.lessons().subList(0, LESSONS),
                    all.initialCells(), all.rawInitialCells(), all.curve(), all.notes());
        });
    }

    @Override
    public GraphAutoencoder autoencoder(long seed) {
        return other.orElseGet(() -> SHIPPED.autoencoder(seed));
    }

    @Override
    public MetaD2aCheckpoint generator(long seed) {
        return SHIPPED.generator(seed);
    }

    @Override
    public DatasetSample dataset(long seed) {
        return SHIPPED.dataset(seed);
    }
}
