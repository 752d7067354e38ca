package io.github.grabnas.nn.convolution;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The weights of a network and their gradients, each in one flat array, and the running statistics of batch
 * normalisation. Every layer claims its slices while the network is built; {@link #allocate()} then makes the arrays.
 */
final class Parameters {

    /** How a slice is initialised. */
    enum Initialization {
        /** Zero. */
        ZERO,
        /** One. */
        ONE,
        /** Uniform on ±1/sqrt(fan-in), PyTorch's default for convolution and linear layers. */
        UNIFORM
    }

    /** A named slice: its offset, its shape, its initialisation, and the fan-in of a uniform initialisation. */
    record Slice(String name, int offset, List<Integer> shape, Initialization initialization, int fanIn) {

        int size() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }
    }

    private final List<Slice> slices = new ArrayList<>();
    private final List<Slice> statistics = new ArrayList<>();
    private int size;
    private int statisticsSize;
    float[] values = {};
    float[] gradients = {};
    float[] running = {};

    /** Claims a slice of the weights. */
    Slice claim(String name, List<Integer> shape, Initialization initialization, int fanIn) {
        Slice slice = new Slice(name, size, shape, initialization, fanIn);
        slices.add(slice);
        size = Math.addExact(size, slice.size());
        return slice;
    }

    /** Claims a slice of the running statistics. */
    Slice claimStatistic(String name, int length, Initialization initialization) {
        Slice slice = new Slice(name, statisticsSize, List.of(length), initialization, 0);
        statistics.add(slice);
        statisticsSize += length;
        return slice;
    }

    void allocate() {
        values = new float[size];
        gradients = new float[size];
        running = new float[statisticsSize];
    }

    /** Draws the weights anew. */
    void initialize(RandomGenerator random) {
        fill(slices, values, random);
        fill(statistics, running, random);
    }

    private static void fill(List<Slice> slices, float[] array, RandomGenerator random) {
        for (Slice slice : slices) {
            float bound = slice.initialization() == Initialization.UNIFORM ? (float) (1 / Math.sqrt(slice.fanIn())) : 0;
            for (int i = 0; i < slice.size(); i++) {
                array[slice.offset() + i] = switch (slice.initialization()) {
                    case ZERO -> 0;
                    case ONE -> 1;
                    case UNIFORM -> bound * (2 * random.nextFloat() - 1);
                };
            }
        }
    }

    List<Slice> slices() {
        return List.copyOf(slices);
    }

    List<Slice> statistics() {
        return List.copyOf(statistics);
    }

    int size() {
        return size;
    }
}
