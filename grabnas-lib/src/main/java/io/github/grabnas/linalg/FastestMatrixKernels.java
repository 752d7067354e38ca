package io.github.grabnas.linalg;

import java.lang.invoke.MethodHandles;

/**
 * Holds what {@link MatrixKernels#best()} gives; apart from the interface, whose implementations need it initialised
 * first.
 */
final class FastestMatrixKernels {

    static final MatrixKernels INSTANCE = VectorModule.best(
            MethodHandles.lookup(), MatrixKernels.class, "VectorMatrixKernels", PlainMatrixKernels::new);

    private FastestMatrixKernels() {}
}
