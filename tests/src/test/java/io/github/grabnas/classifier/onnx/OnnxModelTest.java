package io.github.grabnas.classifier.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.classifier.ClassifierSettings;
import io.github.grabnas.classifier.ClassifierTraining;
import io.github.grabnas.classifier.ImageClassifier;
import io.github.grabnas.classifier.MadeUpClassifiers;
import io.github.grabnas.classifier.Predictions;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.MissingDataException;
import io.github.grabnas.data.image.ImageTask;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What ONNX Runtime computes from the files against our own network. */
class OnnxModelTest {

    static final List<Architecture> ARCHITECTURES = MadeUpClassifiers.ARCHITECTURES;

    @TempDir
    private Path folder;

    private void requireSame(ImageClassifier classifier, LabelledImages images) throws IOException {
        Path file = folder.resolve("model.onnx");
        OnnxModel.write(classifier, file);
        Predictions ours = classifier.predict(images);
        try (OnnxClassifier onnx = OnnxClassifier.read(file)) {
            Predictions theirs = onnx.predict(images);
            assertThat(theirs.classNames()).isEqualTo(ours.classNames());
            assertThat(theirs.count()).isEqualTo(images.count());
            for (int image = 0; image < images.count(); image++) {
                for (int k = 0; k < ours.classNames().size(); k++) {
                    assertThat(theirs.probability(image, k))
                            .as("image %d, class %d", image, k)
                            .isCloseTo(ours.probability(image, k), within(1e-4));
                }
            }
        }
    }

    @ParameterizedTest
    @FieldSource("ARCHITECTURES")
    void onnx_runtime_gives_the_probabilities_of_our_network_for_any_cell_and_graph(Architecture architecture)
            throws IOException {
        requireSame(MadeUpClassifiers.of(architecture, 3, 12, 2), MadeUpClassifiers.noise(70, 3, 12));
    }

    @Test
    void a_network_of_grey_images_takes_grey_ones_and_coloured_ones() throws IOException {
        ImageClassifier classifier = MadeUpClassifiers.of(ARCHITECTURES.get(0), 1, 8, 1);
        requireSame(classifier, MadeUpClassifiers.noise(3, 1, 8));
        requireSame(classifier, MadeUpClassifiers.noise(3, 3, 20));
    }

    @Test
    void images_that_stand_in_the_order_of_their_classes_are_classified_too() throws IOException {
        LabelledImages noise = MadeUpClassifiers.noise(210, 3, 8);
        int[] sorted = IntStream.range(0, 210).map(i -> 3 * (i % 70) + i / 70).toArray();
        requireSame(MadeUpClassifiers.of(ARCHITECTURES.get(0), 3, 8, 1), noise.select("sorted", sorted));
    }

    @Test
    void a_network_that_takes_no_input_or_always_as_many_images_is_refused() throws IOException {
        ModelProto model = OnnxModel.of(MadeUpClassifiers.of(ARCHITECTURES.get(0), 3, 12, 1), 12);
        ModelProto.Builder fixed = model.toBuilder();
        fixed.getGraphBuilder()
                .getInputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(0)
                .setDimValue(16);
        requireRefused(fixed, "[16, 3, 12, 12]");
        ModelProto.Builder constant = model.toBuilder();
        constant.getGraphBuilder()
                .clear()
                .setName("constant")
                .addInitializer(model.getGraph().getInitializer(0).toBuilder().setName("probabilities"))
                .addOutput(model.getGraph().getOutput(0));
        requireRefused(constant, "it takes 0 inputs");
    }

    private void requireRefused(ModelProto.Builder model, String reason) throws IOException {
        Path file = folder.resolve("model.onnx");
        Files.write(file, model.build().toByteArray());
        assertThatThrownBy(() -> OnnxClassifier.read(file))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void a_trained_network_agrees_on_every_test_picture() throws IOException {
        ImageTask digits = ProxyDataset.DIGITS.read(DataFolder.find());
        ClassifierSettings settings =
                ClassifierSettings.standard(digits.training().count()).withChannels(4);
        ImageClassifier classifier = new ClassifierTraining(
                        settings.withRecipe(settings.recipe().withEpochs(3)))
                .train(ARCHITECTURES.get(4), digits)
                .classifier();
        requireSame(classifier, digits.test());
    }

    @Test
    void the_file_tells_its_classes_and_sizes_and_is_the_same_each_time() throws IOException {
        ImageClassifier classifier = MadeUpClassifiers.of(ARCHITECTURES.get(1), 3, 12, 1);
        Path file = folder.resolve("model.onnx");
        OnnxModel.write(classifier, file);
        byte[] first = Files.readAllBytes(file);
        OnnxModel.write(classifier, file);
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
        try (OnnxClassifier onnx = OnnxClassifier.read(file)) {
            assertThat(onnx.metadata())
                    .isEqualTo(new OnnxMetadata(
                            List.of("cat", "dog, small", "Zebra \"ü\" 😀"),
                            12,
                            12,
                            3,
                            ARCHITECTURES.get(1).text()));
        }
        assertThat(ModelProto.parseFrom(first).getGraph().getNodeList().stream()
                        .filter(n -> n.getOpType().equals("Conv"))
                        .map(n -> n.getName()))
                .as("stem, two residual blocks of three, and three in each cell")
                .hasSize(1 + 2 * 3 + 3 * 3)
                .contains("stem.convolution", "residual1.shortcut", "stage0.cell0.node3.convolution");
    }

    @Test
    void nodes_have_their_attributes_in_the_order_of_names_whatever_the_order_they_are_given_in() {
        List<String> names = List.of("count_include_pad", "kernel_shape", "pads", "strides");
        for (List<String> given : List.of(names, List.of("strides", "pads", "count_include_pad", "kernel_shape"))) {
            Map<String, Object> attributes = new LinkedHashMap<>();
            given.forEach(name -> attributes.put(name, name.equals("count_include_pad") ? 0 : new int[] {1, 1}));
            OnnxGraph graph = new OnnxGraph("pooling");
            graph.node("pool", OnnxLayer.AVERAGE_POOL, attributes, "maps");
            assertThat(graph.build().getNode(0).getAttributeList())
                    .extracting(AttributeProto::getName)
                    .isEqualTo(names);
        }
    }

    @Test
    void what_is_no_classifier_is_refused_with_what_is_wrong() throws IOException {
        Path file = folder.resolve("model.onnx");
        assertThatThrownBy(() -> OnnxClassifier.read(file)).isInstanceOf(MissingDataException.class);
        Files.writeString(file, "no network");
        assertThatThrownBy(() -> OnnxClassifier.read(file))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("ONNX Runtime cannot run it");
        ModelProto model = OnnxModel.of(MadeUpClassifiers.of(ARCHITECTURES.get(0), 3, 12, 1), 12);
        Files.write(file, model.toBuilder().clearMetadataProps().build().toByteArray());
        assertThatThrownBy(() -> OnnxClassifier.read(file))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("it has no property grabnas.format");
        for (Map.Entry<String, String> wrong : Map.of(
                        "grabnas.image-size", "16",
                        "grabnas.image-channels", "2",
                        "grabnas.classes", "[1, null]",
                        "grabnas.format", "grabnas-classifier 2")
                .entrySet()) {
            ModelProto.Builder changed = model.toBuilder();
            changed.getMetadataPropsBuilderList().stream()
                    .filter(p -> p.getKey().equals(wrong.getKey()))
                    .forEach(p -> p.setValue(wrong.getValue()));
            Files.write(file, changed.build().toByteArray());
            assertThatThrownBy(() -> OnnxClassifier.read(file))
                    .as(wrong.toString())
                    .isInstanceOf(DataFormatException.class);
        }
    }

    @Test
    void a_model_with_too_few_class_names_is_refused_when_it_is_run() throws IOException {
        Path file = folder.resolve("model.onnx");
        ModelProto.Builder changed = OnnxModel.of(MadeUpClassifiers.of(ARCHITECTURES.get(0), 3, 12, 1), 12).toBuilder();
        changed.getMetadataPropsBuilderList().stream()
                .filter(p -> p.getKey().equals("grabnas.classes"))
                .forEach(p -> p.setValue("[\"a\", \"b\"]"));
        Files.write(file, changed.build().toByteArray());
        try (OnnxClassifier onnx = OnnxClassifier.read(file)) {
            assertThatThrownBy(() -> onnx.predict(MadeUpClassifiers.noise(3, 3, 12)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("expected 2 probabilities");
        }
    }

    /** Convolutions of the first that the second lacks, and the same names with fewer channels. */
    @Test
    void weights_of_another_architecture_or_size_are_not_written_as_if_they_were_this_one_s() {
        ImageClassifier larger = MadeUpClassifiers.of(
                Cell.parse("|nor_conv_3x3~0|+|nor_conv_1x1~0|nor_conv_3x3~1|+|skip_connect~0|none~1|nor_conv_1x1~2|"),
                1,
                8,
                1);
        ImageClassifier fewer = new ImageClassifier(
                Cell.parse("|nor_conv_3x3~0|+|nor_conv_1x1~0|nor_conv_3x3~1|+|skip_connect~0|none~1|skip_connect~2|"),
                larger.skeleton(),
                larger.weights(),
                larger.mean(),
                larger.standardDeviation(),
                larger.classNames());
        Path file = folder.resolve("other.onnx");
        assertThatThrownBy(() -> OnnxModel.write(fewer, file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("they are of another architecture");
        ImageClassifier wider = new ImageClassifier(
                larger.architecture(),
                new Skeleton(1, 8, 3, 4, 1),
                larger.weights(),
                larger.mean(),
                larger.standardDeviation(),
                larger.classNames());
        assertThatThrownBy(() -> OnnxModel.write(wider, file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("they are of another network");
        assertThat(file).doesNotExist();
    }
}
