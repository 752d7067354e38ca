package io.github.grabnas.experiment.prepare;

import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.NovelGraphs;
import io.github.grabnas.surrogate.DecoderTraining;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** From which graphs a graph autoencoder learns. */
public enum GraphFamily {

    /** All 15,625 cells. */
    CELLS(ArchitectureGraph.CELL_NODES, 0),
    /** All cells, and five times as many graphs of the {@linkplain NovelGraphs wider family}. */
    WIDER(NovelGraphs.MOST_NODES, 5 * Cell.COUNT);

    private static final int HELD_OUT = 4_000;
    private static final long SEED = 0;
    /** Graphs of all sizes are so many that none is seen often; a higher rate learns more from each. */
    private static final double RATE = 2e-3;

    private static final int EPOCHS = 25;

    private final int maxNodes;
    private final int novel;

    GraphFamily(int maxNodes, int novel) {
        this.maxNodes = maxNodes;
        this.novel = novel;
    }

    /** The most nodes that a graph of the family has. */
    public int maxNodes() {
        return maxNodes;
    }

    /** How encoder and decoder are trained together. */
    public DecoderTraining jointly() {
        DecoderTraining standard = DecoderTraining.jointly();
        return this == CELLS ? standard : standard.withRate(RATE).withEpochs(EPOCHS);
    }

    /**
     * How a second decoder is then trained, with the encoder frozen; none for the wider family, whose first decoder
     * gives back what it should.
     */
    public Optional<DecoderTraining> frozenEncoder() {
        return this == CELLS ? Optional.of(DecoderTraining.frozenEncoder()) : Optional.empty();
    }

    /** The graphs to learn from. */
    public List<ArchitectureGraph> training() {
        Stream<ArchitectureGraph> cells = Cell.all().stream().map(Cell::graph);
        return Stream.concat(cells, novelGraphs().limit(novel)).toList();
    }

    /** Graphs of the family, no cells, whose functions none of {@link #training} computes; empty for cells. */
    public List<ArchitectureGraph> heldOut() {
        return novelGraphs().skip(novel).limit(novel == 0 ? 0 : HELD_OUT).toList();
    }

    private static Stream<ArchitectureGraph> novelGraphs() {
        return new NovelGraphs(SEED).stream().map(NovelGraphs::decodable).flatMap(Optional::stream);
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
