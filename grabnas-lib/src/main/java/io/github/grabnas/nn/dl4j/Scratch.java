package io.github.grabnas.nn.dl4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The arrays of a network's blocks: those for passing use, of which whoever asks for the same use and shape gets the
 * same, and those of their own. They lie outside Java's heap or on a GPU, where many networks one after the other would
 * take all memory before Java looks for what is no longer used; a network that is closed gives them back at once.
 */
final class Scratch implements AutoCloseable {

    private final Map<List<Object>, INDArray> arrays = new HashMap<>();
    private final List<INDArray> all = new ArrayList<>();
    private final boolean isClosed;
    private int batchSize;

    private Scratch(boolean isClosed) {
        this.isClosed = isClosed;
    }

    /** Arrays that Java's garbage collector gives back, where nobody knows when a network is no longer used. */
    static Scratch collected() {
        return new Scratch(false);
    }

    /** Arrays that {@link #close} gives back. */
    static Scratch closed() {
        return new Scratch(true);
    }

    /**
     * Forgets the arrays for passing use if they are for batches of another size. Those who were given them keep them,
     * and the others would never be asked for again where every batch is of another size.
     */
    void useBatchSize(int size) {
        if (size != batchSize) {
            arrays.clear();
            batchSize = size;
        }
    }

    /**
     * An array that another block may overwrite afterwards.
     *
     * @param use what for; two that are needed at the same time differ in it
     */
    INDArray get(String use, DataType type, long... shape) {
        return arrays.computeIfAbsent(List.of(use, type, Arrays.toString(shape)), k -> own(type, shape));
    }

    /** A new array outside any workspace, all zero. */
    INDArray own(DataType type, long... shape) {
        INDArray array = Nd4j.createUninitializedDetached(type, 'c', shape).assign(0);
        if (isClosed) {
            all.add(array);
        }
        return array;
    }

    @Override
    public void close() {
        all.stream().filter(INDArray::closeable).forEach(INDArray::close);
        all.clear();
    }
}
