package io.github.grabnas.evaluate;

import io.github.grabnas.data.BenchmarkTable;
import io.github.grabnas.data.Target;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.space.GraphReader;
import io.github.grabnas.space.GraphReading;
import io.github.grabnas.space.GraphReading.Invalid;
import io.github.grabnas.space.GraphReading.KnownCell;
import io.github.grabnas.space.GraphReading.Novel;
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
    private final GraphReader reader = new GraphReader(new NasBench201());

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
        GraphReading reading = reader.read(graph);
        if (reading instanceof KnownCell known) {
            return new Evaluation.Measured(table.accuracy(known.cell(), target));
        }
        return new Evaluation.Unanswered(reading instanceof Novel novel
                ? "no NAS-Bench-201 cell computes '" + novel.form() + "'; a table cannot answer for it, training can"
                : "'" + graph + "' is no architecture: " + ((Invalid) reading).message());
    }
}
