package io.github.grabnas.nn.dl4j;

import io.github.grabnas.nn.dl4j.BlockLayout.Slice;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The two parameters of a {@link BlockLayer}, slices of the network's flat array. */
final class BlockParameters implements ParamInitializer {

    static final String WEIGHTS = "weights";
    static final String STATISTICS = "statistics";

    private static BlockLayout layout(Layer layer) {
        return BlockLayout.of((BlockLayer) layer);
    }

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        BlockLayout layout = layout(layer);
        return (long) layout.weightCount() + layout.statisticCount();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return layout(layer).weightCount() == 0 ? List.of() : List.of(WEIGHTS, STATISTICS);
    }

    /** Spreads hash codes over all bits: 2^64 divided by the golden ratio. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

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
        BlockLayout layout = layout(conf.getLayer());
        Map<String, INDArray> slices = slices(layout, view);
        if (start && layout.weightCount() > 0) {
            // The seed is the network's: blocks of one shape would begin with the same weights.
            SplittableRandom random = new SplittableRandom(
                    conf.getSeed() ^ GOLDEN * conf.getLayer().getLayerName().hashCode());
            initialize(layout.weights(), slices.get(WEIGHTS), random);
            initialize(layout.statistics(), slices.get(STATISTICS), random);
        }
        slices.keySet().forEach(conf::addVariable);
        return slices;
    }

    /** Convolutions uniform on ±1/sqrt(fan-in), batch normalisation as the identity. */
    private static void initialize(List<Slice> slices, INDArray flat, SplittableRandom random) {
        float[] values = new float[(int) flat.length()];
        for (Slice slice : slices) {
            float bound = slice.isConvolution() ? (float) (1 / Math.sqrt(slice.fanIn())) : 0;
            float base = slice.beginsAtOne() ? 1 : 0;
            for (int i = slice.offset(); i < slice.end(); i++) {
                values[i] = base + (bound > 0 ? bound * (2 * (float) random.nextDouble() - 1) : 0);
            }
        }
        flat.assign(Nd4j.createFromArray(values));
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray view) {
        return slices(layout(conf.getLayer()), view);
    }

    private static Map<String, INDArray> slices(BlockLayout layout, INDArray view) {
        Map<String, INDArray> slices = new LinkedHashMap<>();
        int weights = layout.weightCount();
        if (weights > 0) {
            INDArray flat = view.reshape(view.length());
            slices.put(WEIGHTS, flat.get(NDArrayIndex.interval(0, weights)));
            slices.put(STATISTICS, flat.get(NDArrayIndex.interval(weights, weights + layout.statisticCount())));
        }
        return slices;
    }
}
