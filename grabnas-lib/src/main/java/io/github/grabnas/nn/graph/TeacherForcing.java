package io.github.grabnas.nn.graph;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.LogLikelihood;
import io.github.grabnas.nn.autodiff.RowSum;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;
import io.github.grabnas.nn.graph.GraphDecoder.Node;
import io.github.grabnas.space.ArchitectureGraph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One pass of a {@link GraphDecoder} over a batch of known graphs, larger graphs first, so that those that have a k-th
 * node are the first so many rows.
 *
 * <p>Since the graphs are known, so is which state each decision on an edge rests upon: that after the edges from later
 * nodes were added. All states of a node after its j-th edge are therefore one batch, of the graphs that have so many,
 * and all decisions on edges to a node are one.
 */
final class TeacherForcing {

    private final GraphDecoder decoder;
    private final Tape tape;
    private final List<ArchitectureGraph> graphs;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Decisions> decisions = new ArrayList<>();

    /**
     * The log-likelihoods of decisions.
     *
     * @param terms {@code perGraph} rows for each of the first graphs, one graph after the other
     */
    private record Decisions(Variable terms, int perGraph) {}

    /** The states of a node after some number of its edges, and in which row that of each graph is that has so many. */
    private record Stage(Variable states, int[] rowOf) {}

    TeacherForcing(GraphDecoder decoder, Variable latents, List<ArchitectureGraph> graphs) {
        this.decoder = decoder;
        this.tape = latents.tape();
        this.graphs = graphs;
        nodes.add(decoder.input(latents));
    }

    /**
     * The log-likelihood of each graph, n x 1.
     *
     * @param order of each graph the row of its result
     */
    Variable run(int[] order) {
        for (int k = 1; k < graphs.get(0).nodeCount(); k++) {
            int number = k;
            int[] types = graphs.stream()
                    .limit(having(k))
                    .mapToInt(g -> g.type(number).ordinal())
                    .toArray();
            Variable before = nodes.get(k - 1).first(types.length).state();
            decisions.add(new Decisions(LogLikelihood.categorical(decoder.typeScores(before), types), 1));
            int going = having(decoder.outputEdges() ? k : k + 1);
            if (going > 0) {
                nodes.add(decoder.node(state(k, Arrays.copyOf(types, going)), k));
            }
        }
        return total(order);
    }

    /** How many graphs have a node of this number. */
    private int having(int number) {
        return (int) graphs.stream().filter(g -> g.nodeCount() > number).count();
    }

    /** The final states of node k, after the decisions on its edges are noted. */
    private Variable state(int k, int[] types) {
        int[][] sources = new int[types.length][];
        for (int g = 0; g < sources.length; g++) {
            // From the node before it down to the first.
            int[] ascending = graphs.get(g).predecessors(k).stream()
                    .mapToInt(Integer::intValue)
                    .sorted()
                    .toArray();
            sources[g] = new int[ascending.length];
            Arrays.setAll(sources[g], i -> ascending[ascending.length - 1 - i]);
        }
        List<Stage> stages = stages(k, types, sources);
        decide(k, stages, sources);
        int[] stage = new int[types.length];
        int[] row = new int[types.length];
        for (int g = 0; g < types.length; g++) {
            stage[g] = sources[g].length;
            row[g] = stages.get(stage[g]).rowOf[g];
        }
        return RowSum.of(
                tape, stages.stream().map(Stage::states).toList(), decoder.hidden(), RowSum.Terms.single(stage, row));
    }

    private List<Stage> stages(int k, int[] types, int[][] sources) {
        Variable table = decoder.table(tape, k);
        List<Stage> stages = new ArrayList<>();
        int[] active = new int[types.length];
        Arrays.setAll(active, g -> g);
        Variable incoming = tape.constant(Matrix.zeros(types.length, decoder.hidden()));
        for (int edges = 0; active.length > 0; edges++) {
            if (edges > 0) {
                incoming = incoming(k, incoming, stages.get(edges - 1), active, sources, edges);
            }
            int[] kinds = Arrays.stream(active).map(g -> types[g]).toArray();
            int[] rowOf = new int[types.length];
            for (int row = 0; row < active.length; row++) {
                rowOf[active[row]] = row;
            }
            stages.add(new Stage(decoder.unit().apply(table, kinds, incoming), rowOf));
            int next = edges + 1;
            active =
                    Arrays.stream(active).filter(g -> sources[g].length >= next).toArray();
        }
        return stages;
    }

    /** What comes into node k by the first so many edges: what came by the edges before, and one more message. */
    private Variable incoming(int k, Variable before, Stage last, int[] active, int[][] sources, int edges) {
        List<Variable> from = new ArrayList<>(List.of(before));
        nodes.subList(0, k).forEach(node -> from.add(node.message()));
        int[] offsets = new int[active.length + 1];
        int[] which = new int[2 * active.length];
        int[] rows = new int[2 * active.length];
        for (int i = 0; i < active.length; i++) {
            int graph = active[i];
            rows[2 * i] = last.rowOf[graph];
            which[2 * i + 1] = 1 + sources[graph][edges - 1];
            rows[2 * i + 1] = graph;
            offsets[i + 1] = 2 * i + 2;
        }
        return RowSum.of(tape, from, decoder.hidden(), RowSum.Terms.of(offsets, which, rows));
    }

    /** Whether there is an edge from each earlier node, each decided upon by the state that there was then. */
    private void decide(int k, List<Stage> stages, int[][] sources) {
        List<Variable> halves = new ArrayList<>();
        nodes.subList(0, k).forEach(node -> halves.add(node.source()));
        stages.forEach(stage -> halves.add(decoder.edgeTarget().apply(stage.states)));
        int pairs = sources.length * k;
        int[] offsets = new int[pairs + 1];
        int[] which = new int[2 * pairs];
        int[] rows = new int[2 * pairs];
        boolean[] there = new boolean[pairs];
        int pair = 0;
        for (int g = 0; g < sources.length; g++) {
            int edges = 0;
            for (int l = k - 1; l >= 0; l--, pair++) {
                which[2 * pair] = l;
                rows[2 * pair] = g;
                which[2 * pair + 1] = k + edges;
                rows[2 * pair + 1] = stages.get(edges).rowOf[g];
                offsets[pair + 1] = 2 * pair + 2;
                there[pair] = edges < sources[g].length && sources[g][edges] == l;
                edges += there[pair] ? 1 : 0;
            }
        }
        Variable hidden = RowSum.of(tape, halves, halves.get(0).columns(), RowSum.Terms.of(offsets, which, rows));
        decisions.add(new Decisions(LogLikelihood.bernoulli(decoder.edgeSecond().apply(hidden.relu()), there), k));
    }

    private Variable total(int[] order) {
        int[] place = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            place[order[i]] = i;
        }
        List<Integer> sources = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        int[] offsets = new int[order.length + 1];
        for (int g = 0; g < order.length; g++) {
            for (int d = 0; d < decisions.size(); d++) {
                int perGraph = decisions.get(d).perGraph;
                for (int i = 0; place[g] * perGraph < decisions.get(d).terms.rows() && i < perGraph; i++) {
                    sources.add(d);
                    rows.add(place[g] * perGraph + i);
                }
            }
            offsets[g + 1] = rows.size();
        }
        return RowSum.of(
                tape,
                decisions.stream().map(Decisions::terms).toList(),
                1,
                RowSum.Terms.of(
                        offsets,
                        sources.stream().mapToInt(Integer::intValue).toArray(),
                        rows.stream().mapToInt(Integer::intValue).toArray()));
    }
}
