package io.github.grabnas.space;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The cells of NAS-Bench-201 sorted by the function they compute: 4,930 classes. A constant of the space, computed when
 * it is first needed.
 */
public final class FunctionClasses {

    private static final Map<CanonicalForm, List<Cell>> CELLS = Map.copyOf(
            Cell.all().stream().collect(Collectors.groupingBy(CanonicalForm::of, Collectors.toUnmodifiableList())));

    private FunctionClasses() {}

    /** The cells that compute the function, by index; empty if none does. */
    public static List<Cell> cells(CanonicalForm form) {
        return CELLS.getOrDefault(form, List.of());
    }

    /** The number of classes. */
    public static int count() {
        return CELLS.size();
    }
}
