package io.github.grabnas.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Settings of a search method by name, as a command line gives them. A method takes those it knows;
 * what is left over at the end is an error.
 */
public final class MethodSettings {

    private final Map<String, String> left;
    private final TreeSet<String> known = new TreeSet<>();

    /** Settings by name. */
    public MethodSettings(Map<String, String> values) {
        this.left = new LinkedHashMap<>(values);
    }


    /** A whole number, or the default where it is not set. */
    int integer(String name, int otherwise) {
        return take(name, otherwise, "a whole number", Integer::valueOf);
    }

    /** A number, or the default where it is not set. */
    double number(String name, double otherwise) {
        return take(name, otherwise, "a number", Double::valueOf);
    }

    /** Yes or no, or the default where it is not set. */
    boolean flag(String name, boolean otherwise) {
        return choice(name, Boolean.toString(otherwise), Map.of("true", true, "false", false));
    }

    /** One of several named things, or the default where it is not set. */
    <T> T choice(String name, String otherwise, Map<String, T> choices) {
        String chosen = take(name, otherwise, "a name", Function.identity());
        if (!choices.containsKey(chosen)) {
            throw new IllegalArgumentException("setting " + name + "=" + chosen + ": expected one of "
                    + String.join(", ", new TreeSet<>(choices.keySet())));
        }
        return choices.get(chosen);
    }

    private <T> T take(String name, T otherwise, String kind, Function<String, T> reader) {
        known.add(name);
        String value = left.remove(name);
        try {
            return value == null ? otherwise : reader.apply(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("setting " + name + "=" + value + ": expected " + kind, e);
        }
    }

    /** Refuses settings that the method did not take. */
    void requireAllTaken(String method) {
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("method '" + method + "' has no setting '"
                    + left.keySet().iterator().next() + "'; "
                    + (known.isEmpty() ? "it has none" : "expected one of " + String.join(", ", known)));
        }
    }
}
