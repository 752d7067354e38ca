package io.github.grabnas.surrogate;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.ParameterFile;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.graph.DecodingRule;
import io.github.grabnas.nn.graph.GraphBatch;
import io.github.grabnas.nn.graph.GraphDecoder;
import io.github.grabnas.nn.graph.GraphEncoder;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A trained graph encoder and decoder (sec. 3.3): architectures become vectors and vectors become graphs.
 *
 * <pre>{@code
 * GraphAutoencoder autoencoder = GraphAutoencoder.cells();
 * Matrix latents = autoencoder.encode(List.of(cell));
 * ArchitectureGraph back = autoencoder.decode(latents, new DecodingRule.Argmax()).get(0);
 * }</pre>
 *
 * @param encoder its sizes
 * @param decoder its sizes
 * @param parameters of both
 * @param notes how they were trained
 */
public record GraphAutoencoder(
        GraphEncoder encoder, GraphDecoder decoder, Parameters parameters, Map<String, String> notes) {

    /** The autoencoder of cells that comes with the checkout. */
    public static final String CELLS = "autoencoder/cells.safetensors";

    /** The autoencoder of cells and of graphs of up to ten nodes that comes with the checkout. */
    public static final String WIDER = "autoencoder/wider.safetensors";

    /** Checks that the parameters fit. */
    public GraphAutoencoder {
        parameters.checkedAgainst(encoder.initialize(0).and(decoder.initialize(0)));
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    /** The autoencoder that comes with the checkout, trained on cells without any accuracies. */
    public static GraphAutoencoder cells() throws IOException {
        return read(DataFolder.embedded(CELLS));
    }

    /** The autoencoder that comes with the checkout, trained on the wider family without any accuracies. */
    public static GraphAutoencoder wider() throws IOException {
        return read(DataFolder.embedded(WIDER));
    }

    /**
     * Reads an autoencoder.
     *
     * @throws DataFormatException if the file is not one that {@link #write} made
     */
    public static GraphAutoencoder read(Path file) throws IOException {
        ParameterFile content = ParameterFile.read(file);
        try {
            Map<String, String> notes = new LinkedHashMap<>(content.notes());
            notes.keySet().removeIf(n -> GraphEncoder.NOTES.describes(n) || GraphDecoder.NOTES.describes(n));
            return new GraphAutoencoder(
                    GraphEncoder.NOTES.read(content), GraphDecoder.NOTES.read(content), content.parameters(), notes);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DataFormatException(file, "it holds no graph autoencoder: " + e.getMessage());
        }
    }

    /** Writes the autoencoder; {@link #read} gives the same bit for bit. */
    public void write(Path file) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(GraphEncoder.NOTES.notes(encoder));
        all.putAll(GraphDecoder.NOTES.notes(decoder));
        new ParameterFile(parameters, ParameterFile.described(all, notes)).write(file);
    }

    /** Whether the encoder is that of a surrogate, weight for weight, so that the decoder can decode its embeddings. */
    public boolean hasEncoderOf(MetaCheckpoint surrogate) {
        Parameters own = parameters.startingWith(GraphEncoder.NAME + ".");
        Parameters others = surrogate.parameters().startingWith(GraphEncoder.NAME + ".");
        return encoder.equals(surrogate.model().graphs())
                && own.names().stream()
                        .allMatch(name ->
                                others.contains(name) && others.get(name).equals(own.get(name)));
    }

    /** The embeddings of architectures, one row each. */
    public Matrix encode(Collection<? extends Architecture> architectures) {
        return encoder.embed(parameters, GraphBatch.of(architectures));
    }

    /** The graphs of latent vectors, one a row. */
    public List<ArchitectureGraph> decode(Matrix latents, DecodingRule rule) {
        return decoder.decode(parameters, latents, rule);
    }

    /**
     * Graphs, valid or not, around others: of each the most likely graph of its embedding, moved by normally
     * distributed noise.
     *
     * @param deviations of the noise, in standard deviations of the embeddings of these graphs, coordinate by
     *     coordinate
     */
    public List<ArchitectureGraph> around(List<ArchitectureGraph> graphs, double deviations, long seed) {
        Matrix latents = encode(graphs);
        Matrix moved = LatentScale.of(latents).moved(latents, deviations, new SplittableRandom(seed));
        return decode(moved, new DecodingRule.Argmax());
    }
}
