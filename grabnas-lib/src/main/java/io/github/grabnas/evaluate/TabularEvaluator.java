package io.github.grabnas.evaluate;

import io.github.grabnas.benchmark.BenchmarkTable;
import io.github.grabnas.benchmark.Target;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.GraphClassifier;
import io.github.grabnas.space.GraphClassification;
import io.github.grabnas.space.GraphClassification.Invalid;
import io.github.grabnas.space.GraphClassification.KnownCell;
import io.github.grabnas.space.GraphClassification.Novel;
import io.github.grabnas.space.NasBench201;

/**
 * Answers from a benchmark's table: the test accuracy in percent of a cell on one target.
 *
 * <p>A graph that computes the function of a cell gets that cell's accuracy; any other is
 * {@link Evaluation.Unanswered}.
 */
public final class TabularEvaluator implements ArchitectureEvaluator {

    private final BenchmarkTable table;
    private final Target target;
    private final GraphClassifier classifier = new GraphClassifier(new NasBench201());

    /** An evaluator for one target of the table. */
    public TabularEvaluator(BenchmarkTable table, Target target) {
        this.table = table;
        this.target = target;
    }

    @Override
    public String target() {
        return target.label();
    }

    @Override
    public Evaluation evaluate(Architecture architecture) {
        if (architecture instanceof Cell cell) {
            return new Evaluation.Measured(table.accuracy(cell, target));
        }
        ArchitectureGraph graph = architecture.graph();
        GraphClassification classification = classifier.classify(graph);
        if (classification instanceof KnownCell known) {
            return new Evaluation.Measured(table.accuracy(known.cell(), target));
        }
        return new Evaluation.Unanswered(classification instanceof Novel novel
                ? "no NAS-Bench-201 cell computes '" + novel.form() + "'; a table cannot answer for it, training can"
                : "'" + graph + "' is no architecture: " + ((Invalid) classification).message());
    }
}
