package io.github.grabnas.nn.dl4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Arrays for passing use, shared by the blocks of a network: whoever asks for the same use and shape gets the same. */
final class Scratch {

    private final Map<List<Object>, INDArray> arrays = new HashMap<>();

    /**
     * An array that another block may overwrite afterwards.
     *
     * @param use what for; two that are needed at the same time differ in it
     */
    INDArray get(String use, DataType type, long... shape) {
        return arrays.computeIfAbsent(List.of(use, type, Arrays.toString(shape)), k -> detached(type, shape));
    }

    /** A new array outside any workspace, all zero. */
    static INDArray detached(DataType type, long... shape) {
        return Nd4j.createUninitializedDetached(type, 'c', shape).assign(0);
    }
}
