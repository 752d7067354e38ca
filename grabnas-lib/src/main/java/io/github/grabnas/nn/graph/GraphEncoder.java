package io.github.grabnas.nn.graph;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Linear;
import io.github.grabnas.nn.autodiff.NotesCodec;
import io.github.grabnas.nn.autodiff.ParameterInitializer;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;

import java.util.List;

/**
 * The graph encoder ψ, eq. 8, 13 and 14 (D-VAE, Zhang et al., 2019): messages pass from input to output and, with other
 * weights, from output to input; the last states of both ways are put side by side and go through two linear maps to
 * the embedding x^G.
 *
 * <pre>{@code
 * GraphEncoder encoder = GraphEncoder.standard();
 * Matrix latents = encoder.embed(encoder.initialize(0), GraphBatch.of(Cell.all()));   // 15,625 x 56
 * }</pre>
 *
 * <p>Without vertex ids the embedding does not depend on how parallel nodes are numbered; with them, as in D-VAE and
 * MetaD2A, it does.
 *
 * @param hidden the length of a node's state; MetaD2A has 56
 * @param embedding the length of x^G; MetaD2A has 56
 * @param maxNodes the largest graph that can be encoded with vertex ids; a cell has 8 nodes
 * @param vertexIds whether messages know their node's number
 */
public record GraphEncoder(int hidden, int embedding, int maxNodes, boolean vertexIds) {

    private static final int AT_ONCE = 16_384;

    /** The beginning of its parameters' names. */
    public static final String NAME = "graph";

    /** How its sizes are written to a parameter file. */
    public static final NotesCodec<GraphEncoder> NOTES = NotesCodec.of(
            "graph-encoder",
            e -> NotesCodec.Sizes.none()
                    .with("hidden", e.hidden())
                    .with("embedding", e.embedding())
                    .with("max-nodes", e.maxNodes())
                    .with("vertex-ids", e.vertexIds()),
            s -> new GraphEncoder(
                    s.integer("hidden"), s.integer("embedding"), s.integer("max-nodes"), s.flag("vertex-ids")));

    /** Checks the sizes. */
    public GraphEncoder {
        if (embedding < 1 || hidden < 1 || maxNodes < 2) {
            throw new IllegalArgumentException("encoder of graphs with at most " + maxNodes + " nodes as embeddings of "
                    + embedding + " numbers with " + hidden + " hidden units; expected at least 2 nodes and 1 of each");
        }
    }

    /** The published sizes. */
    public static GraphEncoder standard() {
        return new GraphEncoder(56, 56, 8, true);
    }

    private MessagePassing passing(boolean backward) {
        return new MessagePassing(NAME + (backward ? ".backward" : ".forward"), backward, hidden, maxNodes, vertexIds);
    }

    private Linear unify() {
        return new Linear(NAME + ".unify", 2 * hidden, hidden);
    }

    private Linear latent() {
        return new Linear(NAME + ".latent", hidden, embedding);
    }

    /** Draws the parameters. */
    public void initialize(ParameterInitializer initializer) {
        passing(false).initialize(initializer);
        passing(true).initialize(initializer);
        unify().initialize(initializer);
        latent().initialize(initializer);
    }

    /** The parameters that a seed gives. */
    public Parameters initialize(long seed) {
        ParameterInitializer initializer = new ParameterInitializer(seed);
        initialize(initializer);
        return initializer.parameters();
    }

    /**
     * The embeddings of graphs, one row each.
     *
     * @throws IllegalArgumentException if vertex ids are used and a graph has more nodes than there are
     */
    public Variable encode(Tape tape, GraphBatch graphs) {
        requireEncodable(graphs);
        Variable both =
                passing(false).apply(tape, graphs).concatColumns(passing(true).apply(tape, graphs));
        return latent().apply(unify().apply(both));
    }

    /**
     * Checks that graphs can be encoded, at once and without weights.
     *
     * @throws IllegalArgumentException if vertex ids are used and a graph has more nodes than there are
     */
    public void requireEncodable(GraphBatch graphs) {
        if (vertexIds && graphs.largest() > maxNodes) {
            throw new IllegalArgumentException(
                    "a graph has " + graphs.largest() + " nodes; this encoder has vertex ids for " + maxNodes
                            + "; make one with more, or without vertex ids");
        }
    }

    /** {@link #encode}, values only. */
    public Matrix embed(Parameters parameters, GraphBatch graphs) {
        return encode(Tape.forward(parameters), graphs).value();
    }

    /** The same for any number of graphs: {@value #AT_ONCE} at a time, so that memory does not grow with them. */
    public Matrix embed(Parameters parameters, List<? extends Architecture> graphs) {
        Matrix embeddings = Matrix.zeros(0, embedding);
        for (int i = 0; i < graphs.size(); i += AT_ONCE) {
            List<? extends Architecture> some = graphs.subList(i, Math.min(i + AT_ONCE, graphs.size()));
            embeddings = embeddings.append(embed(parameters, GraphBatch.of(some)));
        }
        return embeddings;
    }

    /**
     * The hidden states of one graph's nodes, one row a node, for a look inside: eq. 13, node after node.
     *
     * @param backward in the direction from output to input
     */
    public Matrix states(Parameters parameters, ArchitectureGraph graph, boolean backward) {
        return passing(backward).trace(Tape.forward(parameters), graph).value();
    }
}
