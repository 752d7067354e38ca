/**
 * Dense linear algebra in double precision: an immutable {@link io.github.grabnas.linalg.Matrix}, its product on vector
 * registers ({@link io.github.grabnas.linalg.MatrixKernels}), the
 * {@link io.github.grabnas.linalg.CholeskyDecomposition} and {@link io.github.grabnas.linalg.Distances} between rows.
 * Everything that computes with matrices uses these.
 */
package io.github.grabnas.linalg;
