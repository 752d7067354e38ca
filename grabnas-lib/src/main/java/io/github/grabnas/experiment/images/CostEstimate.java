package io.github.grabnas.experiment.images;

import io.github.grabnas.classifier.InferenceTimes;
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
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * What architectures cost at a scale: parameters and multiply-adds by formula, and the time of one image as the sum of
 * what the skeleton and each operation take, skip connections included. Five networks are measured for that: one of a
 * single skip connection, and four of six equal operations. Dead ends take no time.
 *
 * <p>How far the sum is from the truth is measured, too, on {@value #CHECKED} cells drawn evenly ({@link #error}).
 */
final class CostEstimate {

    static final int CHECKED = 6;

    private static final List<Operation> TIMED =
            List.of(Operation.SKIP_CONNECT, Operation.NOR_CONV_1X1, Operation.NOR_CONV_3X3, Operation.AVG_POOL_3X3);
    private static final long SEED = 6;

    private final Skeleton skeleton;
    private final CostLimits limits;
    private final InferenceTimes times;
    private final Map<NodeType, Double> milliseconds = new EnumMap<>(NodeType.class);
    private double base;

    /**
     * An estimate.
     *
     * @param times of this skeleton, by {@link #measure}
     */
    CostEstimate(Skeleton skeleton, CostLimits limits, InferenceTimes times) {
        this.skeleton = skeleton;
        this.limits = limits;
        this.times = times;
        if (limits.milliseconds().isPresent()) {
            double least = times.milliseconds(InferenceTimes.ONE_SKIP);
            double skip = Math.max(0, times.milliseconds(InferenceTimes.uniform(Operation.SKIP_CONNECT)) - least)
                    / (Cell.EDGES - 1);
            base = Math.max(0, least - skip);
            for (Operation operation : TIMED) {
                double six = times.milliseconds(InferenceTimes.uniform(operation));
                milliseconds.put(NodeType.of(operation), Math.max(0, six - base) / Cell.EDGES);
            }
        }
    }

    /** The times, with all that were measured so far. */
    InferenceTimes times() {
        return times;
    }

    /** The times that the estimate is made of and checked by; none if there is no limit to the time. */
    static InferenceTimes measure(Skeleton skeleton, CostLimits limits) {
        InferenceTimes times = new InferenceTimes(skeleton, Map.of());
        // Each is measured where it is needed, and kept.
        new CostEstimate(skeleton, limits, times).error();
        return times;
    }

    /** Cells that carry something from their input to their output. */
    private static List<Cell> checked() {
        return new SplittableRandom(SEED)
                .ints(0, Cell.all().size())
                .mapToObj(Cell::ofIndex)
                .filter(cell -> cell.graph().withoutDeadEnds().types().size() > 2)
                .limit(CHECKED)
                .toList();
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

    /**
     * How far estimates are from what was measured.
     *
     * @param low the least of estimated / measured - 1 over the checked cells, in percent
     * @param high the largest
     */
    record EstimationError(double low, double high) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%+.0f to %+.0f %%", low, high);
        }
    }

    /** The error of the time; empty if no limit asked for it. */
    Optional<EstimationError> error() {
        if (milliseconds.isEmpty()) {
            return Optional.empty();
        }
        double[] percent = checked().stream()
                .mapToDouble(cell -> 100 * (milliseconds(cell.graph()).orElseThrow() / times.milliseconds(cell) - 1))
                .sorted()
                .toArray();
        return Optional.of(new EstimationError(percent[0], percent[percent.length - 1]));
    }

    /** Whether an architecture is within the limits. */
    boolean allows(Architecture architecture) {
        NetworkCost cost = NetworkCost.of(architecture.graph(), skeleton);
        return cost.trainedParameters() <= limits.parameters().orElse(Long.MAX_VALUE)
                && cost.flops() <= limits.flops().orElse(Long.MAX_VALUE)
                && milliseconds(architecture.graph()).orElse(0)
                        <= limits.milliseconds().orElse(Double.POSITIVE_INFINITY);
    }

    /** Which of all cells are within the limits, for people. */
    static String text(SearchSpace space, CostLimits limits, Optional<EstimationError> error) {
        return limits.isNone()
                ? String.format(Locale.ROOT, "all %,d cells", space.size())
                : String.format(
                                Locale.ROOT,
                                "%,d of %,d cells are within the limits",
                                space.size(),
                                Cell.all().size())
                        + error.map(e -> "; estimated times of an image are off by " + e + " on " + CHECKED + " cells")
                                .orElse("");
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
            Cell least = InferenceTimes.ONE_SKIP;
            NetworkCost cost = NetworkCost.of(least.graph(), skeleton);
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "no cell is within the cost limits; the cheapest, of one skip connection, has %d parameters and %d "
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
