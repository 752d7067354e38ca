package io.github.grabnas.nn.dl4j;

import io.github.grabnas.space.ArchitectureGraph;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * A part of a candidate network as a Deeplearning4j layer: stem, cell, residual block, or the head before the
 * classifier. One layer computes a whole block by ND4J's native operations, since every vertex of a graph costs. Input
 * and output are {@code images x channels x height x width}; a head's output is {@code images x channels}.
 *
 * <p>There are two parameters: {@code weights}, and {@code statistics}, the running means and variances, which follow
 * the batches of every forward pass in training, as in PyTorch, and are changed by no updater. A layer hands out the
 * same arrays at every pass. {@link CandidateGraph} puts these layers together.
 */
public final class BlockLayer extends BaseLayer {

    private static final long serialVersionUID = 1L;

    private final BlockKind kind;
    private final String graph;
    private final int inputChannels;
    private final int channels;
    private final int size;

    /**
     * A layer for maps of one size.
     *
     * @param name of the layer; its weights' names begin with it
     * @param kind what it computes
     * @param graph the cell's text; empty for other kinds
     * @param inputChannels channels of the input
     * @param channels channels of the output
     * @param size height and width of the input
     */
    @JsonCreator
    public BlockLayer(
            @JsonProperty("layerName") String name,
            @JsonProperty("kind") BlockKind kind,
            @JsonProperty("graph") String graph,
            @JsonProperty("inputChannels") int inputChannels,
            @JsonProperty("channels") int channels,
            @JsonProperty("size") int size) {
        this.layerName = Objects.requireNonNull(name, "name");
        this.kind = Objects.requireNonNull(kind, "kind");
        this.graph = Objects.requireNonNull(graph, "graph");
        this.inputChannels = inputChannels;
        this.channels = channels;
        this.size = size;
    }

    /** What the layer computes. */
    public BlockKind getKind() {
        return kind;
    }

    /** The cell's text; empty for other kinds. */
    public String getGraph() {
        return graph;
    }

    /** Channels of the input. */
    public int getInputChannels() {
        return inputChannels;
    }

    /** Channels of the output. */
    public int getChannels() {
        return channels;
    }

    /** Height and width of the input. */
    public int getSize() {
        return size;
    }

    int outputSize() {
        return kind == BlockKind.RESIDUAL ? size / 2 : size;
    }

    /** The graph of a cell. */
    ArchitectureGraph architecture() {
        return ArchitectureGraph.parse(graph);
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean start,
            DataType type) {
        BlockLayerRun layer = new BlockLayerRun(conf, type);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(conf, parameters, start));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return new BlockParameters();
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        return kind == BlockKind.HEAD
                ? InputType.feedForward(channels)
                : InputType.convolutional(outputSize(), outputSize(), channels);
    }

    @Override
    public void setNIn(InputType input, boolean override) {
        if (!input.equals(InputType.convolutional(size, size, inputChannels))) {
            throw new IllegalArgumentException("layer '" + layerName + "': input " + input + "; expected "
                    + InputType.convolutional(size, size, inputChannels));
        }
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType input) {
        return null;
    }

    @Override
    public boolean isPretrainParam(String parameter) {
        return false;
    }

    @Override
    public IUpdater getUpdaterByParam(String parameter) {
        return parameter.equals(BlockParameters.STATISTICS) ? new NoOp() : super.getUpdaterByParam(parameter);
    }

    @Override
    public List<Regularization> getRegularizationByParam(String parameter) {
        return parameter.equals(BlockParameters.STATISTICS) ? List.of() : regularization;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType input) {
        long maps = input.arrayElementsPerExample() + getOutputType(0, input).arrayElementsPerExample();
        return new LayerMemoryReport.Builder(layerName, BlockLayer.class, input, getOutputType(0, input))
                .standardMemory(initializer().numParams(this), initializer().numParams(this))
                .workingMemory(0, 0, 0, maps)
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    @Override
    public BlockLayer clone() {
        return (BlockLayer) super.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlockLayer that
                && super.equals(other)
                && kind == that.kind
                && graph.equals(that.graph)
                && inputChannels == that.inputChannels
                && channels == that.channels
                && size == that.size;
    }

    @Override
    protected boolean canEqual(Object other) {
        return other instanceof BlockLayer;
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + graph.hashCode() + 7 * channels + size;
    }
}
