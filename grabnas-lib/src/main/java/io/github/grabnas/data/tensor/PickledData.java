package io.github.grabnas.data.tensor;

import io.github.grabnas.data.tensor.RestrictedUnpickler.Building;
import io.github.grabnas.data.tensor.RestrictedUnpickler.PendingTensor;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.PickleException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes data of what a pickle held, at any depth: lists and tuples become lists, dictionaries become maps and sets
 * become sets in the order of the file, tensors and numpy arrays become {@link Tensor}s, numpy's scalars numbers, None
 * an empty {@code Optional}.
 *
 * <p>A container that is mentioned twice is made once. One that holds itself, or containers nested more than
 * {@value #DEEPEST} deep, are refused, and so are more than {@value #MOST_NUMBERS} numbers in all tensors, before
 * memory is taken for them.
 */
final class PickledData {

    static final int DEEPEST = 200;
    static final int MOST_NUMBERS = 1 << 26;
    private static final int LONGEST_TEXT = 40;

    private final IdentityHashMap<Object, Object> made = new IdentityHashMap<>();
    private final Set<Object> begun = Collections.newSetFromMap(new IdentityHashMap<>());
    private long numbers;

    private PickledData() {}

    /** The data of a pickle's root; all storages have been filled. */
    static Object of(Object root) {
        return new PickledData().data(root, 0);
    }

    /** The items of a list or tuple. */
    static Object[] items(Object value) {
        if (value instanceof Object[] tuple) {
            return tuple;
        }
        if (value instanceof List<?> list) {
            return list.toArray();
        }
        throw new PickleException("a " + kind(value) + " where a list or tuple is expected");
    }

    /** What a value is, for messages; the values of a broken pickle are not printed. */
    static String kind(Object value) {
        if (value instanceof Building object) {
            return object.type();
        }
        if (value instanceof IObjectConstructor) {
            return "class";
        }
        if (value instanceof String || value instanceof Number) {
            return value instanceof String ? "text" : "number";
        }
        return value == null
                ? "None"
                : value instanceof List
                        ? "list"
                        : value instanceof Object[] ? "tuple" : value instanceof Map ? "dictionary" : "value";
    }

    /** A key for a message. */
    static String shortText(Object key) {
        return key instanceof String text && text.length() <= LONGEST_TEXT ? "'" + text + "'" : "a " + kind(key);
    }

    private Object data(Object value, int depth) {
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof byte[] content) {
            return content.clone();
        }
        Object known = made.get(value);
        if (known != null) {
            return known;
        }
        if (depth > DEEPEST || !begun.add(value)) {
            throw new PickleException(
                    depth > DEEPEST
                            ? "lists or dictionaries are nested more than " + DEEPEST + " deep"
                            : "a " + kind(value) + " holds itself");
        }
        Object data = container(value, depth + 1);
        made.put(value, data);
        return data;
    }

    private Object container(Object value, int depth) {
        if (value instanceof PendingTensor tensor) {
            count(Tensor.size(tensor.shape()));
            return tensor.storage().tensor(tensor.offset(), tensor.shape(), tensor.strides());
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> items = new LinkedHashMap<>();
            map.forEach((k, v) -> items.put(key(k), data(v, depth)));
            return Collections.unmodifiableMap(items);
        }
        if (value instanceof Set<?> set) {
            Set<Object> items = new LinkedHashSet<>();
            set.forEach(item -> items.add(key(item)));
            return Collections.unmodifiableSet(items);
        }
        if (value instanceof Building object) {
            return object(object, depth);
        }
        if (value instanceof List || value instanceof Object[]) {
            return list(Arrays.asList(items(value)), depth);
        }
        throw new PickleException("it holds a " + kind(value) + " that is no data");
    }

    private List<Object> list(List<?> values, int depth) {
        List<Object> items = new ArrayList<>(values.size());
        values.forEach(item -> items.add(data(item, depth)));
        return Collections.unmodifiableList(items);
    }

    /** A key: a text, a number, or a tuple of these. */
    private static Object key(Object value) {
        if (value instanceof Object[] tuple) {
            return Arrays.stream(tuple).map(PickledData::simpleKey).toList();
        }
        return simpleKey(value);
    }

    private static Object simpleKey(Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value == null) {
            return Optional.empty();
        }
        throw new PickleException("a key is a tuple that holds a " + kind(value) + "; expected texts and numbers");
    }

    private Object object(Building object, int depth) {
        if (NumpyValue.isScalar(object)) {
            return NumpyValue.scalar(object);
        }
        if (NumpyValue.isArray(object)) {
            count(NumpyValue.size(object));
            return NumpyValue.array(object);
        }
        List<Object> arguments = list(object.arguments(), depth);
        return switch (object.type()) {
            case "torch._utils._rebuild_parameter" -> first(object, arguments, Tensor.class);
            case "torch.Size" -> first(object, arguments, List.class);
            case "igraph.Graph" ->
                new PickledObject(
                        object.type(),
                        arguments,
                        object.state() == null ? Optional.empty() : Optional.of(data(object.state(), depth)));
            default ->
                throw new PickleException("an object of class '" + object.type() + "' on its own; expected numbers");
        };
    }

    private static Object first(Building object, List<Object> arguments, Class<?> expected) {
        if (arguments.isEmpty() || !expected.isInstance(arguments.get(0))) {
            throw new PickleException("a " + object.type() + " is not described as PyTorch describes one");
        }
        return arguments.get(0);
    }

    private void count(int more) {
        numbers += more;
        if (numbers > MOST_NUMBERS) {
            throw new PickleException("its tensors have more than " + MOST_NUMBERS + " numbers in all");
        }
    }
}
