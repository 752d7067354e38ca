package io.github.grabnas.classifier;

import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.nn.convolution.CandidateNetwork;
import io.github.grabnas.nn.convolution.NetworkWeights;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Classifiers whose weights and statistics are all random, so that none can be left out unnoticed. */
public final class MadeUpClassifiers {

    /** Three cells, two novel graphs and a cell that hands nothing on. */
    public static final List<Architecture> ARCHITECTURES = List.of(
            Cell.parse("|nor_conv_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|avg_pool_3x3~0|none~1|nor_conv_3x3~2|"),
            Cell.parse(
                    "|avg_pool_3x3~0|+|avg_pool_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_1x1~1|nor_conv_3x3~2|"),
            Cell.parse("|none~0|+|none~0|none~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_1x1~2|"),
            Cell.parse("|none~0|+|none~0|none~1|+|none~0|none~1|none~2|"),
            ArchitectureGraph.parse("input nor_conv_3x3 nor_conv_1x1 nor_conv_3x3 avg_pool_3x3 output; "
                    + "0>1 0>2 1>3 2>3 1>4 3>4 0>5 4>5"),
            ArchitectureGraph.parse("input nor_conv_1x1 skip_connect avg_pool_3x3 nor_conv_3x3 none nor_conv_3x3 "
                    + "output; 0>1 0>2 0>3 1>4 2>4 3>4 4>5 1>6 2>6 3>6 6>7 4>7"));

    private MadeUpClassifiers() {}

    /** A classifier of images of the given kind. */
    public static ImageClassifier of(Architecture architecture, int imageChannels, int imageSize, int cells) {
        Skeleton skeleton = new Skeleton(imageChannels, imageSize, 3, 3, cells);
        Random random = new Random(architecture.text().hashCode());
        Map<String, float[]> weights = new HashMap<>();
        try (CandidateNetwork network = new CandidateNetwork(architecture.graph(), skeleton, 16, 1)) {
            Stream.concat(network.weightNames().stream(), network.statisticNames().stream())
                    .forEach(name -> {
                        float[] values = network.weights(name);
                        for (int i = 0; i < values.length; i++) {
                            values[i] = name.endsWith(".variance")
                                    ? 0.5f + random.nextFloat()
                                    : values[i] + 0.3f * (float) random.nextGaussian();
                        }
                        weights.put(name, values);
                    });
        }
        return new ImageClassifier(
                architecture,
                skeleton,
                NetworkWeights.of(weights),
                IntStream.range(0, imageChannels).mapToObj(c -> 100.0 + 20 * c).toList(),
                IntStream.range(0, imageChannels).mapToObj(c -> 60.0 + 5 * c).toList(),
                List.of("cat", "dog, small", "Zebra \"ü\" 😀"));
    }

    /** Images of noise, of the three classes. */
    public static LabelledImages noise(int count, int channels, int size) {
        byte[] pixels = new byte[count * channels * size * size];
        new Random(5).nextBytes(pixels);
        return new LabelledImages(
                "noise",
                channels,
                size,
                size,
                List.of("cat", "dog, small", "Zebra \"ü\" 😀"),
                pixels,
                IntStream.range(0, count).map(i -> i % 3).toArray());
    }
}
