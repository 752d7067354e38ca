package io.github.grabnas.nn.convolution;

import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The two parameters of a {@link BlockLayer}, slices of the network's flat array. */
final class BlockParameters implements ParamInitializer {

    static final String WEIGHTS = "weights";
    static final String STATISTICS = "statistics";

    /** The block's own parameters, for their number and their start. */
    static Parameters of(Layer layer) {
        Context context = new Context(FeatureMaps.BATCH_MULTIPLE, new PlainConvolutionKernels(), new Workers(1));
        // Weights do not depend on the size of the maps: the smallest will do.
        ((BlockLayer) layer).block(context, 2);
        context.parameters().allocate();
        return context.parameters();
    }

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        Parameters p = of(layer);
        return (long) p.values.length + p.running.length;
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        Parameters p = of(layer);
        return p.values.length == 0 ? List.of() : List.of(WEIGHTS, STATISTICS);
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
        Parameters p = of(conf.getLayer());
        Map<String, INDArray> slices = slices(p, view);
        if (start && p.values.length > 0) {
            p.initialize(new SplittableRandom(conf.getSeed()));
            BlockLayerRun.write(p.values, slices.get(WEIGHTS));
            BlockLayerRun.write(p.running, slices.get(STATISTICS));
        }
        slices.keySet().forEach(conf::addVariable);
        return slices;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray view) {
        return slices(of(conf.getLayer()), view);
    }

    private static Map<String, INDArray> slices(Parameters p, INDArray view) {
        Map<String, INDArray> slices = new LinkedHashMap<>();
        if (p.values.length > 0) {
            INDArray flat = view.reshape(view.length());
            slices.put(WEIGHTS, flat.get(NDArrayIndex.interval(0, p.values.length)));
            slices.put(STATISTICS, flat.get(NDArrayIndex.interval(p.values.length, p.values.length + p.running.length)));
        }
        return slices;
    }
}
