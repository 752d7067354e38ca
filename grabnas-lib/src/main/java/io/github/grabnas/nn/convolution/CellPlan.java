package io.github.grabnas.nn.convolution;

import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.NodeType;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a cell, or any other graph of operations, computes, and in which order; every {@link TrainingEngine} follows it.
 * What arrives at a node is the sum of its predecessors' results. Nodes with the same predecessors share that sum and
 * its ReLU. {@code none} nodes and dead ends compute nothing.
 *
 * @param sums the nodes whose results each sum adds up; the first sum, {@link #INPUT}, is what the cell is given. A
 *     step reads a sum that stands before those that it adds to
 * @param output the number of the sum that is the cell's result. It is {@link #INPUT} where the cell hands its input
 *     on, and adds up no nodes where nothing reaches the output
 * @param steps the operations, in an order in which each reads a sum that is complete
 */
public record CellPlan(List<List<Integer>> sums, int output, List<Step> steps) {

    /** The number of the sum that is the cell's input. */
    public static final int INPUT = 0;

    /** Copies the lists. */
    public CellPlan {
        sums = List.copyOf(sums);
        steps = List.copyOf(steps);
    }

    /**
     * One operation.
     *
     * @param type a node's operation; {@link NodeType#INPUT} hands the cell's input on
     * @param node its number in the graph without dead ends; weights are named by it
     * @param source the number of the sum that it reads
     * @param targets the sums that it adds to, at least one
     * @param isFirstConvolution whether it is a convolution, and the first that reads the ReLU of its source
     */
    public record Step(NodeType type, int node, int source, List<Target> targets, boolean isFirstConvolution) {

        /** Copies the list. */
        public Step {
            Objects.requireNonNull(type, "type");
            targets = List.copyOf(targets);
        }

        /** Whether it is a convolution, which reads its source behind a ReLU. */
        public boolean isConvolution() {
            return type == NodeType.NOR_CONV_1X1 || type == NodeType.NOR_CONV_3X3;
        }

        /** Height and width of a convolution's kernel. */
        public int kernel() {
            return switch (type) {
                case NOR_CONV_1X1 -> 1;
                case NOR_CONV_3X3 -> 3;
                case INPUT, OUTPUT, NONE, SKIP_CONNECT, AVG_POOL_3X3 ->
                    throw new IllegalStateException(type + " has no kernel; ask a convolution");
            };
        }
    }

    /**
     * A sum to which a result is added.
     *
     * @param sum its number
     * @param add whether an earlier step wrote to it; the first one's result takes the place of what stands there
     */
    public record Target(int sum, boolean add) {}

    /**
     * The plan of a graph with one input and one output.
     *
     * @throws IllegalArgumentException if the graph has a cycle
     */
    public static CellPlan of(ArchitectureGraph graph) {
        ArchitectureGraph live = graph.withoutDeadEnds();
        List<Integer> order = live.topologicalOrder()
                .orElseThrow(
                        () -> new IllegalArgumentException("graph '" + graph + "' has a cycle; a network needs none"));
        int in = live.types().indexOf(NodeType.INPUT);
        int out = live.types().indexOf(NodeType.OUTPUT);
        Map<List<Integer>, Integer> numbers = new LinkedHashMap<>(Map.of(List.of(in), INPUT));
        for (int node : order) {
            if (node != in) {
                numbers.putIfAbsent(live.predecessors(node), numbers.size());
            }
        }
        List<Step> steps = new ArrayList<>();
        Set<Integer> rectified = new HashSet<>();
        for (int node : order) {
            List<Target> targets = targets(node, order, numbers);
            // The input stands in no sum where all its readers read nothing else.
            if (node != out && !targets.isEmpty()) {
                int source = node == in ? INPUT : numbers.get(live.predecessors(node));
                Step step = new Step(live.type(node), node, source, targets, false);
                steps.add(
                        step.isConvolution() && rectified.add(source)
                                ? new Step(step.type(), node, source, targets, true)
                                : step);
            }
        }
        return new CellPlan(List.copyOf(numbers.keySet()), numbers.get(live.predecessors(out)), steps);
    }

    private static List<Target> targets(int node, List<Integer> order, Map<List<Integer>, Integer> numbers) {
        return numbers.entrySet().stream()
                .filter(e -> e.getKey().contains(node) && e.getValue() != INPUT)
                .map(e -> new Target(
                        e.getValue(),
                        e.getKey().stream().anyMatch(other -> order.indexOf(other) < order.indexOf(node))))
                .toList();
    }

    /** Whether a convolution reads a sum, behind its ReLU. */
    public boolean isRectified(int sum) {
        return steps.stream().anyMatch(step -> step.isFirstConvolution() && step.source() == sum);
    }
}
