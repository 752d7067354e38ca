package io.github.grabnas.nn.convolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

    /** The names of the weights, in the order in which they were claimed. */
    List<String> weightNames() {
        return slices.stream().map(Slice::name).toList();
    }

    /** The names of the running statistics. */
    List<String> statisticNames() {
        return statistics.stream().map(Slice::name).toList();
    }

    /** How many numbers each output of a layer of weights is made from; 0 for other weights. */
    int fanIn(String name) {
        return slices.stream()
                .filter(s -> s.name().equals(name))
                .mapToInt(Slice::fanIn)
                .findFirst()
                .orElse(0);
    }

    /** A copy of the weights or statistics of one name. */
    float[] weights(String name) {
        return slice(name, statistics)
                .map(slice -> copy(running, slice))
                .or(() -> slice(name, slices).map(slice -> copy(values, slice)))
                .orElseThrow(() -> new IllegalArgumentException(
                        "no weights '" + name + "'; expected one of " + weightNames() + " and " + statisticNames()));
    }

    /** A copy of the last gradient with respect to the weights of one name. */
    float[] gradient(String name) {
        return copyOf(gradients, name);
    }

    /** A copy of the part of an array as long as the weights that belongs to the weights of one name. */
    float[] copyOf(float[] array, String name) {
        return copy(array, weightSlice(name));
    }

    /** Sets that part of such an array. */
    void copyInto(float[] array, String name, float[] from) {
        Slice slice = weightSlice(name);
        requireLength(name, from, slice.size());
        System.arraycopy(from, 0, array, slice.offset(), from.length);
    }

    private Slice weightSlice(String name) {
        return slice(name, slices)
                .orElseThrow(() ->
                        new IllegalArgumentException("no weights '" + name + "'; expected one of " + weightNames()));
    }

    private static void requireLength(String name, float[] values, int length) {
        if (values.length != length) {
            throw new IllegalArgumentException(
                    "weights '" + name + "': " + values.length + " values; expected " + length);
        }
    }

    /** Sets the weights or statistics of one name. */
    void set(String name, float[] to) {
        int length = weights(name).length;
        requireLength(name, to, length);
        slice(name, slices).ifPresent(s -> System.arraycopy(to, 0, values, s.offset(), length));
        slice(name, statistics).ifPresent(s -> System.arraycopy(to, 0, running, s.offset(), length));
    }

    private static Optional<Slice> slice(String name, List<Slice> among) {
        return among.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    private static float[] copy(float[] array, Slice slice) {
        return Arrays.copyOfRange(array, slice.offset(), slice.offset() + slice.size());
    }
}
