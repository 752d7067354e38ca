package io.github.grabnas.nn.graph;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.NodeType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The graphs that a {@link GraphDecoder} decodes in one batch; finished ones leave it. */
final class GraphGeneration {

    private final GraphDecoder decoder;
    private final Tape tape;
    private final List<GraphDraft> drafts = new ArrayList<>();
    private List<GraphDraft> open;
    private List<GraphDecoder.Node> nodes = new ArrayList<>();

    /**
     * A batch that has not begun.
     *
     * @param choices one for each latent vector
     */
    GraphGeneration(GraphDecoder decoder, Parameters parameters, Matrix latents, List<Choice> choices) {
        this.decoder = decoder;
        this.tape = Tape.forward(parameters);
        choices.forEach(choice -> drafts.add(new GraphDraft(choice)));
        this.open = drafts;
        nodes.add(decoder.input(tape.constant(latents)));
    }

    List<ArchitectureGraph> run() {
        for (int k = 1; k < decoder.maxNodes() && !open.isEmpty(); k++) {
            boolean end = k == decoder.maxNodes() - 1;
            Matrix scores = decoder.typeScores(nodes.get(k - 1).state()).value();
            for (int i = 0; i < open.size(); i++) {
                open.get(i).add(end ? NodeType.OUTPUT : open.get(i).choice().type(scores.row(i)));
            }
            keepUnfinished();
            if (!open.isEmpty()) {
                nodes.add(decoder.node(state(k), k));
            }
        }
        return drafts.stream().map(GraphDraft::finish).toList();
    }

    private void keepUnfinished() {
        int[] kept = IntStream.range(0, open.size())
                .filter(i -> !open.get(i).isFinished())
                .toArray();
        if (kept.length < open.size()) {
            List<GraphDraft> before = open;
            open = IntStream.of(kept).mapToObj(before::get).toList();
            nodes = new ArrayList<>(nodes.stream().map(n -> n.rows(kept)).toList());
        }
    }

    private Variable state(int k) {
        int[] types = open.stream().mapToInt(d -> d.lastType().ordinal()).toArray();
        Variable table = decoder.table(tape, k);
        Variable incoming = tape.constant(Matrix.zeros(types.length, decoder.hidden()));
        Variable state = decoder.unit().apply(table, types, incoming);
        for (int l = k - 1; l >= 0; l--) {
            Matrix scores = decoder.edgeScores(nodes.get(l).source(), state).value();
            boolean[] edges = new boolean[types.length];
            for (int i = 0; i < edges.length; i++) {
                edges[i] = open.get(i).choice().edge(scores.get(i, 0));
                if (edges[i]) {
                    open.get(i).join(l, k);
                }
            }
            incoming = decoder.incoming(incoming, nodes.get(l).message(), edges);
            state = decoder.unit().apply(table, types, incoming);
        }
        return state;
    }
}
