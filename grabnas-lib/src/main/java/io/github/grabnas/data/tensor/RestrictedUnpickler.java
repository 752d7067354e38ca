package io.github.grabnas.data.tensor;

import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Reads pickles of data and of nothing else: the classes on a short list become plain records, every other class is
 * refused, and so is any instruction by which a pickle could call something.
 *
 * <p>Sizes are checked against the bytes that are there before memory is taken, and a pickle of more than
 * {@value #MOST_INSTRUCTIONS} instructions is refused; each takes at most some 100 bytes. What comes out still has
 * tuples as arrays and objects under construction; {@link PickledData} makes data of it.
 */
final class RestrictedUnpickler extends Unpickler {

    static final int MOST_INSTRUCTIONS = 10_000_000;

    /** Objects that are kept as {@link PickledObject}s; what they would do in Python does not matter here. */
    private static final Set<String> OPAQUE = Set.of("igraph.Graph", "torch.Size", "torch._utils._rebuild_parameter");

    /** How many arguments describe a tensor that has metadata. */
    private static final int WITH_METADATA = 7;

    /** A number in digits, or one of the bytes of a number, may have this many; larger ones are no data. */
    private static final int MOST_DIGITS = 1000;

    private static final int BINUNICODE = 'X';
    private static final int BINSTRING = 'T';
    private static final int BINBYTES = 'B';
    private static final int LONG4 = 0x8b;
    private static final int BINUNICODE8 = 0x8d;
    private static final int BINBYTES8 = 0x8e;
    private static final int EMPTY_SET = 0x8f;
    private static final int ADDITEMS = 0x90;
    private static final int FROZENSET = 0x91;
    private static final int STACK_GLOBAL = 0x93;
    private static final int BYTEARRAY8 = 0x96;

    /** Inst, obj, newobj, newobj_ex, ext1-4, persid, buffers: no file of tensors needs them. */
    private static final Set<Integer> REFUSED =
            Set.of((int) 'i', (int) 'o', 0x81, 0x92, 0x82, 0x83, 0x84, (int) 'P', 0x97, 0x98);

    private final ByteArrayInputStream bytes;
    private final UnaryOperator<Object> storages;
    private final Map<String, IObjectConstructor> allowed = new HashMap<>();
    private int instructions;

    /**
     * A reader of some bytes.
     *
     * @param bytes the pickle, and what follows it
     * @param storages gives the storage that a persistent id names
     */
    RestrictedUnpickler(ByteArrayInputStream bytes, UnaryOperator<Object> storages) {
        this.bytes = bytes;
        this.storages = storages;
        allowed.put("torch._utils._rebuild_tensor", PendingTensor::of);
        allowed.put("torch._utils._rebuild_tensor_v2", PendingTensor::of);
        allowed.putAll(PythonTypes.constructors());
        Arrays.stream(NumberType.values())
                .filter(t -> !t.storage().isEmpty())
                .forEach(type -> allowed.put(type.storage(), new StorageType(type)));
        OPAQUE.forEach(type -> allowed.put(type, arguments -> new Building(type, arguments)));
        NumpyValue.CLASSES.forEach(type -> allowed.put(type, arguments -> new Building(type, arguments)));
    }

    /** The next pickle of the bytes. */
    Object next() {
        try {
            return load(bytes);
        } catch (IOException e) {
            // All bytes are in memory, so that this can only be their end.
            throw new PickleException("a pickle is cut: " + e.getMessage(), e);
        }
    }

    /** Names the type of a storage where a file mentions it; nothing is constructed. */
    record StorageType(NumberType type) implements IObjectConstructor {
        @Override
        public Object construct(Object[] arguments) {
            throw new PickleException("the storage type " + type.storage() + " cannot be called");
        }
    }

    /** An object whose state may still follow. */
    static final class Building {
        private final String type;
        private final Object[] arguments;
        private Object state;

        Building(String type, Object[] arguments) {
            this.type = type;
            this.arguments = arguments;
        }

        String type() {
            return type;
        }

        List<Object> arguments() {
            return Arrays.asList(arguments);
        }

        /** What was set after the construction; null if nothing was. */
        Object state() {
            return state;
        }
    }

    /** A tensor whose storage may not have been read yet. */
    record PendingTensor(TensorStorage storage, int offset, List<Integer> shape, List<Integer> strides) {

        static PendingTensor of(Object[] arguments) {
            requireNoMetadata(arguments);
            try {
                return new PendingTensor(
                        (TensorStorage) arguments[0],
                        number(arguments[1]),
                        numbers(arguments[2]),
                        numbers(arguments[3]));
            } catch (ClassCastException | NullPointerException | ArrayIndexOutOfBoundsException e) {
                throw new PickleException("a tensor is not described as PyTorch describes one");
            }
        }

        /** They change what the numbers mean: those of a negated view have the other sign. */
        private static void requireNoMetadata(Object[] arguments) {
            if (arguments.length >= WITH_METADATA
                    && arguments[WITH_METADATA - 1] != null
                    && !(arguments[WITH_METADATA - 1] instanceof Map<?, ?> map && map.isEmpty())) {
                String names = arguments[WITH_METADATA - 1] instanceof Map<?, ?> map
                        ? map.keySet().stream()
                                .map(PickledData::shortText)
                                .sorted()
                                .toList()
                                .toString()
                        : "a " + PickledData.kind(arguments[WITH_METADATA - 1]);
                throw new PickleException("a tensor with the metadata " + names
                        + ", which change its numbers; save tensor.resolve_neg().resolve_conj().clone() instead");
            }
        }

        private static List<Integer> numbers(Object lengths) {
            Object[] values = lengths instanceof Building size && size.type().equals("torch.Size")
                    ? PickledData.items(size.arguments().get(0))
                    : (Object[]) lengths;
            return Arrays.stream(values).map(PendingTensor::number).toList();
        }

        private static int number(Object value) {
            return Math.toIntExact(((Number) value).longValue());
        }
    }

    @Override
    protected Object dispatch(short key) throws PickleException, IOException {
        if (++instructions > MOST_INSTRUCTIONS) {
            throw new PickleException("it has more than " + MOST_INSTRUCTIONS + " instructions");
        }
        if (REFUSED.contains((int) key)) {
            throw new PickleException(
                    "instruction 0x" + Integer.toHexString(key) + " is not allowed in a file of tensors");
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
            case '}' -> stack.add(new LinkedHashMap<>());
            case 'd' -> stack.add(withItems(new LinkedHashMap<>(), stack.pop_all_since_marker()));
            case 's' -> {
                Object value = stack.pop();
                setItems(Arrays.asList(stack.pop(), value));
            }
            case 'u' -> setItems(stack.pop_all_since_marker());
            case EMPTY_SET -> stack.add(new LinkedHashSet<>());
            case ADDITEMS -> addItems(stack.pop_all_since_marker());
            case FROZENSET -> {
                List<Object> items = stack.pop_all_since_marker();
                stack.add(new LinkedHashSet<>());
                addItems(items);
            }
            default -> {
                requireBytes(key);
                return super.dispatch(key);
            }
        }
        return NO_RETURN_VALUE;
    }

    private void setItems(List<Object> items) {
        if (!(stack.peek() instanceof Map<?, ?> map)) {
            throw new PickleException("the pickle sets items of something that is no dictionary");
        }
        @SuppressWarnings("unchecked")
        Map<Object, Object> target = (Map<Object, Object>) map;
        withItems(target, items);
    }

    private static Map<Object, Object> withItems(Map<Object, Object> map, List<Object> items) {
        if (items.size() % 2 != 0) {
            throw new PickleException("the pickle sets a key without a value");
        }
        for (int i = 0; i < items.size(); i += 2) {
            map.put(PythonTypes.key(items.get(i)), items.get(i + 1));
        }
        return map;
    }

    private void addItems(List<Object> items) {
        if (!(stack.peek() instanceof Set<?> set)) {
            throw new PickleException("the pickle adds items to something that is no set");
        }
        @SuppressWarnings("unchecked")
        Set<Object> target = (Set<Object>) set;
        items.forEach(item -> target.add(PythonTypes.key(item)));
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
    private void requireBytes(short key) throws IOException {
        switch (key) {
            case BINUNICODE, BINSTRING, BINBYTES -> requireBytes(4, Long.MAX_VALUE);
            case LONG4 -> requireBytes(4, MOST_DIGITS);
            case BINUNICODE8, BINBYTES8, BYTEARRAY8 -> requireBytes(8, Long.MAX_VALUE);
            case 'L', 'I', 'F' -> requireLine();
            default -> {
                // All other instructions have at most 255 bytes behind them, or a line of text.
            }
        }
    }

    private void requireBytes(int width, long most) throws IOException {
        bytes.mark(width);
        long length = 0;
        for (int i = 0; i < width; i++) {
            int next = bytes.read();
            if (next < 0) {
                throw new PickleException("it ends within a length");
            }
            length |= (long) next << 8 * i;
        }
        if (length < 0 || length > bytes.available() || length > most) {
            throw new PickleException("it announces " + length + " bytes where " + Math.min(most, bytes.available())
                    + " are left or allowed");
        }
        bytes.reset();
    }

    private void requireLine() {
        bytes.mark(MOST_DIGITS);
        int length = 0;
        for (int next = bytes.read(); next >= 0 && next != '\n'; next = bytes.read()) {
            if (++length > MOST_DIGITS) {
                throw new PickleException("a number of more than " + MOST_DIGITS + " digits");
            }
        }
        bytes.reset();
    }
}
