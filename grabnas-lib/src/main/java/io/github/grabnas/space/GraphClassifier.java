package io.github.grabnas.space;

import io.github.grabnas.space.GraphClassification.Invalid;
import io.github.grabnas.space.GraphClassification.KnownCell;
import io.github.grabnas.space.GraphClassification.Novel;
import io.github.grabnas.space.GraphClassification.Reason;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Classifies graphs for a given search space: a cell, a novel architecture, or no architecture.
 *
 * <p>A graph is valid if it has one input without predecessors, one output without successors, no cycle, and a path
 * from input to output. It is a cell if its {@link CanonicalForm} is that of one of the 15,625. A valid graph whose
 * every path passes a {@code none} node computes zero, as some cells do, and so counts as a cell.
 *
 * <pre>{@code
 * GraphClassifier classifier = new GraphClassifier(new NasBench201());
 * if (classifier.classify(graph) instanceof KnownCell known) {
 *     table.accuracy(known.cell(), target);
 * }
 * }</pre>
 */
public final class GraphClassifier {

    private final SearchSpace space;
    /** The graphs of the space that are no cells, by the function that they compute. */
    private final Map<CanonicalForm, ArchitectureGraph> graphs = new HashMap<>();

    /** A classifier that says of each architecture whether it belongs to the given space. */
    public GraphClassifier(SearchSpace space) {
        this.space = space;
        for (Architecture architecture : space.architectures()) {
            if (architecture instanceof ArchitectureGraph graph) {
                graphs.putIfAbsent(CanonicalForm.of(graph), graph);
            }
        }
    }

    /**
     * Refuses a graph that is no architecture.
     *
     * @throws IllegalArgumentException with the graph and its fault
     */
    public static void requireValid(ArchitectureGraph graph) {
        fault(graph).ifPresent(invalid -> {
            throw new IllegalArgumentException("'" + graph + "' is no architecture: " + invalid.message());
        });
    }

    /** The search space for which graphs are classified. */
    public SearchSpace space() {
        return space;
    }

    /** Classifies a graph by the function that it computes. */
    public GraphClassification classify(ArchitectureGraph graph) {
        Optional<Invalid> fault = fault(graph);
        if (fault.isPresent()) {
            return fault.get();
        }
        CanonicalForm form = CanonicalForm.of(graph);
        if (graph.toCell().isEmpty() && space.contains(graph)) {
            // A space may list several graphs of one function; each is itself.
            return new Novel(graph, true, form);
        }
        Optional<Cell> cell = graph.toCell().or(() -> representative(form));
        if (cell.isPresent() && (space.contains(cell.get()) || !graphs.containsKey(form))) {
            return new KnownCell(cell.get(), space.contains(cell.get()), form);
        }
        return new Novel(graphs.getOrDefault(form, graph.withoutDeadEnds()), graphs.containsKey(form), form);
    }

    private Optional<Cell> representative(CanonicalForm form) {
        List<Cell> same = FunctionClasses.cells(form);
        return same.stream()
                .filter(space::contains)
                .findFirst()
                .or(() -> same.stream().findFirst());
    }

    /**
     * Classifies a graph as MetaD2A's public code does: eight nodes whose types spell input, six operations, output are
     * the cell with these operations, whatever the edges are; anything else is invalid. Published numbers were very
     * likely made so.
     */
    public GraphClassification classifyTypeSequence(ArchitectureGraph graph) {
        return graph.cellOfTypes()
                .<GraphClassification>map(c -> new KnownCell(c, space.contains(c), CanonicalForm.of(c)))
                .orElseGet(() -> new Invalid(
                        Reason.NOT_A_CELL_SEQUENCE,
                        "node types " + graph.types() + " do not spell input, six operations, output"));
    }

    private static Optional<Invalid> fault(ArchitectureGraph graph) {
        List<Integer> inputs = nodes(graph, NodeType.INPUT);
        List<Integer> outputs = nodes(graph, NodeType.OUTPUT);
        if (inputs.size() != 1) {
            return invalid(Reason.INPUT_COUNT, "expected one input node, found " + inputs.size() + " " + inputs);
        }
        if (outputs.size() != 1) {
            return invalid(Reason.OUTPUT_COUNT, "expected one output node, found " + outputs.size() + " " + outputs);
        }
        int input = inputs.get(0);
        int output = outputs.get(0);
        if (!graph.predecessors(input).isEmpty()) {
            return invalid(
                    Reason.EDGE_INTO_INPUT,
                    "edges lead into the input node " + input + " from " + graph.predecessors(input));
        }
        if (!graph.successors(output).isEmpty()) {
            return invalid(
                    Reason.EDGE_OUT_OF_OUTPUT,
                    "edges lead out of the output node " + output + " to " + graph.successors(output));
        }
        if (graph.topologicalOrder().isEmpty()) {
            return invalid(Reason.CYCLE, "the graph has a cycle");
        }
        if (!graph.hasPathFromInputToOutput()) {
            return invalid(
                    Reason.NO_PATH, "no path leads from the input node " + input + " to the output node " + output);
        }
        return Optional.empty();
    }

    private static Optional<Invalid> invalid(Reason reason, String message) {
        return Optional.of(new Invalid(reason, message));
    }

    private static List<Integer> nodes(ArchitectureGraph graph, NodeType type) {
        return IntStream.range(0, graph.nodeCount())
                .filter(n -> graph.type(n) == type)
                .boxed()
                .toList();
    }
}
