package io.github.grabnas.surrogate;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.graph.DecodingRule;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.GraphClassification;
import io.github.grabnas.space.GraphClassifier;
import io.github.grabnas.space.NasBench201;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What a decoder generates from many latent vectors.
 *
 * @param latents which they were, in words
 * @param count how many
 * @param same the share that decoded to the very graph whose embedding they are or were made from, in percent; NaN for
 *     random ones
 * @param cells the share of class (a), graphs that compute a cell's function, in percent
 * @param novel the share of class (b), valid architectures that no cell equals, in percent
 * @param invalid the share of class (c), no architectures, in percent
 * @param typeSequence the share that spells a cell when only the types are read, in percent
 * @param unique different graphs among the valid ones, in percent of these
 */
public record DecodingQuality(
        String latents,
        int count,
        double same,
        double cells,
        double novel,
        double invalid,
        double typeSequence,
        double unique) {

    /** Checks that nothing is missing. */
    public DecodingQuality {
        Objects.requireNonNull(latents, "latents");
    }

    /** The share of valid graphs, in percent. */
    public double valid() {
        return cells + novel;
    }

    /** Decodes the embeddings of all cells. */
    public static DecodingQuality ofCells(GraphAutoencoder autoencoder) {
        return around(autoencoder, Cell.all(), 0, 0);
    }

    /** Decodes the embeddings of any graphs. */
    public static DecodingQuality ofGraphs(String name, GraphAutoencoder autoencoder, List<ArchitectureGraph> graphs) {
        return of(name, autoencoder, autoencoder.encode(graphs), graphs);
    }

    /**
     * Decodes the embeddings of cells, moved by normally distributed noise.
     *
     * @param deviations of the noise, in standard deviations of the embeddings of these cells, coordinate by coordinate
     */
    public static DecodingQuality around(GraphAutoencoder autoencoder, List<Cell> cells, double deviations, long seed) {
        Matrix latents = autoencoder.encode(cells);
        String name = deviations == 0
                ? "embeddings of cells"
                : String.format(Locale.ROOT, "embeddings of cells, moved by %.2f deviations", deviations);
        return of(
                name,
                autoencoder,
                LatentScale.of(latents).moved(latents, deviations, new SplittableRandom(seed)),
                cells.stream().map(Cell::graph).toList());
    }

    /**
     * Decodes latent vectors drawn coordinate by coordinate from normal distributions with the mean and standard
     * deviation of all cells' embeddings.
     */
    public static DecodingQuality ofRandom(GraphAutoencoder autoencoder, int count, long seed) {
        LatentScale scale = LatentScale.of(autoencoder.encode(Cell.all()));
        int m = scale.mean().columns();
        double[] means = new double[count * m];
        Arrays.setAll(means, i -> scale.mean().get(0, i % m));
        Matrix drawn = scale.moved(Matrix.of(count, m, means), 1, new SplittableRandom(seed));
        return of("random", autoencoder, drawn, List.of());
    }

    private static DecodingQuality of(
            String name, GraphAutoencoder autoencoder, Matrix latents, List<ArchitectureGraph> origins) {
        List<ArchitectureGraph> graphs = autoencoder.decode(latents, new DecodingRule.Argmax());
        GraphClassifier classifier = new GraphClassifier(new NasBench201());
        int same = 0;
        int cells = 0;
        int spelt = 0;
        List<ArchitectureGraph> valid = new ArrayList<>();
        for (int i = 0; i < graphs.size(); i++) {
            ArchitectureGraph graph = graphs.get(i);
            GraphClassification classification = classifier.classify(graph);
            same += !origins.isEmpty() && graph.equals(origins.get(i)) ? 1 : 0;
            cells += classification instanceof GraphClassification.KnownCell ? 1 : 0;
            spelt += classifier.classifyTypeSequence(graph) instanceof GraphClassification.KnownCell ? 1 : 0;
            if (!(classification instanceof GraphClassification.Invalid)) {
                valid.add(graph);
            }
        }
        double percent = 100.0 / graphs.size();
        Set<ArchitectureGraph> different = new HashSet<>(valid);
        return new DecodingQuality(
                name,
                graphs.size(),
                origins.isEmpty() ? Double.NaN : same * percent,
                cells * percent,
                (valid.size() - cells) * percent,
                (graphs.size() - valid.size()) * percent,
                spelt * percent,
                valid.isEmpty() ? 0 : 100.0 * different.size() / valid.size());
    }
}
