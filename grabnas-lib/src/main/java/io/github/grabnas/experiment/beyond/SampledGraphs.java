package io.github.grabnas.experiment.beyond;

import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.CanonicalForm;
import io.github.grabnas.space.GraphClassification;
import io.github.grabnas.space.GraphClassifier;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.NovelGraphs;
import io.github.grabnas.surrogate.GraphAutoencoder;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Graphs of the wider family ({@link NovelGraphs}) that a decoder samples: around graphs drawn from the family, apart
 * from those that it learnt from, whose embeddings are moved by half a standard deviation. Kept are those that are
 * valid, of the family and no cell's function, each function once.
 */
public final class SampledGraphs {

    /**
     * Added to a seed for the graphs that it samples around: the decoder learnt from those of seed 0, and trainings of
     * this study have the seeds from 0, 1,500,000 and 2,000,000 on.
     */
    private static final long FIRST_SEED = 3_000_000;

    private static final int ROUNDS = 20;
    private static final double DEVIATIONS = 0.5;
    /** The embeddings of fewer have no spread worth the name. */
    private static final int AT_ONCE = 500;

    private SampledGraphs() {}

    /**
     * So many graphs, or fewer if twenty times as many latent vectors, or ten thousand, give no more.
     *
     * @param seed decides which
     */
    public static List<ArchitectureGraph> of(GraphAutoencoder decoder, int count, long seed) {
        GraphClassifier classifier = new GraphClassifier(new NasBench201());
        Iterator<ArchitectureGraph> family = centres(seed).iterator();
        Set<CanonicalForm> forms = new HashSet<>();
        List<ArchitectureGraph> sampled = new ArrayList<>();
        for (int round = 0; round < ROUNDS && sampled.size() < count; round++) {
            List<ArchitectureGraph> centres = Stream.generate(family::next)
                    .limit(Math.max(count, AT_ONCE))
                    .toList();
            for (ArchitectureGraph graph : decoder.around(centres, DEVIATIONS, seed * ROUNDS + round)) {
                if (sampled.size() < count
                        && classifier.classify(graph) instanceof GraphClassification.Novel novel
                        && NovelGraphs.contains(novel.graph())
                        && forms.add(novel.form())) {
                    sampled.add(novel.graph());
                }
            }
        }
        return List.copyOf(sampled);
    }

    /** The graphs to sample around, without end. */
    static Stream<ArchitectureGraph> centres(long seed) {
        return new NovelGraphs(FIRST_SEED + seed).stream().flatMap(g -> NovelGraphs.decodable(g).stream());
    }
}
