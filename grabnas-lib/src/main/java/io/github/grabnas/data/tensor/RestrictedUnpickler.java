package io.github.grabnas.data.tensor;

import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Reads pickles of data and of nothing else: the classes on a short list become plain records, every
 * other class is refused, and so is any instruction by which a pickle could call something. Sizes
 * are checked against the bytes that are there before memory is taken.
 */
final class RestrictedUnpickler extends Unpickler {

    /** Objects that are kept as {@link PickledObject}s; what they would do in Python does not matter here. */
    private static final Set<String> OPAQUE = Set.of("igraph.Graph", "numpy.dtype", "numpy.ndarray",
            "numpy.core.multiarray.scalar", "numpy.core.multiarray._reconstruct");

    private static final int BINUNICODE = 'X';
    private static final int BINSTRING = 'T';
    private static final int BINBYTES = 'B';
    private static final int LONG4 = 0x8b;
    private static final int BINUNICODE8 = 0x8d;
    private static final int BINBYTES8 = 0x8e;
    private static final int BYTEARRAY8 = 0x96;
    private static final int STACK_GLOBAL = 0x93;

    /** Inst, obj, newobj, newobj_ex, ext1-4, persid, buffers: no file of tensors needs them. */
    private static final Set<Integer> REFUSED = Set.of((int) 'i', (int) 'o', 0x81, 0x92, 0x82, 0x83, 0x84, (int) 'P',
            0x97, 0x98);

    private final ByteArrayInputStream bytes;
    private final UnaryOperator<Object> storages;
    private final Map<String, IObjectConstructor> allowed = new HashMap<>();

    /**
     * A reader of some bytes.
     *
     * @param bytes the pickle, and what follows it
     * @param storages gives the storage that a persistent id names
     */
    RestrictedUnpickler(ByteArrayInputStream bytes, UnaryOperator<Object> storages) {
        this.bytes = bytes;
        this.storages = storages;
        allowed.put("torch._utils._rebuild_tensor_v2", PendingTensor::of);
        allowed.put("collections.OrderedDict", arguments -> new HashMap<>());
        allowed.put("_codecs.encode", RestrictedUnpickler::encode);
        TensorStorage.TYPES.keySet().forEach(type -> allowed.put(type, new StorageType(type)));
        OPAQUE.forEach(type -> allowed.put(type, arguments -> new Building(type, Arrays.asList(arguments))));
    }

    /** The next pickle of the bytes. */
    Object next() {
        try {
            return built(load(bytes));
        } catch (IOException e) {
            // All bytes are in memory, so that this can only be their end.
            throw new PickleException("a pickle is cut: " + e.getMessage(), e);
        }
    }

    /** Names the type of a storage where a file mentions it; nothing is constructed. */
    record StorageType(String name) implements IObjectConstructor {
        @Override
        public Object construct(Object[] arguments) {
            throw new PickleException("the storage type " + name + " cannot be called");
        }
    }

    /** An object whose state may still follow. */
    private static final class Building {
        private final String type;
        private final List<Object> arguments;
        private Object state;

        Building(String type, List<Object> arguments) {
            this.type = type;
            this.arguments = arguments;
        }
    }

    /** A tensor whose storage may not have been read yet. */
    record PendingTensor(TensorStorage storage, int offset, List<Integer> shape, List<Integer> strides) {

        static PendingTensor of(Object[] arguments) {
            try {
                return new PendingTensor((TensorStorage) arguments[0], number(arguments[1]),
                        Arrays.stream((Object[]) arguments[2]).map(PendingTensor::number).toList(),
                        Arrays.stream((Object[]) arguments[3]).map(PendingTensor::number).toList());
            } catch (ClassCastException | ArrayIndexOutOfBoundsException e) {
                throw new PickleException("a tensor is not described as PyTorch describes one");
            }
        }

        private static int number(Object value) {
            return Math.toIntExact(((Number) value).longValue());
        }
    }

    private static Object encode(Object[] arguments) {
        if (arguments.length == 2 && arguments[0] instanceof String text && "latin1".equals(arguments[1])) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
        throw new PickleException("_codecs.encode is allowed for latin1 texts only");
    }

    @Override
    protected Object dispatch(short key) throws PickleException, IOException {
        if (REFUSED.contains((int) key)) {
            throw new PickleException("instruction 0x" + Integer.toHexString(key) + " is not allowed in a file of tensors");
        }
        switch (key) {
            case 'c' -> push(PickleUtils.readline(input), PickleUtils.readline(input));
            case STACK_GLOBAL -> {
                Object name = stack.pop();
                push(String.valueOf(stack.pop()), String.valueOf(name));
            }
            case 'R' -> reduce();
            case 'b' -> build();
            case 'Q' -> stack.add(storages.apply(stack.pop()));
            case BINUNICODE, BINSTRING, BINBYTES, LONG4 -> {
                requireBytes(4);
                return super.dispatch(key);
            }
            case BINUNICODE8, BINBYTES8, BYTEARRAY8 -> {
                requireBytes(8);
                return super.dispatch(key);
            }
            default -> {
                return super.dispatch(key);
            }
        }
        return NO_RETURN_VALUE;
    }

    private void push(String module, String name) {
        IObjectConstructor constructor = allowed.get(module + "." + name);
        if (constructor == null) {
            throw new PickleException("class '" + module + "." + name + "' is not allowed; expected one of "
                    + String.join(", ", new TreeSet<>(allowed.keySet())));
        }
        stack.add(constructor);
    }

    private void reduce() {
        Object arguments = stack.pop();
        Object callable = stack.pop();
        if (callable instanceof IObjectConstructor constructor && arguments instanceof Object[] values) {
            stack.add(constructor.construct(values));
        } else {
            throw new PickleException("the pickle calls something that is no class");
        }
    }

    private void build() {
        Object state = stack.pop();
        if (stack.peek() instanceof Building building) {
            building.state = state;
        } else if (!(stack.peek() instanceof Map)) {
            throw new PickleException("the pickle sets the state of something that has none");
        }
    }

    /** Refuses a length that is larger than what is left, before an array of that length is made. */
    private void requireBytes(int width) throws IOException {
        bytes.mark(width);
        long length = 0;
        for (int i = 0; i < width; i++) {
            int next = bytes.read();
            if (next < 0) {
                throw new PickleException("it ends within a length");
            }
            length |= (long) next << 8 * i;
        }
        if (length < 0 || length > bytes.available()) {
            throw new PickleException("it announces " + length + " bytes where " + bytes.available() + " are left");
        }
        bytes.reset();
    }

    /** Replaces what was under construction, in lists and maps of any depth that data files have. */
    private static Object built(Object value) {
        if (value instanceof Building building) {
            return new PickledObject(building.type, building.arguments.stream().map(a -> a == null ? "None" : a).toList(),
                    Optional.ofNullable(building.state));
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>(list.size());
            list.forEach(item -> items.add(item instanceof Building ? built(item) : item));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> items = new HashMap<>();
            map.forEach((k, v) -> items.put(k, v instanceof List ? built(v) : v));
            return items;
        }
        return value;
    }
}
