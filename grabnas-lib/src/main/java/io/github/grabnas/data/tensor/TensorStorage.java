package io.github.grabnas.data.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** The numbers behind tensors; in old files they follow the tensors that use them. */
final class TensorStorage {

    private final NumberType type;
    private final long count;
    private ByteBuffer bytes;

    TensorStorage(NumberType type, long count) {
        this.type = type;
        this.count = count;
    }

    NumberType type() {
        return type;
    }

    long count() {
        return count;
    }

    long byteCount() {
        return Math.multiplyExact(count, type.width());
    }

    void fill(byte[] content, ByteOrder order) {
        bytes = ByteBuffer.wrap(content).order(order);
    }

    boolean isFilled() {
        return bytes != null;
    }

    /**
     * The tensor that lies in this storage with some offset, shape and strides. A stride of 0 repeats numbers, as in a
     * view that was broadcast.
     *
     * @throws IllegalArgumentException if it reaches beyond the storage
     */
    Tensor tensor(int offset, List<Integer> shape, List<Integer> strides) {
        if (shape.size() != strides.size()) {
            throw new IllegalArgumentException("a tensor of shape " + shape + " with strides " + strides);
        }
        double[] values = new double[Tensor.size(shape)];
        for (int i = 0; i < values.length; i++) {
            long place = offset;
            int rest = i;
            for (int d = shape.size() - 1; d >= 0; d--) {
                place += (long) (rest % shape.get(d)) * strides.get(d);
                rest /= shape.get(d);
            }
            if (place < 0 || place >= count) {
                throw new IllegalArgumentException(
                        "a tensor of shape " + shape + " reaches to number " + place + " of a storage of " + count);
            }
            values[i] = type.get(bytes, (int) place * type.width());
        }
        return new Tensor(shape, values);
    }
}
