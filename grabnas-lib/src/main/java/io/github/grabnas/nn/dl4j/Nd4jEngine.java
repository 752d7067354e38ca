package io.github.grabnas.nn.dl4j;

import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.nn.convolution.TrainableNetwork;
import io.github.grabnas.nn.convolution.TrainingEngine;
import io.github.grabnas.space.ArchitectureGraph;

/**
 * Training by ND4J's native operations in a Deeplearning4j graph ({@link CandidateGraph}), on whichever backend is on
 * the class path: oneDNN on the processor, cuDNN on a GPU with CUDA. The number of threads holds for all that the
 * thread which asks for the network computes with ND4J. The last bits may differ from run to run.
 */
public record Nd4jEngine() implements TrainingEngine {

    /** The engine's name. */
    public static final String LABEL = "nd4j";

    @Override
    public String label() {
        return LABEL;
    }

    @Override
    public TrainableNetwork network(ArchitectureGraph graph, Skeleton skeleton, int batchSize, int threads) {
        Nd4jBackend.start();
        Nd4jBackend.useThreads(threads);
        return new Nd4jNetwork(graph, skeleton, batchSize);
    }
}
