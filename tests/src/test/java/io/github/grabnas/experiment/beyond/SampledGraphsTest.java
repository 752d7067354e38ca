package io.github.grabnas.experiment.beyond;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.CanonicalForm;
import io.github.grabnas.space.GraphClassification;
import io.github.grabnas.space.GraphClassifier;
import io.github.grabnas.space.NasBench201;
import io.github.grabnas.space.NovelGraphs;
import io.github.grabnas.surrogate.GraphAutoencoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class SampledGraphsTest {

    @Test
    void they_are_novel_of_the_family_and_each_function_is_there_once() throws IOException {
        GraphAutoencoder decoder = GraphAutoencoder.wider();
        List<ArchitectureGraph> graphs = SampledGraphs.of(decoder, 50, 1);
        assertThat(graphs).hasSize(50);
        GraphClassifier classifier = new GraphClassifier(new NasBench201());
        assertThat(graphs).allSatisfy(g -> {
            assertThat(classifier.classify(g)).isInstanceOf(GraphClassification.Novel.class);
            assertThat(NovelGraphs.contains(g)).isTrue();
        });
        assertThat(graphs).extracting(CanonicalForm::of).doesNotHaveDuplicates();
        assertThat(SampledGraphs.of(decoder, 50, 1)).isEqualTo(graphs);
        assertThat(SampledGraphs.of(decoder, 50, 2)).isNotEqualTo(graphs);
    }

    private static List<ArchitectureGraph> first(Stream<ArchitectureGraph> graphs) {
        return graphs.limit(200).toList();
    }

    /** Small graphs are so few that any two draws share some. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void they_lie_around_other_graphs_than_those_that_the_decoder_learnt_from(long seed) {
        List<ArchitectureGraph> centres = first(SampledGraphs.centres(seed));
        // As of GraphFamily.WIDER, which draws many more.
        List<ArchitectureGraph> learnt =
                first(new NovelGraphs(0).stream().map(NovelGraphs::decodable).flatMap(Optional::stream));
        List<ArchitectureGraph> shared = new ArrayList<>(centres);
        shared.retainAll(learnt);
        assertThat(shared).hasSizeLessThan(20);
        assertThat(first(SampledGraphs.centres(seed))).isEqualTo(centres);
        assertThat(first(SampledGraphs.centres(seed + 1))).isNotEqualTo(centres);
    }
}
