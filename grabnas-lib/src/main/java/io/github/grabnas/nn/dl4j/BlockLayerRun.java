package io.github.grabnas.nn.dl4j;

import io.github.grabnas.nn.convolution.NetworkBlock;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A {@link BlockLayer} at work: Deeplearning4j's arrays are copied into a {@link NetworkBlock} and back. */
final class BlockLayerRun extends BaseLayer<BlockLayer> {

    private static final long serialVersionUID = 1L;

    /** Made for the first batch; Deeplearning4j makes many layers that it never runs. */
    private transient NetworkBlock block;

    private transient float[] statisticsBefore;

    BlockLayerRun(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        if (block == null) {
            block = layerConf().block();
        }
        boolean weighted = block.weightCount() > 0;
        statisticsBefore = weighted ? read(params.get(BlockParameters.STATISTICS)) : new float[0];
        float[] weights = weighted ? read(params.get(BlockParameters.WEIGHTS)) : new float[0];
        int images = (int) input.size(0);
        float[] out = block.forward(read(input), images, weights, statisticsBefore, training);
        int side = block.outputSize();
        INDArray result = Nd4j.createFromArray(out).reshape(images, layerConf().getChannels(), side, side);
        return workspaces.leverageTo(ArrayType.ACTIVATIONS, result);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        float[] dInput = block.backward(read(epsilon), (int) epsilon.size(0));
        Gradient result = new DefaultGradient(gradientsFlattened);
        if (block.weightCount() > 0) {
            INDArray weights = gradientViews.get(BlockParameters.WEIGHTS);
            INDArray statistics = gradientViews.get(BlockParameters.STATISTICS);
            write(block.weightGradients(), weights);
            // The step subtracts this, so that the batch's statistics take effect with the weights' step.
            float[] after = block.statistics();
            float[] change = new float[after.length];
            for (int i = 0; i < change.length; i++) {
                change[i] = statisticsBefore[i] - after[i];
            }
            write(change, statistics);
            result.setGradientFor(BlockParameters.WEIGHTS, weights);
            result.setGradientFor(BlockParameters.STATISTICS, statistics);
        }
        INDArray gradient = Nd4j.createFromArray(dInput).reshape(input.shape());
        return new Pair<>(result, workspaces.leverageTo(ArrayType.ACTIVATION_GRAD, gradient));
    }

    @Override
    public boolean updaterDivideByMinibatch(String parameter) {
        return !parameter.equals(BlockParameters.STATISTICS);
    }

    static void write(float[] from, INDArray to) {
        to.assign(Nd4j.createFromArray(from));
    }

    private static float[] read(INDArray from) {
        return from.dup('c').data().asFloat();
    }
}
