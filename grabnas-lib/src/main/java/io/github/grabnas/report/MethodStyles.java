package io.github.grabnas.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The styles of search methods, the same in every chart.
 *
 * <ul>
 *   <li>A method of the library has a style of its own.
 *   <li>A variant of it, such as {@code grabnas initial=1} or {@code TNAS, one-hot surrogate}, has its colour with
 *       other dashes and another shape than any method of the library in this colour.
 *   <li>Any other method has a colour that no method of the library has.
 * </ul>
 *
 * <p>Variants and other methods are given a style by their name; where another of the chart has taken it, the next one.
 */
final class MethodStyles {

    /** The methods of the library, in the order of their styles. */
    static final List<String> METHODS = List.of(
            "grabnas",
            "tnas",
            "grabnas-knn",
            "metad2a",
            "bo-onehot",
            "random",
            "evolution",
            "darts",
            "gdas",
            "setn",
            "rsps",
            "pc-darts",
            "drnas");

    /** The colours of other methods: wine, olive and indigo (P. Tol, 2021). */
    private static final List<Color> OWN_COLOURS =
            List.of(new Color(0x882255), new Color(0x999933), new Color(0x332288));

    /** The variants that experiments compare by default: each has a style that no other variant takes. */
    private static final Map<String, SeriesStyle> COMMON_VARIANTS =
            Map.of("bo-onehot init=meta", variants("bo-onehot").get(0));

    /** Series that are no methods: a category of the chart is the method. */
    private static final Map<String, SeriesStyle> KINDS = Map.of(
            "measured", new SeriesStyle(Color.BLACK, 0, 0),
            "published", new SeriesStyle(new Color(0x808080), 1, 2));

    private MethodStyles() {}

    /**
     * The styles of the methods of one chart.
     *
     * @param names of the methods, with their settings; {@code , measured} and {@code , published} are no part of them
     */
    static List<SeriesStyle> of(List<String> names) {
        Set<SeriesStyle> taken = new HashSet<>();
        List<SeriesStyle> styles = new ArrayList<>();
        for (String name : names) {
            List<SeriesStyle> fitting = fitting(name);
            SeriesStyle style =
                    fitting.stream().filter(s -> !taken.contains(s)).findFirst().orElse(fitting.get(0));
            taken.add(style);
            styles.add(style);
        }
        return styles;
    }

    /** The styles that a name may have, the preferred one first. */
    private static List<SeriesStyle> fitting(String name) {
        if (KINDS.containsKey(name)) {
            return List.of(KINDS.get(name));
        }
        String variant = name.replaceFirst(", (measured|published)$", "");
        List<SeriesStyle> fitting = new ArrayList<>();
        if (METHODS.contains(variant)) {
            fitting.add(library(variant));
        } else if (COMMON_VARIANTS.containsKey(variant)) {
            fitting.add(COMMON_VARIANTS.get(variant));
        }
        method(variant).forEach(m -> fitting.addAll(beginningBy(name, variants(m))));
        fitting.removeIf(s -> COMMON_VARIANTS.containsValue(s) && !s.equals(COMMON_VARIANTS.get(variant)));
        fitting.addAll(beginningBy(name, own()));
        return fitting;
    }

    /** The method of which a name is a variant: its first word, in whatever spelling. */
    private static Stream<String> method(String name) {
        String word = letters(name.split("[ ,(]", 2)[0]);
        return METHODS.stream().filter(method -> letters(method).equals(word));
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** The style of a method of the library. */
    private static SeriesStyle library(String method) {
        return new SeriesStyle(METHODS.indexOf(method));
    }

    /** The method's colour with the dashes and shapes that no method of the library has in it. */
    private static List<SeriesStyle> variants(String method) {
        Color colour = library(method).colour();
        List<SeriesStyle> library = METHODS.stream()
                .map(MethodStyles::library)
                .filter(s -> s.colour().equals(colour))
                .toList();
        List<Integer> dashes = IntStream.range(0, SeriesStyle.DASHES)
                .filter(d -> library.stream().noneMatch(s -> s.dash() == d))
                .boxed()
                .toList();
        List<Integer> shapes = IntStream.range(0, SeriesStyle.SHAPES)
                .filter(d -> library.stream().noneMatch(s -> s.shape() == d))
                .boxed()
                .toList();
        return IntStream.range(0, Math.min(dashes.size(), shapes.size()))
                .mapToObj(i -> new SeriesStyle(colour, dashes.get(i), shapes.get(i)))
                .toList();
    }

    /** The styles of methods that are no variants. */
    private static List<SeriesStyle> own() {
        return IntStream.range(0, OWN_COLOURS.size() * SeriesStyle.DASHES)
                .mapToObj(i -> new SeriesStyle(
                        OWN_COLOURS.get(i % OWN_COLOURS.size()), i % SeriesStyle.DASHES, i % SeriesStyle.SHAPES))
                .toList();
    }

    /** The same styles in the same circle, beginning with one that the name decides. */
    private static List<SeriesStyle> beginningBy(String name, List<SeriesStyle> styles) {
        List<SeriesStyle> turned = new ArrayList<>(styles);
        Collections.rotate(turned, -Math.floorMod(name.hashCode(), styles.size()));
        return turned;
    }
}
