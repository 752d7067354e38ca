package io.github.grabnas.data.tensor;

import io.github.grabnas.data.tensor.RestrictedUnpickler.Building;
import net.razorvine.pickle.PickleException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** NumPy's scalars and arrays as a pickle holds them: a type, a shape, bytes. */
final class NumpyValue {

    private static final String TYPE = "numpy.dtype";
    private static final String ARRAY_CLASS = "numpy.ndarray";
    private static final Set<String> SCALARS = Set.of("numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar");
    private static final Set<String> ARRAYS =
            Set.of("numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct");

    /** The names under which NumPy writes them, before and after its version 2. */
    static final List<String> CLASSES = List.of(
            TYPE,
            ARRAY_CLASS,
            "numpy.core.multiarray.scalar",
            "numpy._core.multiarray.scalar",
            "numpy.core.multiarray._reconstruct",
            "numpy._core.multiarray._reconstruct");

    private final NumberType type;
    private final ByteBuffer bytes;

    private NumpyValue(NumberType type, ByteBuffer bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    /** Whether an object is one of these. */
    static boolean isScalar(Building object) {
        return SCALARS.contains(object.type());
    }

    /** Whether an object is one of these. */
    static boolean isArray(Building object) {
        return ARRAYS.contains(object.type());
    }

    /** A number, or a truth value. */
    static Object scalar(Building object) {
        List<Object> parts = object.arguments();
        if (parts.size() != 2 || !(parts.get(1) instanceof byte[] content)) {
            throw new PickleException("a numpy scalar is not described as NumPy describes one");
        }
        NumpyValue value = of(parts.get(0), content, 1);
        if (value.type == NumberType.BOOL) {
            return value.type.getLong(value.bytes, 0) != 0;
        }
        if (value.type.isFloating()) {
            return value.type.get(value.bytes, 0);
        }
        long whole = value.type.getLong(value.bytes, 0);
        if (whole == (int) whole) {
            return (int) whole;
        }
        return whole;
    }

    /** The number of values of an array, from its shape. */
    static int size(Building object) {
        return Tensor.size(shape(object));
    }

    /** An array's numbers in row-major order. */
    static Tensor array(Building object) {
        Object[] state = state(object);
        List<Integer> shape = shape(object);
        if (!(state[4] instanceof byte[] content)) {
            throw new PickleException("a numpy array of objects; expected one of numbers");
        }
        int size = Tensor.size(shape);
        NumpyValue value = of(state[2], content, size);
        List<Integer> strides = new ArrayList<>(Collections.nCopies(shape.size(), 0));
        boolean columnsFirst = Boolean.TRUE.equals(state[3]);
        int step = 1;
        for (int i = 0; i < shape.size(); i++) {
            int d = columnsFirst ? i : shape.size() - 1 - i;
            strides.set(d, step);
            step *= shape.get(d);
        }
        TensorStorage storage = new TensorStorage(value.type, size);
        storage.fill(content, value.bytes.order());
        return storage.tensor(0, shape, strides);
    }

    /** Version, shape, type, whether columns come first, content. */
    private static Object[] state(Building object) {
        if (object.state() instanceof Object[] state && state.length == 5) {
            return state;
        }
        throw new PickleException("a numpy array is not described as NumPy describes one");
    }

    private static List<Integer> shape(Building object) {
        try {
            return Arrays.stream((Object[]) state(object)[1])
                    .map(n -> Math.toIntExact(((Number) n).longValue()))
                    .toList();
        } catch (ClassCastException | NullPointerException e) {
            throw new PickleException("a numpy array without a shape");
        }
    }

    private static NumpyValue of(Object description, byte[] content, int count) {
        if (!(description instanceof Building object)
                || !object.type().equals(TYPE)
                || object.arguments().isEmpty()) {
            throw new PickleException("a numpy value without a type");
        }
        String code = String.valueOf(object.arguments().get(0));
        NumberType type = NumberType.ofNumpy(code)
                .orElseThrow(() -> new PickleException(
                        "a numpy value of type '" + code + "'; expected numbers of 1 to 8 bytes, such as 'f8'"));
        boolean big = object.state() instanceof Object[] state && state.length > 1 && ">".equals(state[1]);
        if (content.length != (long) count * type.width()) {
            throw new PickleException("a numpy value of type '" + code + "' has " + content.length + " bytes; expected "
                    + (long) count * type.width());
        }
        return new NumpyValue(
                type, ByteBuffer.wrap(content).order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN));
    }
}
