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

/**
 * What architectures cost at a scale: parameters and multiply-adds by formula, and the time of one image as the sum of
 * what the skeleton and each operation take. Four networks are measured for that: cells of six equal operations, of
 * which those of skip connections stand for the skeleton. Dead ends take no time.
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

    /** Measures the time if there is a limit to it. */
    CostEstimate(Skeleton skeleton, CostLimits limits) {
        this.skeleton = skeleton;
        this.limits = limits;
        if (limits.milliseconds().isPresent()) {
            base = ClassifierCost.measure(uniform(Operation.SKIP_CONNECT), skeleton)
                    .milliseconds();
            TIMED.forEach((type, operation) -> {
                double all =
                        ClassifierCost.measure(uniform(operation), skeleton).milliseconds();
                milliseconds.put(type, Math.max(0, all - base) / Cell.EDGES);
            });
        }
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
