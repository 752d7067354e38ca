package io.github.grabnas.space;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The 6,466 cells that NAS-Bench-201 counts as different: of all cells with the same {@link UniqueString} the one with
 * the lowest index.
 */
public final class UniqueCells {

    private static final Map<String, Cell> FIRST = new LinkedHashMap<>();
    private static final List<Cell> REPRESENTATIVES = new ArrayList<>(Cell.COUNT);

    static {
        for (Cell cell : Cell.all()) {
            REPRESENTATIVES.add(FIRST.computeIfAbsent(UniqueString.of(cell), k -> cell));
        }
    }

    private UniqueCells() {}

    /** All of them, by index. */
    public static List<Cell> all() {
        return List.copyOf(FIRST.values());
    }

    /** The representative of the given cell's class; the cell itself if it is one. */
    public static Cell representative(Cell cell) {
        return REPRESENTATIVES.get(cell.index());
    }
}
