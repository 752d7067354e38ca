package io.github.grabnas.report;

import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.nn.convolution.NetworkCost;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.CanonicalForm;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.FunctionClasses;
import io.github.grabnas.space.GraphClassification.KnownCell;
import io.github.grabnas.space.GraphClassifier;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.NodeType;
import io.github.grabnas.space.Operation;
import io.github.grabnas.space.UniqueCells;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is known of an architecture without training it.
 *
 * @param architecture described
 * @param computation what each node computes, a line for each
 * @param facts name and text, in the order to be shown: which cells are equal, parameters, multiply-adds, accuracies
 */
public record ArchitectureDescription(Architecture architecture, List<String> computation, Map<String, String> facts) {

    /** Copies the list; the map keeps its order. */
    public ArchitectureDescription {
        computation = List.copyOf(computation);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /**
     * Describes an architecture.
     *
     * @param skeleton for which parameters and multiply-adds are counted
     * @param data where the published table of accuracies is looked for; those of the checkout are looked up too
     * @throws IllegalArgumentException if it is a graph that is no architecture; the message says why
     * @throws IOException if a table is damaged
     */
    public static ArchitectureDescription of(Architecture architecture, Skeleton skeleton, DataFolder data)
            throws IOException {
        GraphClassifier.requireValid(architecture.graph());
        Optional<Cell> cell = cell(architecture);
        Map<String, String> facts = new LinkedHashMap<>();
        if (cell.isPresent()) {
            describe(architecture, cell.get(), facts);
        } else {
            facts.put("cell", "none computes the same: a novel graph");
        }
        facts.put("canonical form", CanonicalForm.of(architecture.graph()).text());
        NetworkCost cost = NetworkCost.of(architecture.graph(), skeleton);
        facts.put("network", network(skeleton));
        facts.put("parameters", parameters(cost));
        facts.put("multiply-adds", String.format(Locale.ROOT, "%.3f million an image", cost.flops() / 1e6));
        if (cell.isPresent()) {
            facts.putAll(accuracies(cell.get(), data));
        }
        return new ArchitectureDescription(
                architecture,
                architecture instanceof Cell own ? computation(own) : computation(architecture.graph()),
                facts);
    }

    private static Optional<Cell> cell(Architecture architecture) {
        return architecture instanceof Cell own
                ? Optional.of(own)
                : new GraphClassifier(new NasBench201()).classify(architecture.graph()) instanceof KnownCell known
                        ? Optional.of(known.cell())
                        : Optional.empty();
    }

    private static void describe(Architecture architecture, Cell cell, Map<String, String> facts) {
        Cell representative = UniqueCells.representative(cell);
        facts.put(
                "cell",
                (architecture instanceof Cell ? "" : "computes the function of ") + cell.text() + ", number "
                        + cell.index() + " of " + String.format(Locale.ROOT, "%,d", Cell.COUNT));
        long same = Cell.all().stream()
                .filter(c -> UniqueCells.representative(c).equals(representative))
                .count();
        facts.put(
                "unique cell",
                (representative.equals(cell) ? "this one" : representative.text()) + "; NAS-Bench-201 counts "
                        + others(same) + " as the same");
        facts.put(
                "same function",
                "computed by "
                        + others(FunctionClasses.cells(CanonicalForm.of(cell)).size()));
    }

    private static String parameters(NetworkCost cost) {
        String all = String.format(Locale.ROOT, "%,d", cost.parameters());
        return cost.trainedParameters() == cost.parameters()
                ? all
                : all + String.format(Locale.ROOT, "; without dead ends %,d", cost.trainedParameters());
    }

    private static String others(long cells) {
        return cells == 1 ? "no other cell" : cells == 2 ? "one other cell" : cells - 1 + " other cells";
    }

    private static String network(Skeleton s) {
        return String.format(
                Locale.ROOT,
                "C=%d, N=%d, images of %d x %d x %d, %d classes",
                s.channels(),
                s.cells(),
                s.imageChannels(),
                s.imageSize(),
                s.imageSize(),
                s.classes());
    }

    private static Map<String, String> accuracies(Cell cell, DataFolder data) throws IOException {
        Map<String, String> accuracies = new LinkedHashMap<>();
        if (data.file(DataFolder.NATS_BENCH).isPresent()) {
            BenchmarkTable published = BenchmarkTable.find(Target.CIFAR10, data);
            for (Target target : published.targets()) {
                accuracies.put(target.label(), accuracy(cell, published, target));
            }
        }
        for (Target target : Target.proxy()) {
            try {
                accuracies.put(target.label(), accuracy(cell, BenchmarkTable.find(target, data), target));
            } catch (MissingDataException e) {
                // Outside a checkout there are no tables to look it up in.
            }
        }
        return accuracies;
    }

    private static String accuracy(Cell cell, BenchmarkTable table, Target target) {
        double accuracy = table.accuracy(cell, target);
        List<Cell> unique = UniqueCells.all();
        long better = unique.stream()
                .filter(c -> table.accuracy(c, target) > accuracy)
                .count();
        return String.format(
                Locale.ROOT,
                table.hasTestApart(target)
                        ? "%.2f %% on validation images, %3$.2f %% on test images; place %2$,d of %4$,d by validation"
                        : "%.2f %% on test images; place %2$,d of %4$,d",
                accuracy,
                better + 1,
                table.testAccuracy(cell, target),
                unique.size());
    }

    private static List<String> computation(Cell cell) {
        return IntStream.range(1, Cell.NODES)
                .mapToObj(to -> {
                    String sum = IntStream.range(0, to)
                            .filter(from -> cell.operation(from, to) != Operation.NONE)
                            .mapToObj(from -> cell.operation(from, to).label() + "(" + nodeName(from) + ")")
                            .collect(Collectors.joining(" + "));
                    return nodeName(to) + " = " + (sum.isEmpty() ? "zero" : sum);
                })
                .toList();
    }

    private static String nodeName(int node) {
        return node == 0 ? "input" : node == Cell.NODES - 1 ? "output" : "node " + node;
    }

    private static List<String> computation(ArchitectureGraph graph) {
        List<String> lines = new ArrayList<>();
        for (int node : graph.topologicalOrder().orElseThrow()) {
            if (graph.type(node) == NodeType.INPUT) {
                continue;
            }
            String sum = graph.predecessors(node).stream()
                    .map(p -> nodeName(graph, p))
                    .collect(Collectors.joining(" + "));
            lines.add(nodeName(graph, node) + " = "
                    + graph.type(node)
                            .operation()
                            .map(o -> o.label() + "(" + sum + ")")
                            .orElse(sum));
        }
        return lines;
    }

    private static String nodeName(ArchitectureGraph graph, int node) {
        return graph.type(node).operation().isPresent()
                ? "node " + node
                : graph.type(node).label();
    }

    /** Computation and facts, a line for each. */
    public String text() {
        StringBuilder text = new StringBuilder(architecture.text()).append("\n\n");
        computation.forEach(line -> text.append("  ").append(line).append('\n'));
        int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
        text.append('\n');
        facts.forEach((name, value) -> text.append(name)
                .append(" ".repeat(width - name.length() + 2))
                .append(value)
                .append('\n'));
        return text.toString();
    }
}
