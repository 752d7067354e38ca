package io.github.grabnas.nn.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import java.util.Map;
import java.util.Optional;

/** A {@link BlockLayer} at work: a {@link BlockProgram} on the network's own arrays. */
final class BlockLayerRun extends BaseLayer<BlockLayer> {

    private static final long serialVersionUID = 1L;

    private transient Scratch scratch = Scratch.collected();

    /** Made for the first batch; Deeplearning4j makes many layers that it never runs. */
    private transient Optional<BlockProgram> program = Optional.empty();

    BlockLayerRun(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    /** Takes the scratch arrays that the network's blocks share. */
    void share(Scratch shared) {
        scratch = shared;
    }

    /** What the last pass computed, the same array every time. */
    INDArray output() {
        return running().output();
    }

    private BlockProgram running() {
        return program.orElseThrow(() -> new IllegalStateException(
                "layer '" + layerConf().getLayerName() + "': no forward pass yet; call activate first"));
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        BlockProgram now = program.filter(p -> p.fits(input)).orElseGet(this::newProgram);
        program = Optional.of(now);
        return now.forward(input, training);
    }

    private BlockProgram newProgram() {
        return new BlockProgram(
                layerConf(),
                input,
                dataType,
                scratch,
                Optional.ofNullable(params).orElse(Map.of()));
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        // A block without weights has no gradients either.
        Map<String, INDArray> views = Optional.ofNullable(gradientViews).orElse(Map.of());
        INDArray inputGradient = running().backward(epsilon, Optional.ofNullable(gradientsFlattened), views);
        Gradient result = new DefaultGradient(gradientsFlattened);
        views.forEach(result::setGradientFor);
        return new Pair<>(result, inputGradient);
    }

    @Override
    public boolean updaterDivideByMinibatch(String parameter) {
        return !parameter.equals(BlockParameters.STATISTICS);
    }
}
