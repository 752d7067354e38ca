package io.github.grabnas.nn.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.grabnas.nn.FusionMlp;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.nn.graph.GraphDecoder;
import io.github.grabnas.nn.graph.GraphEncoder;
import io.github.grabnas.nn.settransformer.BlockForm;
import io.github.grabnas.nn.settransformer.DatasetEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Sizes of networks in the notes of a parameter file, each under its own name. */
class NotesCodecTest {

    private static ParameterFile file(Map<String, String> notes) {
        return new ParameterFile(Parameters.of(Map.of()), notes);
    }

    /** Networks whose sizes all differ, so that no two can be exchanged unseen. */
    static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of(
                        DatasetEncoder.NOTES,
                        new DatasetEncoder(3, 8, 2, 6, false),
                        Map.of(
                                "dataset-encoder.features",
                                "3",
                                "dataset-encoder.width",
                                "8",
                                "dataset-encoder.heads",
                                "2",
                                "dataset-encoder.embedding",
                                "6",
                                "dataset-encoder.layer-normalization",
                                "false")),
                Arguments.of(
                        GraphEncoder.NOTES,
                        new GraphEncoder(10, 7, 9, true),
                        Map.of(
                                "graph-encoder.hidden",
                                "10",
                                "graph-encoder.embedding",
                                "7",
                                "graph-encoder.max-nodes",
                                "9",
                                "graph-encoder.vertex-ids",
                                "true")),
                Arguments.of(
                        GraphDecoder.NOTES,
                        new GraphDecoder(7, 10, 9, false),
                        Map.of(
                                "graph-decoder.embedding",
                                "7",
                                "graph-decoder.hidden",
                                "10",
                                "graph-decoder.max-nodes",
                                "9",
                                "graph-decoder.vertex-ids",
                                "false")),
                Arguments.of(
                        DatasetEncoder.NOTES,
                        new DatasetEncoder(3, 8, 2, 6, true, BlockForm.PUBLISHED_CODE),
                        Map.of(
                                "dataset-encoder.features",
                                "3",
                                "dataset-encoder.width",
                                "8",
                                "dataset-encoder.heads",
                                "2",
                                "dataset-encoder.embedding",
                                "6",
                                "dataset-encoder.layer-normalization",
                                "true",
                                "dataset-encoder.published-code",
                                "true")),
                Arguments.of(
                        GraphDecoder.NOTES,
                        new GraphDecoder(7, 10, 9, true, false, true),
                        Map.of(
                                "graph-decoder.embedding",
                                "7",
                                "graph-decoder.hidden",
                                "10",
                                "graph-decoder.max-nodes",
                                "9",
                                "graph-decoder.vertex-ids",
                                "true",
                                "graph-decoder.numbered-states",
                                "false",
                                "graph-decoder.output-edges",
                                "true")),
                Arguments.of(
                        FusionMlp.NOTES,
                        new FusionMlp(6, 7, 11, 5),
                        Map.of("fusion.dataset", "6", "fusion.graph", "7", "fusion.hidden", "11", "fusion.out", "5")),
                Arguments.of(
                        Skeleton.NOTES,
                        new Skeleton(1, 8, 10, 4, 2),
                        Map.of(
                                "skeleton.image-channels",
                                "1",
                                "skeleton.image-size",
                                "8",
                                "skeleton.classes",
                                "10",
                                "skeleton.channels",
                                "4",
                                "skeleton.cells",
                                "2")));
    }

    @ParameterizedTest
    @MethodSource("networks")
    <T> void every_size_has_a_note_of_its_own_and_the_notes_give_the_network_back(
            NotesCodec<T> codec, T network, Map<String, String> notes) {
        assertThat(codec.notes(network)).isEqualTo(notes);
        Map<String, String> others = new LinkedHashMap<>(notes);
        others.put("seed", "0");
        assertThat(codec.read(file(others))).isEqualTo(network);
        assertThat(others.keySet().stream().filter(codec::describes))
                .containsExactlyInAnyOrderElementsOf(notes.keySet());
    }

    @Test
    void a_missing_note_and_a_value_of_another_type_are_named() {
        Map<String, String> notes = new LinkedHashMap<>(GraphEncoder.NOTES.notes(new GraphEncoder(10, 7, 9, true)));
        notes.put("graph-encoder.vertex-ids", "yes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphEncoder.NOTES.read(file(notes)))
                .withMessage("note 'graph-encoder.vertex-ids' is 'yes'; expected true or false");
        notes.put("graph-encoder.embedding", "5.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphEncoder.NOTES.read(file(notes)))
                .withMessage("note 'graph-encoder.embedding' is '5.5'; expected a whole number");
        notes.remove("graph-encoder.hidden");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphEncoder.NOTES.read(file(notes)))
                .withMessage("no note 'graph-encoder.hidden'; expected a whole number");
    }

    @Test
    void a_real_number_is_read_back_bit_for_bit() {
        NotesCodec<Double> codec =
                NotesCodec.of("x", v -> NotesCodec.Sizes.none().with("v", v), s -> s.real("v"));
        for (double value : new double[] {0.1, 1.0 / 3, 4e-300, -0.0}) {
            assertThat(codec.read(file(codec.notes(value)))).isEqualTo(value);
        }
    }
}
