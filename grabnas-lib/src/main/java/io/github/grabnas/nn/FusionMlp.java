package io.github.grabnas.nn;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Linear;
import io.github.grabnas.nn.autodiff.NotesCodec;
import io.github.grabnas.nn.autodiff.ParameterInitializer;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;

/**
 * The fusion of dataset and architecture, eq. 1: {@code x = MLP([x^D, x^G])}, two layers with a hyperbolic tangent
 * between them. The tangent, rather than a ReLU, lets the gradient of eq. 6 change smoothly along the ascent.
 *
 * @param dataset the length of x^D; 0 to leave the dataset out
 * @param graph the length of x^G
 * @param hidden the length of the layer between
 * @param out the length of x
 */
public record FusionMlp(int dataset, int graph, int hidden, int out) {

    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException if that of x^D is negative, or another below 1
     */
    public FusionMlp {
        if (dataset < 0 || graph < 1 || hidden < 1 || out < 1) {
            throw new IllegalArgumentException("fusion of " + dataset + " and " + graph + " numbers through " + hidden
                    + " to " + out + ": expected 0 or more of the dataset, and at least 1 of each other");
        }
    }

    /** The beginning of its parameters' names. */
    public static final String NAME = "fusion";

    /** How its sizes are written to a parameter file. */
    public static final NotesCodec<FusionMlp> NOTES = NotesCodec.of(
            "fusion",
            f -> NotesCodec.Sizes.none()
                    .with("dataset", f.dataset())
                    .with("graph", f.graph())
                    .with("hidden", f.hidden())
                    .with("out", f.out()),
            s -> new FusionMlp(s.integer("dataset"), s.integer("graph"), s.integer("hidden"), s.integer("out")));

    private Linear first() {
        return new Linear(NAME + ".first", dataset + graph, hidden);
    }

    private Linear second() {
        return new Linear(NAME + ".second", hidden, out);
    }

    /** Draws the parameters. */
    public void initialize(ParameterInitializer initializer) {
        first().initialize(initializer);
        second().initialize(initializer);
    }

    /** The parameters that a seed gives. */
    public Parameters initialize(long seed) {
        ParameterInitializer initializer = new ParameterInitializer(seed);
        initialize(initializer);
        return initializer.parameters();
    }

    /**
     * Fuses row by row.
     *
     * @param datasets n x dataset
     * @param graphs n x graph
     * @return n x out
     */
    public Variable apply(Variable datasets, Variable graphs) {
        return second().apply(first().apply(dataset == 0 ? graphs : datasets.concatColumns(graphs))
                .tanh());
    }

    /** One dataset with many graphs, values only: one row a graph. */
    public Matrix fuse(Parameters parameters, double[] datasetEmbedding, Matrix graphs) {
        Tape tape = Tape.forward(parameters);
        return apply(tape.constant(Matrix.ofRows(datasetEmbedding)).rows(new int[graphs.rows()]), tape.constant(graphs))
                .value();
    }
}
