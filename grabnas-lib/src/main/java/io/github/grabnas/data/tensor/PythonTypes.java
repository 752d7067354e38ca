package io.github.grabnas.data.tensor;

import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.PickleException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Containers of Python's own that a pickle makes by a call; they become Java's, and nothing else is called. */
final class PythonTypes {

    /** The module of Python's own types, as protocols 0 to 2 write it, and later ones. */
    private static final List<String> BUILT_IN = List.of("__builtin__", "builtins");

    private PythonTypes() {}

    /** What makes them, by the names of module and class. */
    static Map<String, IObjectConstructor> constructors() {
        Map<String, IObjectConstructor> constructors = new HashMap<>();
        constructors.put("collections.OrderedDict", PythonTypes::orderedMap);
        constructors.put("_codecs.encode", PythonTypes::encode);
        for (String module : BUILT_IN) {
            constructors.put(module + ".set", PythonTypes::set);
            constructors.put(module + ".frozenset", PythonTypes::set);
            constructors.put(module + ".bytes", PythonTypes::bytes);
            constructors.put(module + ".bytearray", PythonTypes::bytes);
        }
        return constructors;
    }

    private static Object orderedMap(Object[] arguments) {
        Map<Object, Object> map = new LinkedHashMap<>();
        if (arguments.length > 0) {
            for (Object pair : PickledData.items(arguments[0])) {
                Object[] both = PickledData.items(pair);
                if (both.length != 2) {
                    throw new PickleException("an ordered dictionary is made of something that is no pair");
                }
                map.put(key(both[0]), both[1]);
            }
        }
        return map;
    }

    private static Object set(Object[] arguments) {
        if (arguments.length > 1) {
            throw new PickleException("a set of " + arguments.length + " arguments; expected its items");
        }
        Set<Object> set = new LinkedHashSet<>();
        if (arguments.length == 1) {
            Object items = arguments[0] instanceof Set<?> other ? other.toArray() : arguments[0];
            Arrays.stream(PickledData.items(items)).map(PythonTypes::key).forEach(set::add);
        }
        return set;
    }

    private static Object bytes(Object[] arguments) {
        if (arguments.length == 0) {
            return new byte[0];
        }
        if (arguments.length == 1 && arguments[0] instanceof byte[] content) {
            return content;
        }
        throw new PickleException("bytes are made of something else; expected nothing, or bytes");
    }

    private static Object encode(Object[] arguments) {
        if (arguments.length == 2 && arguments[0] instanceof String text && "latin1".equals(arguments[1])) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
        throw new PickleException("_codecs.encode is allowed for latin1 texts only");
    }

    /** Only these are keys: the hash of a container could take forever, or never end. */
    static Object key(Object value) {
        if (value == null
                || value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Object[]) {
            return value;
        }
        throw new PickleException("a key of a dictionary or an item of a set is a " + PickledData.kind(value)
                + "; expected a text or a number");
    }
}
