package io.github.grabnas.nn.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

import java.util.ArrayList;
import java.util.List;

/**
 * Operations of ND4J's native library with the arrays that they read and write, put together once and run at every
 * step. Nothing is allocated by a run, and nothing is read on the host.
 */
final class OperationList {

    private static final double[] NO_REALS = {};

    private final List<DynamicCustomOp> operations = new ArrayList<>();

    /** Appends an operation that takes whole numbers only. */
    OperationList add(String name, List<INDArray> inputs, List<INDArray> outputs, int... integers) {
        return add(name, inputs, outputs, NO_REALS, integers);
    }

    /** Appends an operation, with its arguments as the native library orders them. */
    OperationList add(String name, List<INDArray> inputs, List<INDArray> outputs, double[] reals, int... integers) {
        DynamicCustomOp.DynamicCustomOpsBuilder builder = DynamicCustomOp.builder(name)
                .addInputs(inputs.toArray(INDArray[]::new))
                .addOutputs(outputs.toArray(INDArray[]::new))
                .addIntegerArguments(integers);
        for (double real : reals) {
            builder.addFloatingPointArguments(real);
        }
        operations.add(builder.build());
        return this;
    }

    /** Copies an array to another one, or adds it. */
    OperationList put(INDArray from, INDArray to, boolean add) {
        return add ? add("add", List.of(to, from), List.of(to)) : add("identity", List.of(from), List.of(to));
    }

    /** {@code to = x scale + y}; {@code to} may be one of the two. */
    OperationList addScaled(INDArray x, double scale, INDArray y, INDArray to) {
        // The library's operation scales its second input, whatever its name says.
        return add("axpy", List.of(y, x), List.of(to), new double[] {scale});
    }

    /** From now on every operation reads the second array where it read the first. */
    void replace(INDArray before, INDArray now) {
        for (DynamicCustomOp operation : operations) {
            for (int i = 0; i < operation.numInputArguments(); i++) {
                if (operation.getInputArgument(i) == before) {
                    operation.setInputArgument(i, now);
                }
            }
        }
    }

    /** Empties the list. */
    void clear() {
        operations.clear();
    }

    /** Runs the operations in their order. */
    void run() {
        for (DynamicCustomOp operation : operations) {
            Nd4j.exec(operation);
        }
    }
}
