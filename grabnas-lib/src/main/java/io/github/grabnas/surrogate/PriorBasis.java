package io.github.grabnas.surrogate;

import io.github.grabnas.gp.Kernel;
import io.github.grabnas.gp.KernelExpansion;
import io.github.grabnas.gp.MeanAndGradient;
import io.github.grabnas.linalg.Matrix;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What other datasets teach, as functions of fused vectors: {@code pooled}, the prior observations of all tasks taken
 * as if made on the target, and {@code own-dataset}, the tuples each with the dataset of its own task
 * ({@link TupleMean}). The target's observations decide what each is worth.
 *
 * @param names of the functions
 * @param functions in the same order; none with {@link PriorMean#ZERO}
 */
record PriorBasis(List<String> names, List<KernelExpansion> functions) {

    static final PriorBasis NONE = new PriorBasis(List.of(), List.of());

    static PriorBasis of(KernelExpansion pooled, Optional<TupleMean> tuples, Kernel kernel) {
        return tuples.map(t -> new PriorBasis(List.of("pooled", "own-dataset"), List.of(pooled, t.function(kernel))))
                .orElseGet(() -> new PriorBasis(List.of("pooled"), List.of(pooled)));
    }

    /** The functions at fused vectors, one column each, in standardised units. */
    Matrix at(Matrix fused) {
        int count = functions.size();
        List<double[]> columns = functions.stream().map(f -> f.means(fused)).toList();
        double[] values = new double[fused.rows() * count];
        Arrays.setAll(values, i -> columns.get(i % count)[i / count]);
        return Matrix.of(fused.rows(), count, values);
    }

    /** The functions at one fused vector, with their gradients. */
    List<MeanAndGradient> gradients(double... fused) {
        return functions.stream().map(f -> f.meanAndGradient(fused)).toList();
    }

    /** What is expected before any observation: the average of each row; zeros where there are no functions. */
    static double[] averages(Matrix basis) {
        return IntStream.range(0, basis.rows())
                .mapToDouble(i -> Arrays.stream(basis.row(i)).average().orElse(0))
                .toArray();
    }
}
