package io.github.grabnas.data.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/** The numbers behind tensors, little-endian; in old files they follow the tensors that use them. */
final class TensorStorage {

    /** The size of one number, in bytes, by the storage's Python class. */
    static final Map<String, Integer> TYPES = Map.of("torch.FloatStorage", 4, "torch.DoubleStorage", 8,
            "torch.LongStorage", 8, "torch.IntStorage", 4);

    private final String type;
    private final long count;
    private ByteBuffer bytes;

    TensorStorage(String type, long count) {
        this.type = type;
        this.count = count;
    }

    long count() {
        return count;
    }

    long byteCount() {
        return Math.multiplyExact(count, TYPES.get(type));
    }

    void fill(byte[] content) {
        bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean isFilled() {
        return bytes != null;
    }

    private double get(int place) {
        return switch (type) {
            case "torch.FloatStorage" -> bytes.getFloat(4 * place);
            case "torch.DoubleStorage" -> bytes.getDouble(8 * place);
            case "torch.LongStorage" -> bytes.getLong(8 * place);
            default -> bytes.getInt(4 * place);
        };
    }

    /** The tensor that lies in this storage with some offset, shape and strides. */
    Tensor tensor(int offset, List<Integer> shape, List<Integer> strides) throws IllegalArgumentException {
        long size = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (shape.size() != strides.size() || size > count || shape.stream().anyMatch(n -> n < 0)) {
            throw new IllegalArgumentException("a tensor of shape " + shape + " does not fit its storage of " + count + " numbers");
        }
        double[] values = new double[(int) size];
        for (int i = 0; i < values.length; i++) {
            long place = offset;
            int rest = i;
            for (int d = shape.size() - 1; d >= 0; d--) {
                place += (long) (rest % shape.get(d)) * strides.get(d);
                rest /= shape.get(d);
            }
            if (place < 0 || place >= count) {
                throw new IllegalArgumentException("a tensor reaches to number " + place + " of a storage of " + count);
            }
            values[i] = get((int) place);
        }
        return new Tensor(shape, values);
    }
}
