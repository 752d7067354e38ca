package io.github.grabnas.experiment.run;

import io.github.grabnas.search.SearchMethod;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A search method with some of its settings changed, as a row of a table.
 *
 * <pre>{@code
 * MethodVariant.parse("bo-onehot init=meta").settings();   // {init=meta}
 * }</pre>
 *
 * <p>A method of one's own, such as one that a notebook's cell defines, is handed over as an object:
 * {@code MethodVariant.of(mine)}. Variants of one name are equal.
 *
 * @param method the method's label
 * @param settings by name; others have their defaults
 * @param own the method itself, where it is not found by its label
 */
public record MethodVariant(String method, Map<String, String> settings, Optional<SearchMethod> own) {

    /** Sorts the settings. */
    public MethodVariant {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(own, "own");
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /** A method that is found by its label. */
    public MethodVariant(String method, Map<String, String> settings) {
        this(method, settings, Optional.empty());
    }

    /**
     * A method of one's own with its default settings.
     *
     * @throws IllegalArgumentException if the library has another method of its label
     */
    public static MethodVariant of(SearchMethod own) {
        SearchMethod.all().stream()
                .filter(known ->
                        known.label().equals(own.label()) && !known.getClass().equals(own.getClass()))
                .findFirst()
                .ifPresent(known -> {
                    throw new IllegalArgumentException(
                            "method '" + own.label() + "': the library has another one of this label; choose another");
                });
        return new MethodVariant(own.label(), Map.of(), Optional.of(own));
    }

    /** A method with its default settings. */
    public static MethodVariant of(String method) {
        return new MethodVariant(method, Map.of());
    }

    /**
     * Reads a {@link #name()}.
     *
     * @throws IllegalArgumentException if a word after the first is not {@code name=value}
     */
    public static MethodVariant parse(String name) {
        String[] words = name.trim().split("\\s+");
        Map<String, String> settings = new TreeMap<>();
        for (String word : Arrays.asList(words).subList(1, words.length)) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "method '" + name + "': '" + word + "' is no setting; expected a method's "
                                + "label and then name=value, such as 'bo-onehot init=meta'");
            }
            settings.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return new MethodVariant(words[0], settings);
    }

    /** The method's label and what was changed, such as {@code bo-onehot init=meta}. */
    public String name() {
        return settings.isEmpty()
                ? method
                : method
                        + settings.entrySet().stream()
                                .map(e -> " " + e.getKey() + "=" + e.getValue())
                                .collect(Collectors.joining());
    }

    /** The same method with a further setting. */
    public MethodVariant with(String name, Object value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(name, value.toString());
        return new MethodVariant(method, more, own);
    }

    /**
     * The method.
     *
     * @throws IllegalArgumentException if the library has none of that label; the message lists those it has
     */
    public SearchMethod search() {
        return own.orElseGet(() -> SearchMethod.of(method));
    }

    /**
     * Whether the method uses what was learnt on other datasets, and so a sample of the target's images.
     *
     * @throws IllegalArgumentException if the library has no such method, or the method no such setting
     */
    public boolean usesOtherDatasets() {
        return search().usesOtherDatasets(search().values(settings));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MethodVariant variant && name().equals(variant.name());
    }

    @Override
    public int hashCode() {
        return name().hashCode();
    }
}
