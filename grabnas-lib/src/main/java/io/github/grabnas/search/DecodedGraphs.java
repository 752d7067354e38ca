package io.github.grabnas.search;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.surrogate.GraphAutoencoder;

import java.util.List;
import java.util.Optional;

/**
 * The graphs that a decoder network generates (eq. 9 and app. B); they may lie outside the search space.
 *
 * @param autoencoder a decoder that was trained for the surrogate's graph encoder
 * @param settings how it chooses types and edges
 */
public record DecodedGraphs(GraphAutoencoder autoencoder, DecodingSettings settings) implements CandidateDecoder {

    @Override
    public String name() {
        return "decoder";
    }

    @Override
    public List<Optional<ArchitectureGraph>> decode(Matrix embeddings, SupportSet support, int iteration) {
        return decodeFurther(embeddings, support, iteration, 0);
    }

    @Override
    public List<Optional<ArchitectureGraph>> decodeFurther(
            Matrix embeddings, SupportSet support, int iteration, int further) {
        return autoencoder.decode(embeddings, settings.rule(support.problem().seed(), iteration, further)).stream()
                .map(Optional::of)
                .toList();
    }
}
