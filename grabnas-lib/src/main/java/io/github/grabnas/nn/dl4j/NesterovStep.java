package io.github.grabnas.nn.dl4j;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

import java.util.List;

/**
 * PyTorch's Nesterov step on a network's flat arrays. Deeplearning4j's {@code Nesterovs} keeps the learning rate within
 * the velocity, which is another method as soon as the rate changes.
 */
final class NesterovStep {

    private final NamedWeights names;
    private final INDArray weights;
    private final INDArray gradients;
    private final INDArray velocity;
    private final INDArray change;
    /** The weight decay of each number: none of a running statistic, which is no weight. */
    private final INDArray decay;

    private double decayFilled;

    NesterovStep(ComputationGraph network, NamedWeights names, Scratch scratch) {
        this.names = names;
        this.weights = flat(network.params());
        this.gradients = flat(network.getFlattenedGradients());
        this.velocity = scratch.own(weights.dataType(), weights.length());
        this.change = scratch.own(weights.dataType(), weights.length());
        this.decay = scratch.own(weights.dataType(), weights.length());
    }

    private static INDArray flat(INDArray array) {
        return array.reshape(array.length());
    }

    /** Forgets the velocity. */
    void clear() {
        velocity.assign(0);
    }

    /** The velocity of the weights of one name, on the device. */
    INDArray velocity(String name) {
        return names.part(velocity, name);
    }

    /** Sets the velocity of the weights of one name. */
    void setVelocity(String name, float[] values) {
        names.set(velocity, name, values);
    }

    /**
     * One step by the summed gradients of a batch: {@code g = gradient + decay w; v = momentum v + g; w -= rate (g +
     * momentum v)}.
     */
    void step(double rate, double momentum, double weightDecay, int batchSize) {
        if (decayFilled != weightDecay) {
            decay.assign(weightDecay);
            names.names(true).forEach(name -> names.part(decay, name).assign(0));
            decayFilled = weightDecay;
        }
        new OperationList()
                .add("multiply", List.of(weights, decay), List.of(change))
                .addScaled(gradients, 1.0 / batchSize, change, change)
                .addScaled(velocity, momentum, change, velocity)
                .addScaled(velocity, momentum, change, change)
                .addScaled(change, -rate, weights, weights)
                .run();
    }
}
