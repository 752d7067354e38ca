package io.github.grabnas.nn.graph;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.RowSum;
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

    /**
     * The states of the newest nodes, after the edges to them are decided. An edge changes the state of its own graph.
     */
    private Variable state(int k) {
        int[] types = open.stream().mapToInt(d -> d.lastType().ordinal()).toArray();
        Variable table = decoder.table(tape, k);
        Variable incoming = tape.constant(Matrix.zeros(types.length, decoder.hidden()));
        Variable state = decoder.unit().apply(table, types, incoming);
        Variable target = decoder.edgeTarget().apply(state);
        for (int l = k - 1; l >= 0; l--) {
            int[] joined = joined(l, k, decoder.edgeScores(nodes.get(l).source(), target));
            if (joined.length == 0) {
                continue;
            }
            Variable more = incoming.rows(joined).plus(nodes.get(l).message().rows(joined));
            Variable changed = decoder.unit()
                    .apply(table, IntStream.of(joined).map(i -> types[i]).toArray(), more);
            incoming = withRows(incoming, joined, more);
            state = withRows(state, joined, changed);
            if (l > 0) {
                target = withRows(target, joined, decoder.edgeTarget().apply(changed));
            }
        }
        return state;
    }

    /** Decides on the edge from a node to the newest one in every open graph, and tells in which there is one. */
    private int[] joined(int from, int to, Variable scores) {
        Matrix values = scores.value();
        return IntStream.range(0, open.size())
                .filter(i -> open.get(i).choice().edge(values.get(i, 0)))
                .peek(i -> open.get(i).join(from, to))
                .toArray();
    }

    /** A matrix with some of its rows, by rising number, put in place of those that it had. */
    private Variable withRows(Variable before, int[] which, Variable rows) {
        int[] sources = new int[before.rows()];
        int[] taken = IntStream.range(0, before.rows()).toArray();
        for (int r = 0; r < which.length; r++) {
            sources[which[r]] = 1;
            taken[which[r]] = r;
        }
        return RowSum.of(tape, List.of(before, rows), before.columns(), RowSum.Terms.single(sources, taken));
    }
}
