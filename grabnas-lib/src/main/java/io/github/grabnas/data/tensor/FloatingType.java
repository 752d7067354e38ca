package io.github.grabnas.data.tensor;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** How {@link TensorFile} stores numbers: half, single or double precision of IEEE 754. */
enum FloatingType {
    F16(2) {

        @Override
        void put(ByteBuffer buffer, double value) {
            buffer.putShort(HalfPrecision.bits((float) value));
        }

        @Override
        double get(ByteBuffer buffer, int at) {
            return HalfPrecision.number(buffer.getShort(at));
        }

        @Override
        double rounded(double value) {
            return HalfPrecision.rounded((float) value);
        }
    },
    F32(4) {

        @Override
        void put(ByteBuffer buffer, double value) {
            buffer.putFloat((float) value);
        }

        @Override
        double get(ByteBuffer buffer, int at) {
            return buffer.getFloat(at);
        }

        @Override
        double rounded(double value) {
            return (float) value;
        }
    },
    F64(8) {

        @Override
        void put(ByteBuffer buffer, double value) {
            buffer.putDouble(value);
        }

        @Override
        double get(ByteBuffer buffer, int at) {
            return buffer.getDouble(at);
        }

        @Override
        double rounded(double value) {
            return value;
        }
    };

    private final int width;

    FloatingType(int width) {
        this.width = width;
    }

    /** The size of one number, in bytes. */
    int width() {
        return width;
    }

    /** Appends a number, rounded to this type. */
    abstract void put(ByteBuffer buffer, double value);

    /** The number at a place of a buffer. */
    abstract double get(ByteBuffer buffer, int at);

    /** The nearest number of this type. */
    abstract double rounded(double value);

    /** The type of a name such as {@code F32}; empty if there is none. */
    static Optional<FloatingType> of(String name) {
        return Arrays.stream(values()).filter(t -> t.name().equals(name)).findFirst();
    }

    /** The narrowest type in which all values of a tensor are what they are. */
    static FloatingType narrowest(Tensor tensor) {
        return Arrays.stream(values()).filter(t -> t.holds(tensor)).findFirst().orElseThrow();
    }

    private boolean holds(Tensor tensor) {
        for (int i = 0; i < tensor.size(); i++) {
            if (Double.compare(rounded(tensor.get(i)), tensor.get(i)) != 0) {
                return false;
            }
        }
        return true;
    }
}
