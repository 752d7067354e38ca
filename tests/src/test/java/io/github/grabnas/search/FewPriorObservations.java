package io.github.grabnas.search;

import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.nn.graph.GraphDecoder;
import io.github.grabnas.nn.graph.GraphEncoder;
import io.github.grabnas.nn.settransformer.DatasetSample;
import io.github.grabnas.pretrained.PretrainedModels;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.surrogate.MetaCheckpoint;
import io.github.grabnas.surrogate.MetaD2aCheckpoint;
import io.github.grabnas.surrogate.MetaLearnedModels;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The shipped models for proxy-fashion with few prior observations, so that a search begins at once. */
final class FewPriorObservations implements MetaLearnedModels {

    private static final int COUNT = 200;
    private static final MetaLearnedModels SHIPPED = PretrainedModels.of(ProxyDataset.FASHION.target());
    private static final Map<Integer, MetaCheckpoint> FEWER = new ConcurrentHashMap<>();

    private final Optional<GraphAutoencoder> other;

    /** With the trained decoders. */
    FewPriorObservations() {
        this(Optional.empty());
    }

    private FewPriorObservations(Optional<GraphAutoencoder> other) {
        this.other = other;
    }

    /** With a decoder that was not trained: what it draws is mostly no cell. */
    static FewPriorObservations withUntrainedDecoder() {
        GraphEncoder encoder = SHIPPED.autoencoder(0).encoder();
        GraphDecoder decoder = SHIPPED.autoencoder(0).decoder();
        return new FewPriorObservations(Optional.of(
                new GraphAutoencoder(encoder, decoder, encoder.initialize(0).and(decoder.initialize(0)), Map.of())));
    }

    @Override
    public MetaCheckpoint surrogate(long seed) {
        return FEWER.computeIfAbsent(PretrainedModels.training(seed), training -> {
            MetaCheckpoint all = SHIPPED.surrogate(training);
            return all.withPriorObservations(all.priorObservations().subList(0, COUNT));
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
    public Optional<DatasetSample> dataset(long seed) {
        return SHIPPED.dataset(seed);
    }
}
