package io.github.grabnas.search;

import io.github.grabnas.evaluate.Evaluation;
import io.github.grabnas.space.Architecture;

import java.util.concurrent.CancellationException;

/** Answers as the made-up one does, and gives up at one call, as an interrupted training does. */
public final class FailsOnce extends MadeUpEvaluator {

    private final int at;
    private int calls;

    /** Fails at a call, counted from 1; never if that is 0. */
    public FailsOnce(int at) {
        this.at = at;
    }

    @Override
    public Evaluation evaluate(Architecture architecture) {
        if (++calls == at) {
            throw new CancellationException("given up");
        }
        return super.evaluate(architecture);
    }
}
