package io.github.grabnas.nn.convolution;

import io.github.grabnas.space.ArchitectureGraph;

/**
 * What computes the training of candidates. All engines train the same network from the same initial weights by the
 * same steps; they differ in rounding, in speed, and in the machine that they run on.
 */
public interface TrainingEngine {

    /** Its name on the command line and in journals. */
    String label();

    /**
     * Builds a network and draws its weights with seed 0.
     *
     * @param batchSize the size of a batch, a multiple of 16
     * @param threads how many may work on one batch; on a GPU it has no meaning
     * @throws IllegalArgumentException if the graph is no architecture; the message says why
     */
    TrainableNetwork network(ArchitectureGraph graph, Skeleton skeleton, int batchSize, int threads);
}
