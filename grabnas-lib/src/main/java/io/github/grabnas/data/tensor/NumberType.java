package io.github.grabnas.data.tensor;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** How numbers are stored in files of PyTorch and NumPy: kind and width. */
enum NumberType {
    FLOAT64("torch.DoubleStorage", "f8", 8),
    FLOAT32("torch.FloatStorage", "f4", 4),
    FLOAT16("torch.HalfStorage", "f2", 2),
    BFLOAT16("torch.BFloat16Storage", "", 2),
    INT64("torch.LongStorage", "i8", 8),
    INT32("torch.IntStorage", "i4", 4),
    INT16("torch.ShortStorage", "i2", 2),
    INT8("torch.CharStorage", "i1", 1),
    UINT8("torch.ByteStorage", "u1", 1),
    UINT16("", "u2", 2),
    UINT32("", "u4", 4),
    UINT64("", "u8", 8),
    BOOL("torch.BoolStorage", "b1", 1);

    /** Whole numbers up to here are doubles; beyond it some are not. */
    private static final long LARGEST_EXACT = 1L << 53;

    private final String storage;
    private final String numpy;
    private final int width;

    NumberType(String storage, String numpy, int width) {
        this.storage = storage;
        this.numpy = numpy;
        this.width = width;
    }

    /** The Python class of a PyTorch storage of this type; empty if there is none. */
    String storage() {
        return storage;
    }

    /** The size of one number, in bytes. */
    int width() {
        return width;
    }

    /** Whether numbers of this type may have fractions. */
    boolean isFloating() {
        return ordinal() <= BFLOAT16.ordinal();
    }

    /** The type of a PyTorch storage class. */
    static NumberType ofStorage(String name) {
        return Arrays.stream(values())
                .filter(t -> t.storage.equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The type that NumPy writes as such a code, for example {@code f8}; empty if it is not one of numbers. */
    static Optional<NumberType> ofNumpy(String code) {
        return Arrays.stream(values())
                .filter(t -> !t.numpy.isEmpty() && t.numpy.equals(code))
                .findFirst();
    }

    /**
     * A number, in the buffer's byte order.
     *
     * @param at its first byte
     * @throws ArithmeticException if it is a whole number that is no double
     */
    double get(ByteBuffer bytes, int at) {
        return switch (this) {
            case FLOAT64 -> bytes.getDouble(at);
            case FLOAT32 -> bytes.getFloat(at);
            case FLOAT16 -> half(bytes.getShort(at));
            case BFLOAT16 -> Float.intBitsToFloat(bytes.getShort(at) << 16);
            default -> exact(getLong(bytes, at));
        };
    }

    /** A whole number, in the buffer's byte order. */
    long getLong(ByteBuffer bytes, int at) {
        return switch (this) {
            case INT64 -> bytes.getLong(at);
            case UINT64 -> positive(bytes.getLong(at));
            case INT32 -> bytes.getInt(at);
            case UINT32 -> Integer.toUnsignedLong(bytes.getInt(at));
            case INT16 -> bytes.getShort(at);
            case UINT16 -> Short.toUnsignedLong(bytes.getShort(at));
            case INT8 -> bytes.get(at);
            case UINT8 -> Byte.toUnsignedLong(bytes.get(at));
            case BOOL -> bytes.get(at) == 0 ? 0 : 1;
            default -> throw new IllegalStateException(this + " is no type of whole numbers");
        };
    }

    private static long positive(long value) {
        if (value < 0) {
            throw new ArithmeticException(
                    "the number " + Long.toUnsignedString(value) + " is too large to be read exactly");
        }
        return value;
    }

    private static double exact(long value) {
        if (value > LARGEST_EXACT || value < -LARGEST_EXACT) {
            throw new ArithmeticException("the whole number " + value + " is too large to be read exactly");
        }
        return value;
    }

    /** IEEE 754 half precision: a sign, five bits of exponent, ten of fraction. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double magnitude = switch (exponent) {
            case 0 -> fraction * 0x1p-24;
            case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> Math.scalb(1 + fraction * 0x1p-10, exponent - 15);
        };
        return bits < 0 ? -magnitude : magnitude;
    }
}
