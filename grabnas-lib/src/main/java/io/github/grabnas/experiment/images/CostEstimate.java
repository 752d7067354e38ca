package io.github.grabnas.experiment.images;

import io.github.grabnas.classifier.ClassifierCost;
import io.github.grabnas.nn.convolution.NetworkCost;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.ExplicitSearchSpace;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.NodeType;
import io.github.grabnas.space.Operation;
import io.github.grabnas.space.SearchSpace;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What architectures cost at a scale: parameters and multiply-adds by formula, and the time of one image as the sum of
 * what the skeleton and each operation take. Four networks are measured for that: cells of six equal operations, of
 * which those of skip connections stand for the skeleton. Dead ends take no time. A search that goes on takes the times
 * measured at its beginning, as others would let it choose among other cells.
 */
final class CostEstimate {

    private static final Map<NodeType, Operation> TIMED = new EnumMap<>(Map.of(
            NodeType.NOR_CONV_1X1, Operation.NOR_CONV_1X1,
            NodeType.NOR_CONV_3X3, Operation.NOR_CONV_3X3,
            NodeType.AVG_POOL_3X3, Operation.AVG_POOL_3X3));

    private final Skeleton skeleton;
    private final CostLimits limits;
    private final Map<NodeType, Double> milliseconds = new EnumMap<>(NodeType.class);
    private double base;

    /**
     * An estimate.
     *
     * @param measured of this skeleton, by {@link #measure}
     */
    CostEstimate(Skeleton skeleton, CostLimits limits, Map<String, Double> measured) {
        this.skeleton = skeleton;
        this.limits = limits;
        if (limits.milliseconds().isPresent()) {
            base = measured.get(Operation.SKIP_CONNECT.label());
            TIMED.forEach((type, operation) ->
                    milliseconds.put(type, Math.max(0, measured.get(operation.label()) - base) / Cell.EDGES));
        }
    }

    /** For each operation how long an image takes in a network of it alone; none if there is no limit to the time. */
    static Map<String, Double> measure(Skeleton skeleton, CostLimits limits) {
        Map<String, Double> measured = new TreeMap<>();
        if (limits.milliseconds().isPresent()) {
            Stream.concat(Stream.of(Operation.SKIP_CONNECT), TIMED.values().stream())
                    .forEach(operation -> measured.put(
                            operation.label(),
                            ClassifierCost.measure(uniform(operation), skeleton).milliseconds()));
        }
        return measured;
    }

    private static Cell uniform(Operation operation) {
        String text = operation.label();
        return Cell.parse(String.format(Locale.ROOT, "|%1$s~0|+|%1$s~0|%1$s~1|+|%1$s~0|%1$s~1|%1$s~2|", text));
    }

    /** The estimated time of one image, in milliseconds; empty if no limit asked for it. */
    OptionalDouble milliseconds(ArchitectureGraph graph) {
        return milliseconds.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(base
                        + graph.withoutDeadEnds().types().stream()
                                .mapToDouble(type -> milliseconds.getOrDefault(type, 0.0))
                                .sum());
    }

    /** Whether an architecture is within the limits. */
    boolean allows(Architecture architecture) {
        NetworkCost cost = NetworkCost.of(architecture.graph(), skeleton);
        return cost.trainedParameters() <= limits.parameters().orElse(Long.MAX_VALUE)
                && cost.flops() <= limits.flops().orElse(Long.MAX_VALUE)
                && milliseconds(architecture.graph()).orElse(0)
                        <= limits.milliseconds().orElse(Double.POSITIVE_INFINITY);
    }

    /**
     * The cells within the limits.
     *
     * @throws IllegalArgumentException if there is none; the message says what the smallest costs
     */
    SearchSpace space() {
        if (limits.isNone()) {
            return new NasBench201();
        }
        List<Cell> within = Cell.all().stream().filter(this::allows).toList();
        if (within.isEmpty()) {
            Cell least = uniform(Operation.SKIP_CONNECT);
            NetworkCost cost = NetworkCost.of(least.graph(), skeleton);
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "no cell is within the cost limits; the cheapest, of skip connections, has %d parameters and %d "
                            + "FLOPs%s; allow more, or set a smaller scale",
                    cost.trainedParameters(),
                    cost.flops(),
                    milliseconds(least.graph()).stream()
                            .mapToObj(ms -> String.format(Locale.ROOT, ", and takes %.3f ms an image", ms))
                            .findFirst()
                            .orElse("")));
        }
        return new ExplicitSearchSpace(within);
    }
}
