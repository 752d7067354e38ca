package io.github.grabnas.nn.dl4j;

import io.github.grabnas.nn.dl4j.BlockLayout.Slice;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights and running statistics of a {@link CandidateGraph} by the names that a
 * {@link io.github.grabnas.nn.convolution.CandidateNetwork} gives them: where each stands in the graph's flat array.
 */
final class NamedWeights {

    private record Place(long offset, long length, boolean isStatistic) {}

    private final ComputationGraph network;
    private final Map<String, Place> places = new LinkedHashMap<>();

    NamedWeights(ComputationGraph network) {
        this.network = network;
        long offset = 0;
        for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
            if (layer.conf().getLayer() instanceof BlockLayer block) {
                BlockLayout layout = BlockLayout.of(block);
                offset = place(layout.weights(), offset, false);
                offset = place(layout.statistics(), offset, true);
            } else {
                long weights = layer.getParam("W").length();
                places.put("head.linear.weight", new Place(offset, weights, false));
                offset += weights;
                places.put(
                        "head.linear.bias",
                        new Place(offset, layer.getParam("b").length(), false));
                offset += layer.getParam("b").length();
            }
        }
    }

    private long place(List<Slice> slices, long offset, boolean isStatistic) {
        for (Slice slice : slices) {
            places.put(slice.name(), new Place(offset + slice.offset(), slice.size(), isStatistic));
        }
        return slices.isEmpty()
                ? offset
                : offset + slices.get(slices.size() - 1).end();
    }

    /** All names, those of statistics too. */
    List<String> names() {
        return List.copyOf(places.keySet());
    }

    /** The names of weights, or of statistics, in the order of the blocks. */
    List<String> names(boolean statistics) {
        List<String> names = new ArrayList<>();
        places.forEach((name, place) -> {
            if (place.isStatistic() == statistics) {
                names.add(name);
            }
        });
        return List.copyOf(names);
    }

    /** The part of an array as long as the graph's that belongs to a name. */
    INDArray part(INDArray flat, String name) {
        Place place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException("no weights '" + name + "'; expected one of " + names());
        }
        return flat.reshape(flat.length()).get(NDArrayIndex.interval(place.offset(), place.offset() + place.length()));
    }

    /** Sets the weights or statistics of a name. */
    void set(String name, float[] values) {
        set(network.params(), name, values);
    }

    /** Sets the part of an array as long as the graph's that belongs to a name. */
    void set(INDArray flat, String name, float[] values) {
        INDArray part = part(flat, name);
        if (values.length != part.length()) {
            throw new IllegalArgumentException(
                    "weights '" + name + "': " + values.length + " values; expected " + part.length());
        }
        part.assign(Nd4j.createFromArray(values));
    }
}
