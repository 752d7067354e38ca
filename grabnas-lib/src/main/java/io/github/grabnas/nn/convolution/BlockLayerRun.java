package io.github.grabnas.nn.convolution;

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

/**
 * A {@link BlockLayer} at work. Deeplearning4j's arrays are copied into the block's feature maps and
 * back; between, nothing is allocated as long as the batch's size stays.
 */
final class BlockLayerRun extends BaseLayer<BlockLayer> {

    private static final long serialVersionUID = 1L;

    private transient Context context;
    private transient Block block;
    private transient FeatureMaps in;
    private transient FeatureMaps dOut;
    private transient float[] statisticsBefore;

    BlockLayerRun(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    /** A block for so many images, kept as long as their number stays the same. */
    private void prepare(int images) {
        int batchSize = (images + FeatureMaps.BATCH_MULTIPLE - 1) / FeatureMaps.BATCH_MULTIPLE * FeatureMaps.BATCH_MULTIPLE;
        if (context == null || context.batchSize() != batchSize) {
            BlockLayer layer = layerConf();
            context = new Context(batchSize, ConvolutionKernels.best(), new Workers(layer.getThreads()));
            block = layer.block(context, layer.getSize());
            context.parameters().allocate();
            in = context.maps(layer.getInputChannels(), layer.getSize(), layer.getSize());
            dOut = context.maps(layer.getChannels(), layer.outputSize(), layer.outputSize());
        }
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        int images = (int) input.size(0);
        if (training && images % FeatureMaps.BATCH_MULTIPLE != 0) {
            throw new IllegalArgumentException("layer '" + layerConf().getLayerName() + "': a training batch of " + images
                    + " images; expected a multiple of " + FeatureMaps.BATCH_MULTIPLE);
        }
        prepare(images);
        Parameters p = context.parameters();
        if (p.values.length > 0) {
            read(params.get(BlockParameters.WEIGHTS), p.values);
            read(params.get(BlockParameters.STATISTICS), p.running);
        }
        statisticsBefore = p.running.clone();
        load(input, in);
        FeatureMaps out = block.forward(in, training);
        return workspaces.leverageTo(ArrayType.ACTIVATIONS, unload(out, images));
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        load(epsilon, dOut);
        FeatureMaps dIn = block.backward(dOut);
        Gradient result = new DefaultGradient(gradientsFlattened);
        Parameters p = context.parameters();
        if (p.values.length > 0) {
            INDArray weights = gradientViews.get(BlockParameters.WEIGHTS);
            INDArray statistics = gradientViews.get(BlockParameters.STATISTICS);
            write(p.gradients, weights);
            // The step subtracts this, so that the batch's statistics take effect with the weights' step.
            float[] change = new float[p.running.length];
            for (int i = 0; i < change.length; i++) {
                change[i] = statisticsBefore[i] - p.running[i];
            }
            write(change, statistics);
            result.setGradientFor(BlockParameters.WEIGHTS, weights);
            result.setGradientFor(BlockParameters.STATISTICS, statistics);
        }
        int images = (int) epsilon.size(0);
        INDArray dInput = dIn.channels == 0 ? Nd4j.zeros(DataType.FLOAT, input.shape()) : unload(dIn, images);
        return new Pair<>(result, workspaces.leverageTo(ArrayType.ACTIVATION_GRAD, dInput));
    }

    @Override
    public boolean updaterDivideByMinibatch(String parameter) {
        return !parameter.equals(BlockParameters.STATISTICS);
    }

    static void write(float[] from, INDArray to) {
        to.assign(Nd4j.createFromArray(from));
    }

    private static void read(INDArray from, float[] to) {
        System.arraycopy(from.dup('c').data().asFloat(), 0, to, 0, to.length);
    }

    private static void load(INDArray from, FeatureMaps to) {
        float[] values = from.dup('c').data().asFloat();
        int images = (int) from.size(0);
        int at = 0;
        for (int image = 0; image < images; image++) {
            for (int c = 0; c < to.channels; c++) {
                for (int y = 0; y < to.height; y++) {
                    int row = to.row(c, y) + image;
                    for (int x = 0; x < to.width; x++) {
                        to.values[row + x * to.batchSize] = values[at++];
                    }
                }
            }
        }
    }

    static INDArray unload(FeatureMaps from, int images) {
        float[] values = new float[images * from.channels * from.height * from.width];
        int at = 0;
        for (int image = 0; image < images; image++) {
            for (int c = 0; c < from.channels; c++) {
                for (int y = 0; y < from.height; y++) {
                    int row = from.row(c, y) + image;
                    for (int x = 0; x < from.width; x++) {
                        values[at++] = from.values[row + x * from.batchSize];
                    }
                }
            }
        }
        return Nd4j.createFromArray(values).reshape(images, from.channels, from.height, from.width);
    }
}
