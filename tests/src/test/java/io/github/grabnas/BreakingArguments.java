package io.github.grabnas;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Draws arguments for constructors, most of them such as nobody should give. */
final class BreakingArguments {

    private static final int DEPTH = 2;
    private static final int[] INTEGERS = {-1, 0, 1, 1, 2, 2, 3, 5, 8, 20, Integer.MIN_VALUE};
    private static final double[] REALS = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1, -0.0, 0, 1e-300, 0.5, 0.5, 1, 2, 99, 1e300
    };
    private static final String[] TEXTS = {"", " ", "x", "y", "a b", "a,b", "\n", "\u0000", "../x", "é😀"};

    /** Names of factories that make an object of their arguments; others may read files or train. */
    private static final Set<String> FACTORIES =
            Set.of("of", "ofRows", "ofIndex", "isotropic", "ard", "standard", "defaults", "none", "empty");

    private final Random random;

    BreakingArguments(long seed) {
        this.random = new Random(seed);
    }

    /** Arguments for a constructor; none if one of its types cannot be drawn. */
    Optional<Object[]> draw(Constructor<?> constructor) {
        return draw(constructor, DEPTH);
    }

    private Optional<Object[]> draw(Executable maker, int depth) {
        Type[] types = maker.getGenericParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            Optional<Object[]> value = value(types[i], depth);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            arguments[i] = value.get()[0];
        }
        return Optional.of(arguments);
    }

    /** Whether null is among the values or within a collection or array of them. */
    static boolean holdsNull(Object value) {
        if (value == null) {
            return true;
        }
        if (value instanceof Object[] array) {
            return Arrays.stream(array).anyMatch(BreakingArguments::holdsNull);
        }
        if (value instanceof Collection<?> collection) {
            return collection.stream().anyMatch(BreakingArguments::holdsNull);
        }
        return value instanceof Map<?, ?> map && (holdsNull(map.keySet()) || holdsNull(map.values()));
    }

    /** One value in an array, since it may be null. */
    private Optional<Object[]> value(Type type, int depth) {
        Class<?> raw = raw(type);
        if (raw == null) {
            return Optional.empty();
        }
        if (!raw.isPrimitive() && random.nextInt(25) == 0) {
            return one(null);
        }
        if (raw == int.class || raw == Integer.class) {
            return one(INTEGERS[random.nextInt(INTEGERS.length)]);
        }
        if (raw == long.class || raw == Long.class) {
            return one((long) INTEGERS[random.nextInt(INTEGERS.length)]);
        }
        if (raw == double.class || raw == Double.class) {
            return one(REALS[random.nextInt(REALS.length)]);
        }
        if (raw == float.class || raw == Float.class) {
            return one((float) REALS[random.nextInt(REALS.length)]);
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return one(random.nextBoolean());
        }
        if (raw == byte.class) {
            return one((byte) random.nextInt());
        }
        if (raw == String.class || raw == CharSequence.class) {
            return one(TEXTS[random.nextInt(TEXTS.length)]);
        }
        if (raw == OptionalDouble.class) {
            return one(
                    random.nextBoolean()
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(REALS[random.nextInt(REALS.length)]));
        }
        if (raw == Path.class) {
            return one(Path.of("target", "no-such-folder", "x"));
        }
        if (raw.isEnum()) {
            return one(raw.getEnumConstants()[random.nextInt(raw.getEnumConstants().length)]);
        }
        if (raw.isArray()) {
            return array(raw.getComponentType(), depth);
        }
        if (type instanceof ParameterizedType parameterized) {
            return container(raw, parameterized.getActualTypeArguments(), depth);
        }
        return depth == 0 ? Optional.empty() : object(raw, depth - 1);
    }

    private static Optional<Object[]> one(Object value) {
        return Optional.of(new Object[] {value});
    }

    private static Class<?> raw(Type type) {
        if (type instanceof Class<?> c) {
            return c;
        }
        if (type instanceof java.lang.reflect.WildcardType wildcard) {
            return raw(wildcard.getUpperBounds()[0]);
        }
        return type instanceof ParameterizedType parameterized ? (Class<?>) parameterized.getRawType() : null;
    }

    private Optional<Object[]> array(Class<?> component, int depth) {
        Object array = Array.newInstance(component, random.nextInt(5));
        for (int i = 0; i < Array.getLength(array); i++) {
            Optional<Object[]> element = value(component, depth);
            if (element.isEmpty()) {
                return Optional.empty();
            }
            Array.set(array, i, element.get()[0]);
        }
        return one(array);
    }

    private Optional<Object[]> container(Class<?> raw, Type[] elements, int depth) {
        List<Object> values = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Optional<Object[]> value = value(elements[0], depth);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get()[0]);
        }
        if (raw == List.class || raw == Collection.class || raw == Iterable.class) {
            return one(values);
        }
        if (raw == Set.class) {
            return one(new HashSet<>(values));
        }
        if (raw == Optional.class) {
            return one(values.stream().filter(Objects::nonNull).findFirst());
        }
        if (raw == Map.class) {
            Map<Object, Object> map = new HashMap<>();
            for (Object key : values) {
                Optional<Object[]> value = value(elements[1], depth);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                map.put(key, value.get()[0]);
            }
            return one(map);
        }
        return Optional.empty();
    }

    /** An object of the library, by one of its public constructors or factories; many draws are refused. */
    private Optional<Object[]> object(Class<?> type, int depth) {
        List<Class<?>> types = concrete(type);
        for (int attempt = 0; attempt < 12 && !types.isEmpty(); attempt++) {
            List<Executable> all = makers(types.get(random.nextInt(types.size())));
            if (all.isEmpty()) {
                continue;
            }
            Executable maker = all.get(random.nextInt(all.size()));
            Optional<Object[]> arguments = draw(maker, depth);
            if (arguments.isEmpty() || holdsNull(arguments.get())) {
                continue;
            }
            try {
                return one(
                        maker instanceof Constructor<?> constructor
                                ? constructor.newInstance(arguments.get())
                                : ((Method) maker).invoke(null, arguments.get()));
            } catch (InvocationTargetException | InstantiationException | IllegalAccessException refused) {
                // Refused; drawn again.
            }
        }
        return Optional.empty();
    }

    private static List<Executable> makers(Class<?> type) {
        Stream<Method> factories = Arrays.stream(type.getMethods())
                .filter(m -> Modifier.isStatic(m.getModifiers()) && m.getReturnType() == type)
                .filter(m -> m.getExceptionTypes().length == 0 && FACTORIES.contains(m.getName()))
                .sorted(Comparator.comparing(Method::toString));
        return Stream.concat(
                        Arrays.stream(type.getConstructors()).sorted(Comparator.comparing(Constructor::toString)),
                        factories)
                .map(Executable.class::cast)
                .toList();
    }

    private static List<Class<?>> concrete(Class<?> type) {
        if (type.isSealed()) {
            return Arrays.stream(type.getPermittedSubclasses())
                    .flatMap(c -> concrete(c).stream())
                    .toList();
        }
        return type.isInterface() || Modifier.isAbstract(type.getModifiers()) ? List.of() : List.of(type);
    }
}
