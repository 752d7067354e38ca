package io.github.grabnas.nn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.grabnas.nn.PublishedGenerator;
import io.github.grabnas.nn.PublishedGenerator.Precision;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.space.NodeType;
import io.github.grabnas.surrogate.MetaD2aWeights;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Every score that the decoder computes with MetaD2A's published weights, in the order in which it computes them. */
class PublishedDecoderTest {

    /** Chooses the likeliest and keeps the scores. */
    private record Recording(List<Double> scores) implements Choice {

        @Override
        public NodeType type(double[] ofTypes) {
            for (double score : ofTypes) {
                scores.add(score);
            }
            return new Likeliest().type(ofTypes);
        }

        @Override
        public boolean edge(double score) {
            scores.add(score);
            return new Likeliest().edge(score);
        }
    }

    @ParameterizedTest
    @CsvSource({"F64, 1e-12", "F32, 5e-5"})
    void every_score_of_a_type_and_of_an_edge_is_the_published_one(Precision precision, double tolerance) {
        PublishedGenerator published = new PublishedGenerator();
        Parameters weights = MetaD2aWeights.generator(published.weights());
        List<Recording> recordings = IntStream.range(0, 20)
                .mapToObj(i -> new Recording(new ArrayList<>()))
                .toList();
        new GraphGeneration(GraphDecoder.metaD2a(), weights, published.latents(), List.copyOf(recordings)).run();
        // The reference computes scores of edges to the output node too, and does not use them.
        List<NamedCsvRecord> used = published.table("decoder_steps", precision).stream()
                .filter(row -> !row.getField("chosen").equals("-1"))
                .toList();
        assertThat(used).hasSize(20 * (6 * 7 + 21));
        for (int z = 0; z < 20; z++) {
            String latent = Integer.toString(z);
            assertThat(recordings.get(z).scores().stream().mapToDouble(s -> s).toArray())
                    .as("latent vector %s", latent)
                    .containsExactly(
                            used.stream()
                                    .filter(row -> row.getField("z").equals(latent))
                                    .mapToDouble(row -> Double.parseDouble(row.getField("logit")))
                                    .toArray(),
                            within(tolerance));
        }
    }
}
