package io.github.grabnas.experiment.run;

import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.SearchSpace;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A value with which the curves of a chart are compared, such as the best of the space.
 *
 * <pre>{@code
 * Notebook.show(SearchCurves.of(title, 10, runs, ReferenceLine.best(table, target, 0)));
 * }</pre>
 *
 * @param name in the legend
 * @param value in the unit of the vertical axis
 * @param unit such as {@code %}; empty for none
 */
public record ReferenceLine(String name, double value, String unit) {

    /** Below this a value is written with three digits, otherwise with two places. */
    private static final double LEAST_PLAIN = 1;

    /** Checks that nothing is missing and that the value is a number. */
    public ReferenceLine {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("reference line '" + name + "': value " + value + "; expected a number");
        }
    }

    /**
     * What the best architecture of a target's space reports; empty where it is not known. It is the best by what a
     * search sees. Where test accuracies are apart, a curve of them may go beyond the line.
     *
     * @param pruned how many of the target's best architectures were removed from the space
     */
    public static Optional<ReferenceLine> best(ExperimentTarget target, int pruned) {
        OptionalDouble reported = target.reportedBest(pruned);
        if (reported.isEmpty()) {
            return Optional.empty();
        }
        boolean apart = !reported.equals(target.best(pruned));
        return Optional.of(new ReferenceLine(
                name(pruned, apart),
                reported.getAsDouble(),
                target.evaluator().quantity().unit()));
    }

    /**
     * What the best cell of a table reports: the test accuracy of the one with the best validation accuracy.
     *
     * @param pruned how many of the target's best cells, at proxy scale functions, were removed from the space
     */
    public static ReferenceLine best(BenchmarkTable table, Target target, int pruned) {
        List<Cell> ranking = table.ranking(target);
        SearchSpace space = TableTarget.space(target, ranking, pruned);
        Cell best = ranking.stream().filter(space::contains).findFirst().orElseThrow();
        double reported = table.testAccuracy(best, target);
        return new ReferenceLine(name(pruned, reported != table.accuracy(best, target)), reported, "%");
    }

    private static String name(int pruned, boolean apart) {
        return (pruned == 0 ? "best cell of the space" : "best that remains") + (apart ? " by validation" : "");
    }

    /** Name and value, as the legend has them. */
    public String label() {
        String format = Math.abs(value) >= LEAST_PLAIN || value == 0 ? "%s: %.2f %s" : "%s: %.3g %s";
        return String.format(Locale.ROOT, format, name, value, unit).strip();
    }
}
