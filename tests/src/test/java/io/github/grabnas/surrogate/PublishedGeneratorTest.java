package io.github.grabnas.surrogate;

import static io.github.grabnas.nn.PublishedGenerator.dataset;
import static io.github.grabnas.nn.PublishedGenerator.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.grabnas.data.tensor.Tensor;
import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.PublishedGenerator;
import io.github.grabnas.nn.PublishedGenerator.Precision;
import io.github.grabnas.nn.autodiff.Linear;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;
import io.github.grabnas.nn.graph.DecodingRule;
import io.github.grabnas.nn.graph.GraphBatch;
import io.github.grabnas.nn.graph.GraphEncoder;
import io.github.grabnas.nn.settransformer.DatasetSample;
import io.github.grabnas.nn.settransformer.MultiHeadAttentionBlock;
import io.github.grabnas.nn.settransformer.SetLayout;
import io.github.grabnas.space.ArchitectureGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * MetaD2A's published generator in our networks: its weights, set to its options, give what its own code gives. Our
 * arithmetic is in double precision alone; the reference in single precision is met as closely as its own two
 * precisions meet.
 */
class PublishedGeneratorTest {

    private static final String TOLERANCES = "F64, 1e-12" + "\n" + "F32, 2e-6";

    private final PublishedGenerator published = new PublishedGenerator();
    private final Map<String, Tensor> tensors = published.weights();
    private final ArchitectureGenerator generator = ArchitectureGenerator.metaD2a(512);
    private final Parameters weights = MetaD2aWeights.generator(tensors);

    @Test
    void all_weights_that_the_generators_loss_reaches_are_loaded_and_come_back_under_their_names() {
        assertThat(tensors).hasSize(99);
        assertThat(tensors.values().stream().mapToInt(Tensor::size).sum()).isEqualTo(304_200);
        Map<String, Tensor> back = MetaD2aWeights.published(weights);
        List<String> reached = published.table("tensors").stream()
                .filter(row -> row.getField("has_grad").equals("1"))
                .map(row -> row.getField("tensor"))
                .toList();
        assertThat(back.keySet()).containsExactlyInAnyOrderElementsOf(reached);
        back.forEach((name, tensor) -> {
            assertThat(tensor.shape()).as(name).isEqualTo(tensors.get(name).shape());
            assertThat(tensor.values()).as(name).isEqualTo(tensors.get(name).values());
        });
        weights.checkedAgainst(generator.initialize(0));
    }

    @ParameterizedTest
    @CsvSource(textBlock = TOLERANCES)
    void datasets_have_the_published_prototypes_embeddings_means_and_variances(Precision precision, double tolerance) {
        Tape tape = Tape.forward(weights);
        Map<String, double[]> ours = new HashMap<>();
        for (int d = 0; d < 3; d++) {
            List<DatasetSample> one = List.of(dataset(d));
            Variable prototypes = generator.datasets().prototypes(tape, one);
            for (int c = 0; c < prototypes.rows(); c++) {
                ours.put(d + " intra_" + c, prototypes.value().row(c));
            }
            Variable embedding = generator.datasets().combine(prototypes, one);
            ours.put(d + " inter", embedding.value().row(0));
            ours.put(d + " mu", apply("latent.mean", embedding));
            ours.put(d + " logvar", apply("latent.logvariance", embedding));
        }
        List<NamedCsvRecord> rows = published.table("dataset_encoder", precision);
        assertThat(rows).hasSize(39);
        rows.forEach(row -> assertClose(row, ours.get(key(row)), tolerance));
    }

    private static String key(NamedCsvRecord row) {
        return row.getField("dataset") + " " + row.getField("output");
    }

    private static double[] apply(String layer, Variable embedding) {
        return new Linear(layer, 56, 56).apply(embedding).value().row(0);
    }

    @ParameterizedTest
    @CsvSource(textBlock = TOLERANCES)
    void blocks_of_attention_give_the_published_numbers(Precision precision, double tolerance) {
        Map<String, double[]> ours = new HashMap<>();
        for (int d = 0; d < 3; d++) {
            Tape tape = Tape.forward(weights);
            Matrix instances =
                    dataset(d).classes().stream().reduce(Matrix::append).orElseThrow();
            int[] sizes = new int[10];
            Arrays.fill(sizes, 20);
            SetLayout classes = SetLayout.ofSizes(sizes);
            Variable first = block("intra.sab1", 512, tape.constant(instances), classes);
            ours.put(d + " intra.enc.0[class0,vector0]", first.value().row(0));
            ours.put(d + " intra.enc.0[class9,vector19]", first.value().row(199));
            Variable second = block("intra.sab2", 56, first, classes);
            ours.put(d + " intra.enc.1[class0,vector0]", second.value().row(0));
            ours.put(
                    d + " intra.dec.0[class0]",
                    pooled("intra.pma", second, classes).row(0));
            Variable prototypes = generator.datasets().prototypes(tape, List.of(dataset(d)));
            SetLayout all = SetLayout.ofSizes(10);
            Variable third = block("inter.sab1", 56, prototypes, all);
            ours.put(d + " inter.enc.0[class0]", third.value().row(0));
            Variable fourth = block("inter.sab2", 56, third, all);
            ours.put(d + " inter.enc.1[class0]", fourth.value().row(0));
            ours.put(d + " inter.dec.0", pooled("inter.pma", fourth, all).row(0));
        }
        List<NamedCsvRecord> rows = published.table("dataset_encoder_intermediate", precision);
        assertThat(rows).hasSize(21);
        rows.forEach(row -> assertClose(row, ours.get(key(row)), tolerance));
    }

    private static Variable block(String name, int in, Variable elements, SetLayout sets) {
        return new MultiHeadAttentionBlock("dataset." + name, in, 56, 4, false).apply(elements, sets, elements, sets);
    }

    private static Matrix pooled(String name, Variable elements, SetLayout sets) {
        Variable seeds = elements.tape().parameter("dataset." + name + ".seed").rows(new int[sets.count()]);
        return new MultiHeadAttentionBlock("dataset." + name, 56, 56, 4, false)
                .apply(seeds, SetLayout.ofSingles(sets.count()), elements, sets)
                .value();
    }

    @ParameterizedTest
    @CsvSource(textBlock = TOLERANCES)
    void cells_have_the_published_embeddings_with_every_set_of_edges(Precision precision, double tolerance) {
        List<NamedCsvRecord> rows = published.table("graph_encoder", precision);
        assertThat(rows).hasSize(72);
        for (String output : List.of("mu", "logvar")) {
            Parameters encoder = MetaD2aWeights.graphEncoder(tensors, output.equals("mu") ? "enc_g_mu" : "enc_g_var");
            List<NamedCsvRecord> some = rows.stream()
                    .filter(r -> r.getField("output").equals(output))
                    .toList();
            List<ArchitectureGraph> graphs = some.stream()
                    .map(r -> graph(Integer.parseInt(r.getField("cell")), r.getField("edges")))
                    .toList();
            Matrix ours = GraphEncoder.standard().embed(encoder, GraphBatch.of(graphs));
            for (int i = 0; i < some.size(); i++) {
                assertClose(some.get(i), ours.row(i), tolerance);
            }
        }
    }

    /** A cell's graph as MetaD2A trains on it, as its decoder emits it, or as it is. */
    private ArchitectureGraph graph(int cell, String edges) {
        ArchitectureGraph plain = published.cell(cell);
        return switch (edges) {
            case "nochain" -> plain;
            case "train" -> plain.chained();
            case "decoded" ->
                ArchitectureGraph.of(
                        plain.types(),
                        plain.chained().edges().stream()
                                .filter(e -> e.to() != 7 || e.from() == 6)
                                .toList());
            default -> throw new IllegalStateException(edges);
        };
    }

    @ParameterizedTest
    @CsvSource(textBlock = TOLERANCES)
    void nodes_have_the_published_states_in_both_directions(Precision precision, double tolerance) {
        Parameters encoder = MetaD2aWeights.graphEncoder(tensors, "enc_g_mu");
        List<NamedCsvRecord> rows = published.table("graph_encoder_states", precision).stream()
                .filter(r -> !r.getField("state").equals("Hg"))
                .toList();
        assertThat(rows).hasSize(32);
        for (NamedCsvRecord row : rows) {
            ArchitectureGraph graph = graph(Integer.parseInt(row.getField("cell")), "train");
            boolean backward = row.getField("state").equals("H_backward");
            assertClose(
                    row,
                    GraphEncoder.standard()
                            .states(encoder, graph, backward)
                            .row(Integer.parseInt(row.getField("vertex"))),
                    tolerance);
        }
    }

    @Test
    void all_latent_vectors_are_decoded_to_the_published_graphs() {
        List<ArchitectureGraph> decoded =
                generator.decoder().decode(weights, published.latents(), new DecodingRule.Argmax());
        assertThat(decoded).hasSize(20).isEqualTo(published.decoded());
    }

    @Test
    void losses_of_a_batch_and_of_single_pairs_are_the_published_ones() {
        for (NamedCsvRecord row : published.table("loss")) {
            double tolerance = row.getField("precision").equals("f64") ? 1e-11 : 1e-4;
            double loss = loss(Tape.forward(weights), numbers(row, "datasets"), numbers(row, "cells"))
                    .value()
                    .get(0, 0);
            assertThat(loss).as(row.toString()).isCloseTo(Double.parseDouble(row.getField("loss")), within(tolerance));
        }
    }

    private static List<Integer> numbers(NamedCsvRecord row, String column) {
        return Stream.of(row.getField(column).split(" ")).map(Integer::parseInt).toList();
    }

    /** The published loss is the sum over a batch, ours the mean. */
    private Variable loss(Tape tape, List<Integer> datasets, List<Integer> cells) {
        Variable embeddings = generator
                .datasets()
                .encode(tape, datasets.stream().map(PublishedGenerator::dataset).toList());
        List<ArchitectureGraph> graphs = cells.stream().map(published::cell).toList();
        return generator
                .loss(embeddings, graphs, Matrix.zeros(graphs.size(), 56))
                .scale(graphs.size());
    }

    @Test
    void every_tensor_has_the_published_gradient() {
        Tape tape = Tape.recording(weights);
        Parameters gradient =
                tape.gradients(loss(tape, List.of(0, 1, 2), List.of(8, 12, 2))).ofParameters();
        Map<String, Tensor> ours = MetaD2aWeights.published(gradient);
        List<NamedCsvRecord> rows = published.table("gradients").stream()
                .filter(r -> r.getField("has_grad").equals("1"))
                .toList();
        assertThat(rows).hasSize(75);
        for (NamedCsvRecord row : rows) {
            double[] g = ours.get(row.getField("tensor")).values();
            double norm = Math.sqrt(Arrays.stream(g).map(v -> v * v).sum());
            double scale = Math.max(1, Double.parseDouble(row.getField("l2_f64")));
            List<Double> expected = new ArrayList<>();
            Stream.of("sum", "l2", "first", "middle", "last")
                    .forEach(c -> expected.add(Double.parseDouble(row.getField(c + "_f64")) / scale));
            assertThat(IntStream.range(0, 5)
                            .mapToObj(i -> switch (i) {
                                case 0 -> Arrays.stream(g).sum() / scale;
                                case 1 -> norm / scale;
                                case 2 -> g[0] / scale;
                                case 3 -> g[g.length / 2] / scale;
                                default -> g[g.length - 1] / scale;
                            })
                            .mapToDouble(v -> v)
                            .toArray())
                    .as(row.getField("tensor"))
                    .containsExactly(expected.stream().mapToDouble(v -> v).toArray(), within(1e-12));
        }
    }

    @Test
    void a_missing_tensor_and_one_of_another_size_are_named() {
        Map<String, Tensor> some = new HashMap<>(tensors);
        some.put("fc2.weight", Tensor.of(List.of(1, 56), new double[56]));
        assertThatThrownBy(() -> MetaD2aWeights.generator(some))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tensor 'fc2.weight' has shape [1, 56]; expected [56, 56]");
        some.remove("fc2.weight");
        assertThatThrownBy(() -> MetaD2aWeights.generator(some))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tensor 'fc2.weight' is missing");
    }

    private static void assertClose(NamedCsvRecord row, double[] ours, double tolerance) {
        assertThat(ours)
                .as(String.join(" ", row.getFields().subList(0, 3)))
                .containsExactly(vector(row), within(tolerance));
    }
}
