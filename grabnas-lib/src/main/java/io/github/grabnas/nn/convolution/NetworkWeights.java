package io.github.grabnas.nn.convolution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A copy of a network's weights and of batch normalisation's running statistics, by their names: what is left of a
 * {@link TrainableNetwork} that is closed, on whichever engine it was trained. Immutable.
 *
 * <p>A convolution's weights are {@code out x in x height x width}, the linear layer's {@code classes x channels}, all
 * others one number a channel.
 */
public final class NetworkWeights {

    private final Map<String, float[]> values;

    private NetworkWeights(Map<String, float[]> values) {
        this.values = values;
    }

    /** Copies them from a network. */
    public static NetworkWeights of(TrainableNetwork network) {
        Map<String, float[]> copied = new LinkedHashMap<>();
        Stream.concat(network.weightNames().stream(), network.statisticNames().stream())
                .forEach(name -> copied.put(name, network.weights(name).clone()));
        return new NetworkWeights(copied);
    }

    /** Copies them from arrays by name. */
    public static NetworkWeights of(Map<String, float[]> values) {
        Map<String, float[]> copied = new LinkedHashMap<>();
        values.forEach((name, array) -> copied.put(name, array.clone()));
        return new NetworkWeights(copied);
    }

    /** The names, weights before statistics, each in the order of the blocks. */
    public List<String> names() {
        return List.copyOf(values.keySet());
    }

    /**
     * A copy of the numbers of one name.
     *
     * @throws IllegalArgumentException if there are none; the message lists the names there are
     */
    public float[] get(String name) {
        float[] found = values.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no weights '" + name + "'; expected one of " + names());
        }
        return found.clone();
    }

    /**
     * Sets all weights and statistics of a network.
     *
     * @throws IllegalArgumentException if the network has others, or of other sizes
     */
    public void copyTo(TrainableNetwork network) {
        List<String> expected = Stream.concat(network.weightNames().stream(), network.statisticNames().stream())
                .toList();
        if (!values.keySet().equals(java.util.Set.copyOf(expected))) {
            throw new IllegalArgumentException(
                    "weights " + names() + ": the network has others, " + expected + "; it is another architecture");
        }
        values.forEach(network::setWeights);
    }

    /** Whether all numbers are finite, as they are not after a training that diverged. */
    public boolean areFinite() {
        for (float[] array : values.values()) {
            for (float value : array) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
        }
        return true;
    }
}
