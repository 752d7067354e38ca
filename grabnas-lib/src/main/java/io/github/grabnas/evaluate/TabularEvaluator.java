package io.github.grabnas.evaluate;

import io.github.grabnas.benchmark.ArchitectureTable;
import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.GraphClassification;
import io.github.grabnas.space.GraphClassification.Invalid;
import io.github.grabnas.space.GraphClassifier;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.SearchSpace;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Looks architectures up: in a benchmark's table, or in {@linkplain #of(ArchitectureTable, SearchSpace, Quantity)
 * anybody's}.
 *
 * <p>A graph that computes the function of a listed architecture gets that one's number; any other is
 * {@link Evaluation.Unanswered}.
 */
public final class TabularEvaluator implements ArchitectureEvaluator {

    private final String target;
    private final Quantity quantity;
    private final Function<Architecture, OptionalDouble> table;
    private final Function<Architecture, OptionalDouble> test;
    private final GraphClassifier classifier;

    private TabularEvaluator(
            String target,
            Quantity quantity,
            Function<Architecture, OptionalDouble> table,
            Function<Architecture, OptionalDouble> test,
            SearchSpace space) {
        this.target = target;
        this.quantity = quantity;
        this.table = table;
        this.test = test;
        this.classifier = new GraphClassifier(space);
    }

    /**
     * The accuracy, in percent, of cells on one target of a benchmark's table, with the test accuracy where it is
     * apart.
     */
    public TabularEvaluator(BenchmarkTable table, Target target) {
        this(
                target.label(),
                Quantity.ACCURACY,
                architecture -> architecture instanceof Cell cell
                        ? OptionalDouble.of(table.accuracy(cell, target))
                        : OptionalDouble.empty(),
                architecture -> architecture instanceof Cell cell && table.hasTestApart(target)
                        ? OptionalDouble.of(table.testAccuracy(cell, target))
                        : OptionalDouble.empty(),
                new NasBench201());
    }

    /**
     * A column of anybody's table.
     *
     * @param space the architectures that are listed, for which equivalent graphs are recognised
     * @param quantity what the column is, and whether it is maximised or minimised
     */
    public static TabularEvaluator of(ArchitectureTable table, SearchSpace space, Quantity quantity) {
        return of(table.column(), table, Optional.empty(), space, quantity);
    }

    /**
     * A column of anybody's table that searches see, and one that is reported of what they find.
     *
     * @param target the name of what is searched
     * @param reported the test accuracies, if they are apart
     */
    public static TabularEvaluator of(
            String target,
            ArchitectureTable table,
            Optional<ArchitectureTable> reported,
            SearchSpace space,
            Quantity quantity) {
        return new TabularEvaluator(
                target,
                quantity,
                table::value,
                a -> reported.map(test -> test.value(a)).orElseGet(OptionalDouble::empty),
                space);
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public Quantity quantity() {
        return quantity;
    }

    @Override
    public Evaluation evaluate(Architecture architecture) {
        OptionalDouble own = architecture instanceof Cell ? table.apply(architecture) : OptionalDouble.empty();
        if (own.isPresent()) {
            return measured(architecture, own.getAsDouble());
        }
        GraphClassification classification = classifier.classify(architecture.graph());
        if (classification instanceof Invalid invalid) {
            return new Evaluation.Unanswered("'" + architecture.text() + "' is no architecture: " + invalid.message());
        }
        Architecture same = classification.architecture().orElseThrow();
        OptionalDouble equivalent = table.apply(same);
        return equivalent.isPresent()
                ? measured(same, equivalent.getAsDouble())
                : new Evaluation.Unanswered("the table has no architecture that computes '" + form(classification)
                        + "'; training can measure it");
    }

    private Evaluation measured(Architecture architecture, double value) {
        return new Evaluation.Measured(quantity.score(value), test.apply(architecture));
    }

    private static String form(GraphClassification classification) {
        return classification instanceof GraphClassification.Novel novel
                ? novel.form().text()
                : ((GraphClassification.KnownCell) classification).form().text();
    }
}
