package io.github.grabnas.nn.convolution;

import io.github.grabnas.space.ArchitectureGraph;

/**
 * Training on the processor's vector registers by {@link CandidateNetwork}: the same seed gives the same bits on any
 * number of threads.
 */
public record VectorEngine() implements TrainingEngine {

    /** The engine's name. */
    public static final String LABEL = "vector";

    @Override
    public String label() {
        return LABEL;
    }

    @Override
    public TrainableNetwork network(ArchitectureGraph graph, Skeleton skeleton, int batchSize, int threads) {
        return new CandidateNetwork(graph, skeleton, batchSize, threads);
    }
}
