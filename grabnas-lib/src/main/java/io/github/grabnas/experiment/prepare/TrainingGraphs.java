package io.github.grabnas.experiment.prepare;

import io.github.grabnas.benchmark.WithheldCells;
import io.github.grabnas.space.ArchitectureGraph;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * From which graphs a graph autoencoder or a decoder learns: those of a family, without withheld cells.
 *
 * @param family the family
 * @param withheld cells that are left out, and graphs that equal one of them
 */
public record TrainingGraphs(GraphFamily family, WithheldCells withheld) {

    /** Checks that nothing is missing. */
    public TrainingGraphs {
        Objects.requireNonNull(family, "family");
        Objects.requireNonNull(withheld, "withheld");
    }

    /** All of a family. */
    public static TrainingGraphs all(GraphFamily family) {
        return new TrainingGraphs(family, WithheldCells.none());
    }

    /** The graphs. */
    public List<ArchitectureGraph> graphs() {
        return withheld.removedFrom(family.training());
    }

    /** What is noted of them in the file of what was trained, beside the family. */
    Map<String, String> notes() {
        return withheld.isEmpty() ? Map.of() : Map.of(WithheldCells.NOTE, withheld.name());
    }

    /** The family, and what is left out. */
    @Override
    public String toString() {
        return withheld.isEmpty() ? family.toString() : family + " without " + withheld.name();
    }
}
