package io.github.grabnas.surrogate;

import io.github.grabnas.gp.FixedNoiseGaussianProcess;
import io.github.grabnas.gp.Kernel;
import io.github.grabnas.gp.KernelExpansion;
import io.github.grabnas.gp.MeanAndGradient;
import io.github.grabnas.linalg.Matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What other datasets teach, as functions of fused vectors: {@code pooled}, the prior observations of all tasks taken
 * as if made on the target, and {@code own-dataset}, the tuples each with the dataset of its own task
 * ({@link TupleMean}). The target's observations decide what each is worth.
 *
 * @param pooled none with {@link PriorMean#ZERO}
 * @param tuples none with {@link PriorMean#ZERO}, or for a checkpoint without a tuple mean
 */
record PriorBasis(Optional<FixedNoiseGaussianProcess> pooled, Optional<KernelExpansion> tuples) {

    static final PriorBasis NONE = new PriorBasis(Optional.empty(), Optional.empty());

    static PriorBasis of(FixedNoiseGaussianProcess pooled, Optional<TupleMean> tuples, Kernel kernel) {
        return new PriorBasis(Optional.of(pooled), tuples.map(t -> t.function(kernel)));
    }

    /** The functions at fused vectors, one column each, in standardised units. */
    Matrix at(Matrix fused) {
        List<double[]> columns = new ArrayList<>();
        pooled.ifPresent(p -> columns.add(p.means(fused)));
        tuples.ifPresent(t -> columns.add(t.means(fused)));
        double[] values = new double[fused.rows() * columns.size()];
        Arrays.setAll(values, i -> columns.get(i % columns.size())[i / columns.size()]);
        return Matrix.of(fused.rows(), columns.size(), values);
    }

    /** The functions at one fused vector, with their gradients. */
    List<MeanAndGradient> gradients(double... fused) {
        List<MeanAndGradient> gradients = new ArrayList<>();
        pooled.ifPresent(p -> gradients.add(p.meanAndGradient(fused)));
        tuples.ifPresent(t -> gradients.add(t.meanAndGradient(fused)));
        return gradients;
    }

    /** The functions' names, in the order of the columns. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        pooled.ifPresent(p -> names.add("pooled"));
        tuples.ifPresent(t -> names.add("own-dataset"));
        return List.copyOf(names);
    }

    /** What is expected before any observation: the average of each row; zeros where there are no functions. */
    static double[] averages(Matrix basis) {
        return IntStream.range(0, basis.rows())
                .mapToDouble(i -> Arrays.stream(basis.row(i)).average().orElse(0))
                .toArray();
    }
}
