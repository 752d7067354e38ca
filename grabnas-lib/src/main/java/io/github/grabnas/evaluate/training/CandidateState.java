package io.github.grabnas.evaluate.training;

import io.github.grabnas.evaluate.training.TrainingOutcome.Epoch;
import io.github.grabnas.nn.convolution.NetworkWeights;
import io.github.grabnas.nn.convolution.TrainableNetwork;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The training of a candidate between two epochs: all that a {@link CandidateTrainer} needs to go on. With the vector
 * engine the same state, images, recipe and seed give the same network, to the last bit.
 *
 * @param ofEpochs how many epochs the training has in all; the learning rate of each step depends on it
 * @param epochs those that are done, the first one first
 * @param weights weights and running statistics
 * @param velocities the momentum buffers, by the names of the weights
 */
public record CandidateState(int ofEpochs, List<Epoch> epochs, NetworkWeights weights, NetworkWeights velocities) {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if no epoch is done, or more than there are
     */
    public CandidateState {
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(velocities, "velocities");
        epochs = List.copyOf(epochs);
        if (epochs.isEmpty() || epochs.size() > ofEpochs) {
            throw new IllegalArgumentException(
                    epochs.size() + " of " + ofEpochs + " epochs are done: expected 1 to " + ofEpochs);
        }
    }

    /** Copies weights and momentum buffers from a network. */
    static CandidateState of(TrainableNetwork network, List<Epoch> epochs, int ofEpochs) {
        Map<String, float[]> velocities = new LinkedHashMap<>();
        network.weightNames().forEach(name -> velocities.put(name, network.velocity(name)));
        return new CandidateState(ofEpochs, epochs, NetworkWeights.of(network), NetworkWeights.of(velocities));
    }

    /**
     * Sets weights and momentum buffers of a network.
     *
     * @throws IllegalArgumentException if the network has others, or of other sizes
     */
    void copyTo(TrainableNetwork network) {
        weights.copyTo(network);
        network.weightNames().forEach(name -> network.setVelocity(name, velocities.get(name)));
    }

    /** How long the epochs that are done took, in seconds. */
    public double seconds() {
        return epochs.get(epochs.size() - 1).seconds();
    }
}
