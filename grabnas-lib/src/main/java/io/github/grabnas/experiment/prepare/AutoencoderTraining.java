package io.github.grabnas.experiment.prepare;

import io.github.grabnas.experiment.run.CsvFile;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.graph.GraphDecoder;
import io.github.grabnas.nn.graph.GraphEncoder;
import io.github.grabnas.nn.training.TrainingProgress;
import io.github.grabnas.nn.training.TrainingStates;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.surrogate.DecoderTraining;
import io.github.grabnas.surrogate.DecodingQuality;
import io.github.grabnas.surrogate.GraphAutoencoder;
import io.github.grabnas.surrogate.MetaCheckpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Trains a graph autoencoder and measures what its decoder decodes latent vectors to: first encoder and decoder
 * together, then, if asked for, a new decoder with the encoder frozen, as the method trains it.
 */
public final class AutoencoderTraining {

    private static final int RANDOM_LATENTS = 10_000;
    private static final double[] NOISE = {0.1, 0.25, 0.5, 1, 1.5, 2};

    private AutoencoderTraining() {}

    /**
     * Trains.
     *
     * @param from which graphs it learns
     * @param vertexIds whether each node's number is part of its input
     * @param jointly the first stage
     * @param frozen the second, if there is one
     * @param states where the states of both stages are kept; a stage whose state is there goes on from it
     * @param listener is called after every epoch
     */
    public static GraphAutoencoder train(
            TrainingGraphs from,
            boolean vertexIds,
            DecoderTraining jointly,
            Optional<DecoderTraining> frozen,
            long seed,
            TrainingStates states,
            Consumer<TrainingProgress> listener) {
        int maxNodes = from.family().maxNodes();
        GraphEncoder encoder = new GraphEncoder(56, 56, maxNodes, vertexIds);
        GraphDecoder decoder = new GraphDecoder(56, 56, maxNodes, vertexIds);
        List<ArchitectureGraph> graphs = from.graphs();
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("graphs", from.family().toString());
        notes.putAll(from.notes());
        notes.put("seed", Long.toString(seed));
        notes.put(DecoderTraining.JOINTLY, jointly.toString());
        Parameters both = jointly.autoencoder(encoder, decoder, graphs, seed, states, listener);
        if (frozen.isEmpty()) {
            return new GraphAutoencoder(encoder, decoder, both, notes);
        }
        Parameters encoderOnly = both.startingWith(GraphEncoder.NAME + ".");
        Parameters decoderOnly =
                frozen.get().decoder(decoder, encoder.embed(encoderOnly, graphs), graphs, seed, states, listener);
        notes.put(DecoderTraining.FROZEN_ENCODER, frozen.get().toString());
        return new GraphAutoencoder(encoder, decoder, encoderOnly.and(decoderOnly), notes);
    }

    /**
     * Trains a decoder for the graph encoder of a meta-trained surrogate, which stays as it is (sec. 3.4).
     *
     * @param from which graphs it learns to generate
     * @param vertexIds whether the decoder's states depend on their node's number; without, it is the published
     *     decoder, which leaves the search space far more often
     * @param states where the state of the training is kept; it goes on from a state that is there
     * @param listener is called after every epoch
     */
    public static GraphAutoencoder decoder(
            MetaCheckpoint checkpoint,
            TrainingGraphs from,
            boolean vertexIds,
            DecoderTraining training,
            long seed,
            TrainingStates states,
            Consumer<TrainingProgress> listener) {
        GraphEncoder encoder = checkpoint.model().graphs();
        if (encoder.maxNodes() < from.family().maxNodes()) {
            throw new IllegalArgumentException("the checkpoint's graph encoder reads graphs of up to "
                    + encoder.maxNodes() + " nodes; the family '" + from.family() + "' has some of "
                    + from.family().maxNodes());
        }
        GraphDecoder decoder = new GraphDecoder(encoder.embedding(), encoder.hidden(), encoder.maxNodes(), vertexIds);
        Parameters encoderOnly = checkpoint.parameters().startingWith(GraphEncoder.NAME + ".");
        List<ArchitectureGraph> graphs = from.graphs();
        Parameters decoderOnly =
                training.decoder(decoder, encoder.embed(encoderOnly, graphs), graphs, seed, states, listener);
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("seed", Long.toString(seed));
        notes.putAll(from.notes());
        notes.put(DecoderTraining.FROZEN_ENCODER, training.toString());
        notes.put(
                "encoder",
                "of the meta-trained surrogate, " + checkpoint.notes().getOrDefault("tier", "?") + ", seed "
                        + checkpoint.notes().getOrDefault("seed", "?"));
        return new GraphAutoencoder(encoder, decoder, encoderOnly.and(decoderOnly.inSinglePrecision()), notes);
    }

    /**
     * Decodes cells, the same moved by noise of several sizes, and random latent vectors.
     *
     * @param count how many cells, evenly spaced among all of them, and at most as many random vectors; more than there
     *     are gives all
     */
    public static List<DecodingQuality> measure(GraphAutoencoder autoencoder, int count, long seed) {
        int chosen = Math.min(count, Cell.COUNT);
        List<Cell> cells = IntStream.range(0, chosen)
                .mapToObj(i -> Cell.ofIndex((int) ((long) i * Cell.COUNT / chosen)))
                .toList();
        List<DecodingQuality> rows = new ArrayList<>();
        rows.add(DecodingQuality.around(autoencoder, cells, 0, seed));
        DoubleStream.of(NOISE).forEach(d -> rows.add(DecodingQuality.around(autoencoder, cells, d, seed)));
        rows.add(DecodingQuality.ofRandom(autoencoder, Math.min(count, RANDOM_LATENTS), seed));
        return rows;
    }

    /** Decodes held-out graphs of a family, those of each number of nodes apart. */
    public static List<DecodingQuality> measureHeldOut(GraphAutoencoder autoencoder, GraphFamily family) {
        Map<Integer, List<ArchitectureGraph>> bySize = family.heldOut().stream()
                .collect(Collectors.groupingBy(ArchitectureGraph::nodeCount, TreeMap::new, Collectors.toList()));
        return bySize.entrySet().stream()
                .map(e -> DecodingQuality.ofGraphs(
                        "held-out graphs of " + e.getKey() + " nodes", autoencoder, e.getValue()))
                .toList();
    }

    /** Writes the measurements as CSV. */
    public static void write(Path file, List<DecodingQuality> rows) throws IOException {
        CsvFile.write(
                file,
                List.of("latents", "count", "same", "cells", "novel", "invalid", "type_sequence", "unique"),
                rows.stream()
                        .map(r -> List.of(
                                r.latents(),
                                Integer.toString(r.count()),
                                number(r.same()),
                                number(r.cells()),
                                number(r.novel()),
                                number(r.invalid()),
                                number(r.typeSequence()),
                                number(r.unique()))));
    }

    private static String number(double percent) {
        return Double.isNaN(percent) ? "" : String.format(Locale.ROOT, "%.2f", percent);
    }
}
