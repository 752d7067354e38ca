package io.github.grabnas.nn.dl4j;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * The cross-entropy of the softmax of a network's scores, from the scores themselves: exact for any of them, where
 * Deeplearning4j's own loss cuts probabilities off at 1e-10. Labels are one-hot; masks are not used.
 */
public final class CrossEntropy implements ILossFunction {

    private static final long serialVersionUID = 1L;

    /** A loss; it has no settings. */
    public CrossEntropy() {
        // Nothing to set.
    }

    @Override
    public double computeScore(
            INDArray labels, INDArray scores, IActivation activation, INDArray mask, boolean average) {
        double sum =
                computeScoreArray(labels, scores, activation, mask).sumNumber().doubleValue();
        return average ? sum / labels.size(0) : sum;
    }

    /** {@inheritDoc} One number an image. */
    @Override
    public INDArray computeScoreArray(INDArray labels, INDArray scores, IActivation activation, INDArray mask) {
        INDArray logarithms = run("log_softmax", scores);
        return logarithms.muli(labels).sum(1).negi();
    }

    /** {@inheritDoc} The softmax less the label. */
    @Override
    public INDArray computeGradient(INDArray labels, INDArray scores, IActivation activation, INDArray mask) {
        return run("softmax", scores).subi(labels);
    }

    private static INDArray run(String operation, INDArray scores) {
        INDArray result = Nd4j.createUninitialized(scores.dataType(), scores.shape(), 'c');
        Nd4j.exec(DynamicCustomOp.builder(operation)
                .addInputs(scores)
                .addOutputs(result)
                .build());
        return result;
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray scores, IActivation activation, INDArray mask, boolean average) {
        return new Pair<>(
                computeScore(labels, scores, activation, mask, average),
                computeGradient(labels, scores, activation, mask));
    }

    @Override
    public String name() {
        return "CrossEntropy()";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CrossEntropy;
    }

    @Override
    public int hashCode() {
        return CrossEntropy.class.hashCode();
    }

    @Override
    public String toString() {
        return name();
    }
}
