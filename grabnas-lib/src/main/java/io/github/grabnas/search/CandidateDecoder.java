package io.github.grabnas.search;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.space.ArchitectureGraph;

import java.util.List;
import java.util.Optional;

/**
 * A way back from the latent space to architectures: the graph decoder ({@link DecodedGraphs}, eq. 9), the nearest
 * architecture of the space ({@link NearestArchitectures}), or one's own.
 */
public interface CandidateDecoder {

    /** The name in records and tables, such as {@code decoder}. */
    String name();

    /**
     * The graph of each of some vectors.
     *
     * @param embeddings vectors of the latent space, one row each
     * @param support what was observed so far
     * @param iteration t; with the problem's seed it decides every random choice
     * @return for each row a graph, which need not be a valid architecture; empty where there is none
     */
    List<Optional<ArchitectureGraph>> decode(Matrix embeddings, SupportSet support, int iteration);

    /**
     * The same for a further step of an ascent that goes on until something new decodes. A way back that draws at
     * random draws anew; any other has no need to tell the steps apart.
     *
     * @param further how many such steps the iteration has had with this one, from 1
     */
    default List<Optional<ArchitectureGraph>> decodeFurther(
            Matrix embeddings, SupportSet support, int iteration, int further) {
        return decode(embeddings, support, iteration);
    }
}
