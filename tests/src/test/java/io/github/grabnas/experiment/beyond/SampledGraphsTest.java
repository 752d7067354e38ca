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

import java.io.IOException;
import java.util.List;

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
}
