package io.github.grabnas.experiment.prepare;

import io.github.grabnas.benchmark.WithheldCells;
import io.github.grabnas.space.ArchitectureGraph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/**
 * From which graphs a graph autoencoder or a decoder learns: those of a family, without withheld cells.
 *
 * @param family the family
 * @param withheld cells that are left out, and graphs that equal one of them
 * @param subset how many of the rest, drawn evenly; all of them if it is empty
 */
public record TrainingGraphs(GraphFamily family, WithheldCells withheld, Optional<Integer> subset) {

    /** The note of a file of what was trained that says how many graphs were drawn. */
    public static final String SUBSET_NOTE = "subset";

    private static final long SEED = 401;

    /** Checks that nothing is missing, and that the subset is one. */
    public TrainingGraphs {
        Objects.requireNonNull(family, "family");
        Objects.requireNonNull(withheld, "withheld");
        Objects.requireNonNull(subset, "subset");
        if (subset.isPresent() && subset.get() < 1) {
            throw new IllegalArgumentException("a subset of " + subset.get() + " graphs; expected at least one");
        }
    }

    /** All of a family. */
    public static TrainingGraphs all(GraphFamily family) {
        return new TrainingGraphs(family, WithheldCells.none(), Optional.empty());
    }

    /**
     * The graphs, in the order of the family.
     *
     * @throws IllegalArgumentException if there are fewer than the subset is to have
     */
    public List<ArchitectureGraph> graphs() {
        List<ArchitectureGraph> graphs = withheld.removedFrom(family.training());
        if (subset.isEmpty()) {
            return graphs;
        }
        if (subset.get() > graphs.size()) {
            throw new IllegalArgumentException("a subset of " + subset.get() + " graphs; expected at most "
                    + graphs.size() + ", which is all of '" + new TrainingGraphs(family, withheld, Optional.empty())
                    + "'");
        }
        List<Integer> drawn = new ArrayList<>();
        for (int i = 0; i < graphs.size(); i++) {
            drawn.add(i);
        }
        Collections.shuffle(drawn, new Random(SEED));
        return drawn.subList(0, subset.get()).stream().sorted().map(graphs::get).toList();
    }

    /** What is noted of them in the file of what was trained, beside the family. */
    Map<String, String> notes() {
        Map<String, String> notes = new LinkedHashMap<>();
        if (!withheld.isEmpty()) {
            notes.put(WithheldCells.NOTE, withheld.name());
        }
        subset.ifPresent(count -> notes.put(SUBSET_NOTE, Integer.toString(count)));
        return notes;
    }

    /** The family, what is left out, and how many are drawn. */
    @Override
    public String toString() {
        return family
                + (withheld.isEmpty() ? "" : " without " + withheld.name())
                + subset.map(count -> ", " + count + " of them").orElse("");
    }
}
