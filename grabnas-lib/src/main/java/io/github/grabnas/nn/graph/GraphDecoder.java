package io.github.grabnas.nn.graph;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Linear;
import io.github.grabnas.nn.autodiff.NotesCodec;
import io.github.grabnas.nn.autodiff.ParameterInitializer;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.NodeType;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The graph decoder ζ, eq. 9 and 15 to 17 (D-VAE, Zhang et al., 2019): from a latent vector a graph, node after node.
 * {@code h_0 = tanh(linear(z))} is what comes into the first node, the input. Each further node's type comes from the
 * state of the node before it, {@code softmax(MLP(h))}; then the edges to it are decided, from the node before it down
 * to the first, each by {@code sigmoid(MLP(h_l, h_k))}, and each edge updates the new node's state. The output node
 * ends the graph and is joined to every node that nothing follows; the last possible node is always an output.
 *
 * <p>By default a node's number stands beside its type in o_v too, not only in the messages that it sends. The
 * published decoder cannot tell how far it has come where a graph is not a chain: nodes 1, 2 and 4 of a cell all follow
 * the input alone, so that with equal types their states are equal, and so is what the decoder expects next. MetaD2A
 * trains its decoder on graphs with an added chain of edges ({@link ArchitectureGraph#chained()}).
 *
 * <p>The decoder has its own GRU, gate and mapper. Hidden layers: twice the width for types, four times for edges, with
 * ReLU.
 *
 * @param embedding the length of a latent vector
 * @param hidden the length of a node's state
 * @param maxNodes the largest graph that can come out; a cell has 8 nodes
 * @param vertexIds whether messages know their node's number, as in D-VAE
 * @param numberedStates whether the number stands beside the type in o_v as well; beyond D-VAE
 * @param outputEdges whether the likelihood holds the edges to the output node too, as in MetaD2A's loss. Otherwise the
 *     rule gives them by which the output is joined to what nothing follows; decoding keeps to it either way
 */
public record GraphDecoder(
        int embedding, int hidden, int maxNodes, boolean vertexIds, boolean numberedStates, boolean outputEdges) {

    /** The beginning of its parameters' names. */
    public static final String NAME = "decoder";

    /** How its sizes are written to a parameter file. */
    public static final NotesCodec<GraphDecoder> NOTES = NotesCodec.of(
            "graph-decoder",
            d -> NotesCodec.Sizes.none()
                    .with("embedding", d.embedding())
                    .with("hidden", d.hidden())
                    .with("max-nodes", d.maxNodes())
                    .with("vertex-ids", d.vertexIds())
                    .withUnlessUsual("numbered-states", d.numberedStates(), d.vertexIds())
                    .withUnlessUsual("output-edges", d.outputEdges(), false),
            s -> new GraphDecoder(
                    s.integer("embedding"),
                    s.integer("hidden"),
                    s.integer("max-nodes"),
                    s.flag("vertex-ids"),
                    s.flag("numbered-states", s.flag("vertex-ids")),
                    s.flag("output-edges", false)));

    /** Checks the sizes. */
    public GraphDecoder {
        if (embedding < 1 || hidden < 1) {
            throw new IllegalArgumentException("decoder of embeddings of " + embedding + " numbers with " + hidden
                    + " hidden units; expected at least 1 of each");
        }
        if (maxNodes < 2 || maxNodes > ArchitectureGraph.MAX_NODES) {
            throw new IllegalArgumentException("decoder of graphs with at most " + maxNodes + " nodes; expected 2 to "
                    + ArchitectureGraph.MAX_NODES);
        }
    }

    /** A decoder of which messages and states know their node's number, or neither does. */
    public GraphDecoder(int embedding, int hidden, int maxNodes, boolean vertexIds) {
        this(embedding, hidden, maxNodes, vertexIds, vertexIds, false);
    }

    /** The published sizes. */
    public static GraphDecoder standard() {
        return new GraphDecoder(56, 56, 8, true);
    }

    /** The published sizes, as MetaD2A's code has them: numbers in messages alone, edges to the output learnt. */
    public static GraphDecoder metaD2a() {
        return new GraphDecoder(56, 56, 8, true, false, true);
    }

    private Linear initial() {
        return new Linear(NAME + ".initial", embedding, hidden);
    }

    GatedRecurrentUnit unit() {
        return new GatedRecurrentUnit(NAME + ".gru", NodeType.all().size(), hidden);
    }

    private GatedMessage message() {
        return new GatedMessage(NAME, hidden, maxNodes, vertexIds);
    }

    private Linear nodeFirst() {
        return new Linear(NAME + ".node.first", hidden, 2 * hidden);
    }

    private Linear nodeSecond() {
        return new Linear(NAME + ".node.second", 2 * hidden, NodeType.all().size());
    }

    /** The first layer of the edge MLP, on [h_l, h_k], in two halves: the earlier node's is computed once for all k. */
    private Linear edgeSource() {
        return new Linear(NAME + ".edge.source", hidden, 4 * hidden, false);
    }

    Linear edgeTarget() {
        return new Linear(NAME + ".edge.target", hidden, 4 * hidden);
    }

    Linear edgeSecond() {
        return new Linear(NAME + ".edge.second", 4 * hidden, 1);
    }

    /** Draws the parameters. */
    public void initialize(ParameterInitializer initializer) {
        initial().initialize(initializer);
        unit().initialize(initializer);
        if (numberedStates) {
            unit().initializeVertices(initializer, maxNodes);
        }
        message().initialize(initializer);
        nodeFirst().initialize(initializer);
        nodeSecond().initialize(initializer);
        edgeSource().initialize(initializer);
        edgeTarget().initialize(initializer);
        edgeSecond().initialize(initializer);
    }

    /** The parameters that a seed gives. */
    public Parameters initialize(long seed) {
        ParameterInitializer initializer = new ParameterInitializer(seed);
        initialize(initializer);
        return initializer.parameters();
    }

    /** A node that has been decided on, for all graphs of a batch that have one: one row each. */
    record Node(Variable state, Variable message, Variable source) {

        Node rows(int... which) {
            return new Node(state.rows(which), message.rows(which), source.rows(which));
        }

        Node first(int count) {
            return count == state.rows() ? this : rows(IntStream.range(0, count).toArray());
        }
    }

    Node node(Variable state, int number) {
        int[] numbers = new int[state.rows()];
        java.util.Arrays.fill(numbers, number);
        return new Node(state, message().apply(state, numbers), edgeSource().apply(state));
    }

    Variable typeScores(Variable graphState) {
        return nodeSecond().apply(nodeFirst().apply(graphState).relu());
    }

    /** The scores of edges, from the halves of the edge MLP's first layer. */
    Variable edgeScores(Variable source, Variable target) {
        return edgeSecond().apply(source.plus(target).relu());
    }

    Variable table(Tape tape, int number) {
        return numberedStates ? unit().table(tape, number) : unit().table(tape);
    }

    Node input(Variable latents) {
        int[] types = new int[latents.rows()];
        java.util.Arrays.fill(types, NodeType.INPUT.ordinal());
        return node(
                unit().apply(
                                table(latents.tape(), 0),
                                types,
                                initial().apply(latents).tanh()),
                0);
    }

    /**
     * The log-likelihood of graphs given latent vectors, by teacher forcing: the sum over the nodes after the first of
     * the logarithms of the probabilities of its type and of each edge to it being there or not; of the output node's
     * edges only with {@code outputEdges}.
     *
     * @param latents n x embedding
     * @param graphs n graphs, of any sizes up to {@code maxNodes}
     * @return n x 1
     * @throws IllegalArgumentException if a graph cannot come out of the decoder: it has too many nodes, does not begin
     *     with the input and end with the output, or, without {@code outputEdges}, its output is not joined to just
     *     those nodes that nothing follows
     */
    public Variable logLikelihood(Variable latents, List<ArchitectureGraph> graphs) {
        if (graphs.size() != latents.rows()) {
            throw new IllegalArgumentException(graphs.size() + " graphs for latents that are a " + latents.value());
        }
        List<ArchitectureGraph> ordered = graphs.stream().map(this::ordered).toList();
        // Larger graphs first: those that have a k-th node are then the first so many rows.
        int[] order = IntStream.range(0, graphs.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -ordered.get(i).nodeCount()))
                .mapToInt(Integer::intValue)
                .toArray();
        List<ArchitectureGraph> sorted =
                IntStream.of(order).mapToObj(ordered::get).toList();
        return new TeacherForcing(this, latents.rows(order), sorted).run(order);
    }

    private ArchitectureGraph ordered(ArchitectureGraph graph) {
        int[] order = GraphBatch.order(graph);
        ArchitectureGraph renumbered =
                graph.renumbered(IntStream.of(order).boxed().toList());
        int last = renumbered.nodeCount() - 1;
        if (last < 1
                || renumbered.nodeCount() > maxNodes
                || renumbered.type(0) != NodeType.INPUT
                || renumbered.type(last) != NodeType.OUTPUT
                || !outputEdges
                        && IntStream.range(0, last)
                                .anyMatch(n -> renumbered.successors(n).stream().allMatch(s -> s == last)
                                        != renumbered.hasEdge(n, last))) {
            throw new IllegalArgumentException(
                    "graph '" + graph + "' cannot come out of this decoder; expected at most " + maxNodes
                            + " nodes, from an input to an output that is joined to just those nodes that nothing else "
                            + "follows");
        }
        return renumbered;
    }

    /**
     * Decodes latent vectors, one row each. What comes out may be a cell's graph, another architecture's or none's;
     * {@link io.github.grabnas.space.GraphClassifier} tells.
     */
    public List<ArchitectureGraph> decode(Parameters parameters, Matrix latents, DecodingRule rule) {
        return new GraphGeneration(this, parameters, latents, Choice.all(rule, latents.rows())).run();
    }
}
