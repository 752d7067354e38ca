package io.github.grabnas.space;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The canonical form of the function that a graph of operations computes: two graphs have the same form exactly if they
 * compute the same sums of the same operations of the same input.
 *
 * <p>{@code none} and whatever nothing reaches are zero and drop out of sums; {@code skip_connect} passes its input on;
 * the order of a sum does not count, the multiplicity of a term does. Like the benchmark's unique strings, the form
 * does not distinguish an operation that is used twice from two such operations side by side on the same input, nor
 * zero from the constant that batch normalisation may make of it.
 *
 * <p>The text lists the operations on which the output rests, each with a number, those nearest to the input first, and
 * then the output. Its length is linear in the size of the graph:
 *
 * <pre>{@code
 * CanonicalForm.of(graph).text();   // "1=nor_conv_3x3(0) 2=avg_pool_3x3(0+1) out=1+2*2"
 * }</pre>
 *
 * @param text the canonical text; {@code 0} is the input, {@code 2*2} is twice term 2, {@code out=0} the identity and
 *     {@code out=zero} a function that is zero everywhere
 */
public record CanonicalForm(String text) {

    /** The form of a function that is zero everywhere. */
    public static final CanonicalForm ZERO = new CanonicalForm("out=zero");

    /** Checks that nothing is missing. */
    public CanonicalForm {
        Objects.requireNonNull(text, "text");
    }

    /** A sum: the multiplicity of each term; term 0 is the input. Empty is zero. */
    private record Sum(TreeMap<Integer, Long> counts) {

        void add(Sum other) {
            other.counts.forEach((term, count) -> counts.merge(term, count, Math::addExact));
        }

        Sum renumbered(Map<Integer, Integer> numbers) {
            Sum sum = new Sum(new TreeMap<>());
            counts.forEach((term, count) -> sum.counts.put(numbers.get(term), count));
            return sum;
        }

        String text() {
            return counts.entrySet().stream()
                    .map(e -> e.getValue() == 1 ? "" + e.getKey() : e.getValue() + "*" + e.getKey())
                    .collect(Collectors.joining("+"));
        }
    }

    /** An operation applied to a sum. */
    private record Term(Operation operation, Sum argument) {}

    /** The form of the function that a cell computes. */
    public static CanonicalForm of(Cell cell) {
        return of(ArchitectureGraph.of(cell));
    }

    /**
     * The form of the function that a graph computes from its input nodes to its first output node.
     *
     * @throws IllegalArgumentException if the graph has a cycle or no output
     */
    public static CanonicalForm of(ArchitectureGraph graph) {
        List<Integer> order = graph.topologicalOrder()
                .orElseThrow(
                        () -> new IllegalArgumentException("graph '" + graph + "' has a cycle and computes nothing"));
        Map<Term, Integer> numbers = new LinkedHashMap<>();
        Map<Integer, Sum> values = new HashMap<>();
        for (int node : order) {
            Sum arriving = new Sum(new TreeMap<>());
            for (int from : graph.predecessors(node)) {
                arriving.add(values.get(from));
            }
            Sum value = apply(graph.type(node), arriving, numbers);
            if (graph.type(node) == NodeType.OUTPUT) {
                return canonical(List.copyOf(numbers.keySet()), value);
            }
            values.put(node, value);
        }
        throw new IllegalArgumentException("graph '" + graph + "' has no output node");
    }

    private static Sum apply(NodeType type, Sum arriving, Map<Term, Integer> numbers) {
        return switch (type) {
            case INPUT -> single(0);
            case NONE -> new Sum(new TreeMap<>());
            case SKIP_CONNECT, OUTPUT -> arriving;
            case NOR_CONV_1X1, NOR_CONV_3X3, AVG_POOL_3X3 -> {
                if (arriving.counts().isEmpty()) {
                    yield arriving;
                }
                Term term = new Term(type.operation().orElseThrow(), arriving);
                numbers.putIfAbsent(term, numbers.size() + 1);
                yield single(numbers.get(term));
            }
        };
    }

    private static Sum single(int term) {
        Sum sum = new Sum(new TreeMap<>());
        sum.counts().put(term, 1L);
        return sum;
    }

    /**
     * Numbers the terms that the output rests on anew, so that the numbers no longer depend on how the graph's nodes
     * were numbered: level by level, and within a level in the order of the terms' own texts, which by then are
     * canonical.
     */
    private static CanonicalForm canonical(List<Term> terms, Sum output) {
        if (output.counts().isEmpty()) {
            return ZERO;
        }
        boolean[] used = new boolean[terms.size() + 1];
        markUsed(terms, output, used);
        int[] level = new int[terms.size() + 1];
        int levels = 0;
        for (int t = 1; t <= terms.size(); t++) {
            for (int argument : terms.get(t - 1).argument().counts().keySet()) {
                level[t] = Math.max(level[t], level[argument] + 1);
            }
            levels = Math.max(levels, used[t] ? level[t] : 0);
        }
        Map<Integer, Integer> numbers = new HashMap<>(Map.of(0, 0));
        StringBuilder text = new StringBuilder();
        for (int l = 1; l <= levels; l++) {
            record Named(int old, String text) {}
            List<Named> here = new ArrayList<>();
            for (int t = 1; t <= terms.size(); t++) {
                if (used[t] && level[t] == l) {
                    Term term = terms.get(t - 1);
                    here.add(new Named(
                            t,
                            term.operation().label() + "("
                                    + term.argument().renumbered(numbers).text() + ")"));
                }
            }
            here.sort(Comparator.comparing(Named::text));
            for (Named named : here) {
                numbers.put(named.old(), numbers.size());
                text.append(numbers.get(named.old()))
                        .append('=')
                        .append(named.text())
                        .append(' ');
            }
        }
        return new CanonicalForm(
                text.append("out=").append(output.renumbered(numbers).text()).toString());
    }

    private static void markUsed(List<Term> terms, Sum sum, boolean[] used) {
        for (int term : sum.counts().keySet()) {
            if (!used[term]) {
                used[term] = true;
                if (term > 0) {
                    markUsed(terms, terms.get(term - 1).argument(), used);
                }
            }
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
