package io.github.grabnas.nn.dl4j;

import io.github.grabnas.nn.convolution.NetworkBlock;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The two parameters of a {@link BlockLayer}, slices of the network's flat array. */
final class BlockParameters implements ParamInitializer {

    static final String WEIGHTS = "weights";
    static final String STATISTICS = "statistics";

    private static NetworkBlock block(Layer layer) {
        return ((BlockLayer) layer).block();
    }

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        NetworkBlock block = block(layer);
        return (long) block.weightCount() + block.statisticCount();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return block(layer).weightCount() == 0 ? List.of() : List.of(WEIGHTS, STATISTICS);
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return paramKeys(layer).stream().filter(WEIGHTS::equals).toList();
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return List.of();
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return key.equals(WEIGHTS);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return false;
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray view, boolean start) {
        NetworkBlock block = block(conf.getLayer());
        Map<String, INDArray> slices = slices(block, view);
        if (start && block.weightCount() > 0) {
            BlockLayerRun.write(block.initialWeights(conf.getSeed()), slices.get(WEIGHTS));
            BlockLayerRun.write(block.initialStatistics(), slices.get(STATISTICS));
        }
        slices.keySet().forEach(conf::addVariable);
        return slices;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray view) {
        return slices(block(conf.getLayer()), view);
    }

    private static Map<String, INDArray> slices(NetworkBlock block, INDArray view) {
        Map<String, INDArray> slices = new LinkedHashMap<>();
        int weights = block.weightCount();
        if (weights > 0) {
            INDArray flat = view.reshape(view.length());
            slices.put(WEIGHTS, flat.get(NDArrayIndex.interval(0, weights)));
            slices.put(STATISTICS, flat.get(NDArrayIndex.interval(weights, weights + block.statisticCount())));
        }
        return slices;
    }
}
