package io.github.grabnas.search;

import io.github.grabnas.benchmark.ProxyDataset;
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

    private final boolean trainedDecoders;

    /** With the trained decoders. */
    FewPriorObservations() {
        this(true);
    }

    private FewPriorObservations(boolean trainedDecoders) {
        this.trainedDecoders = trainedDecoders;
    }

    /** With decoders that were not trained: what they draw is mostly no cell. */
    static FewPriorObservations withUntrainedDecoder() {
        return new FewPriorObservations(false);
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
        GraphAutoencoder trained = SHIPPED.autoencoder(seed);
        return trainedDecoders
                ? trained
                : new GraphAutoencoder(
                        trained.encoder(),
                        trained.decoder(),
                        trained.parameters()
                                .startingWith(GraphEncoder.NAME + ".")
                                .and(trained.decoder().initialize(0)),
                        Map.of());
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
