package io.github.grabnas.data.image;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Classes that are drawn together, several to one: fewer classes with more images of each.
 *
 * <pre>{@code
 * new ClassGroups(List.of(List.of("0", "1"), List.of("2"))).of(digits).classNames();   // 0+1, 2
 * }</pre>
 *
 * @param groups the names of the classes that become one, for each new class; its name joins theirs by {@code +}
 */
public record ClassGroups(List<List<String>> groups) {

    private static final String JOIN = "+";

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if a group is empty
     */
    public ClassGroups {
        groups = groups.stream().map(List::copyOf).toList();
        if (groups.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a group of no classes; expected at least one in each of " + groups);
        }
    }

    /** The groups of the given {@link #names}. */
    public static ClassGroups named(List<String> names) {
        return new ClassGroups(names.stream()
                .map(name -> List.of(name.split(Pattern.quote(JOIN))))
                .toList());
    }

    /** The names of the new classes. */
    public List<String> names() {
        return groups.stream().map(names -> String.join(JOIN, names)).toList();
    }

    /**
     * The images of the groups' classes; a group's label is its position.
     *
     * @throws IllegalArgumentException if a class is not there or stands twice
     */
    public LabelledImages of(LabelledImages images) {
        LabelledImages single =
                images.classes(groups.stream().flatMap(List::stream).toList());
        int[] group = IntStream.range(0, groups.size())
                .flatMap(g -> groups.get(g).stream().mapToInt(any -> g))
                .toArray();
        return new LabelledImages(
                images.name(),
                images.channels(),
                images.height(),
                images.width(),
                names(),
                single.pixels(),
                IntStream.range(0, single.count())
                        .map(i -> group[single.label(i)])
                        .toArray());
    }
}
