package io.github.grabnas.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.data.DataFolder;
import io.github.grabnas.data.DataFormatException;
import io.github.grabnas.data.PublicData;
import io.github.grabnas.nn.convolution.ConvolutionalFeatures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

/** The three ways from images to vectors, and their cache. */
class FeatureExtractorTest {

    @TempDir
    private Path folder;

    /** The images that tests/golden/onnx_features.py makes from the same formula. */
    private static LabelledImages formula() {
        byte[] pixels = new byte[40 * 3 * 64];
        for (int i = 0; i < pixels.length; i++) {
            int image = i / 192;
            int c = i / 64 % 3;
            int y = i / 8 % 8;
            int x = i % 8;
            pixels[i] = (byte) ((37 * image + 11 * c + 5 * y * y + 3 * x * (image + 1)) % 256);
        }
        return new LabelledImages("formula", 3, 8, 8, List.of("all"), pixels, new int[40]);
    }

    private static Path resource(String name) {
        return Path.of(FeatureExtractorTest.class.getResource("/golden/" + name).getPath());
    }

    private static OnnxFeatures onnx() throws IOException {
        return OnnxFeatures.read(resource("features.onnx"), 8, List.of(0.4, 0.5, 0.6), List.of(0.2, 0.25, 0.3));
    }

    @Test
    void an_onnx_network_gives_the_numbers_that_pytorch_gives() throws IOException {
        JsonNode golden = new ObjectMapper().readTree(resource("onnx.json").toFile());
        try (OnnxFeatures extractor = onnx()) {
            ImageFeatures features = extractor.features(formula());
            assertThat(extractor.dimension()).isEqualTo(6);
            for (int i = 0; i < 40; i++) {
                for (int j = 0; j < 6; j++) {
                    assertThat((double) features.get(i, j))
                            .isCloseTo(golden.get(i).get(j).asDouble(), within(1e-5));
                }
            }
        }
    }

    @Test
    void files_that_are_no_networks_of_images_are_named() throws IOException {
        Path words = Files.writeString(folder.resolve("words.onnx"), "no network");
        assertThatThrownBy(() -> OnnxFeatures.imageNet(words, 8))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("words.onnx: ONNX Runtime cannot run it");
        assertThatThrownBy(() -> OnnxFeatures.read(resource("features.onnx"), 8, List.of(0.5), List.of(0.5)))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("expected images, n x 1 x height x width");
        assertThatThrownBy(() -> OnnxFeatures.read(words, 8, List.of(0.5), List.of(0.0)))
                .hasMessageContaining("positive deviation");
    }

    @Test
    void pixels_are_the_images_themselves_in_grey_or_colour() {
        LabelledImages image = new LabelledImages(
                "one", 3, 1, 2, List.of("all"), new byte[] {(byte) 255, 0, 0, (byte) 255, 0, 0}, new int[1]);
        assertThat(new PixelFeatures(3, 1).features(image).row(0)).hasSize(3);
        LabelledImages square =
                new LabelledImages("grey", 1, 2, 2, List.of("all"), new byte[] {0, 51, 102, (byte) 255}, new int[1]);
        assertThat(new PixelFeatures(1, 2).features(square).row(0))
                .containsExactly(new double[] {0, 0.2, 0.4, 1}, within(1e-6));
        assertThat(new PixelFeatures(3, 2).features(square).row(0)).hasSize(12);
        LabelledImages red =
                new LabelledImages("red", 3, 1, 1, List.of("all"), new byte[] {(byte) 255, 0, 0}, new int[1]);
        assertThat(new PixelFeatures(1, 1).features(red).row(0))
                .containsExactly(new double[] {76 / 255.0}, within(1e-6));
    }

    @Test
    void the_shipped_network_reads_any_size_and_colour_and_survives_writing() throws IOException {
        ConvolutionalFeatures extractor = ConvolutionalFeatures.proxy();
        ImageFeatures features = extractor.features(formula());
        assertThat(features.dimension()).isEqualTo(extractor.dimension()).isEqualTo(32);
        assertThat(features.row(0)).isNotEqualTo(features.row(1));
        Path copy = folder.resolve("copy.safetensors");
        extractor.write(copy);
        ConvolutionalFeatures read = ConvolutionalFeatures.read(copy);
        assertThat(read.identity()).isEqualTo(extractor.identity());
        ImageFeatures same = read.features(formula());
        for (int i = 0; i < 40; i++) {
            assertThat(same.row(i)).containsExactly(features.row(i));
        }
    }

    /**
     * Otherwise the features could be those of any network: nearest class means must be right often, of letters that no
     * training saw more often than with pixels.
     */
    @Test
    void the_shipped_networks_features_tell_classes_apart() throws IOException {
        ImageTask digits = ProxyDataset.DIGITS.read(DataFolder.find());
        assertThat(nearestMean(ConvolutionalFeatures.proxy(), digits)).isGreaterThan(70);
        PublicData.file("images/notmnist");
        ImageTask letters = ProxyDataset.DEVELOPMENT_NOTMNIST.read(DataFolder.find());
        assertThat(nearestMean(ConvolutionalFeatures.proxy(), letters))
                .isGreaterThan(nearestMean(new PixelFeatures(1, 8), letters) + 5)
                .isGreaterThan(80);
    }

    private static double nearestMean(FeatureExtractor extractor, ImageTask task) {
        ImageFeatures training = extractor.features(task.training());
        ImageFeatures test = extractor.features(task.test());
        double[][] means = new double[10][extractor.dimension()];
        for (int i = 0; i < training.count(); i++) {
            for (int j = 0; j < training.dimension(); j++) {
                means[task.training().label(i)][j] +=
                        training.get(i, j) * 10.0 / task.training().count();
            }
        }
        int right = 0;
        for (int i = 0; i < test.count(); i++) {
            int best = 0;
            for (int c = 1; c < 10; c++) {
                best = distance(test.row(i), means[c]) < distance(test.row(i), means[best]) ? c : best;
            }
            right += best == task.test().label(i) ? 1 : 0;
        }
        return 100.0 * right / test.count();
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return sum;
    }

    /** Counts how often it is asked. */
    private record Counting(FeatureExtractor extractor, AtomicInteger evaluated) implements FeatureExtractor {

        @Override
        public String identity() {
            return extractor.identity();
        }

        @Override
        public int dimension() {
            return extractor.dimension();
        }

        @Override
        public ImageFeatures features(LabelledImages images) {
            evaluated.incrementAndGet();
            return extractor.features(images);
        }
    }

    @Test
    void the_cache_asks_once_for_equal_images_and_again_for_others_other_extractors_and_damaged_files()
            throws IOException {
        Counting pixels = new Counting(new PixelFeatures(3, 4), new AtomicInteger());
        LabelledImages images = formula();
        ImageFeatures first = new FeatureCache(pixels, folder).features(images);
        ImageFeatures again = new FeatureCache(pixels, folder).features(images.select("renamed", all(40)));
        assertThat(pixels.evaluated()).hasValue(1);
        for (int i = 0; i < 40; i++) {
            assertThat(again.row(i)).containsExactly(first.row(i));
        }
        new FeatureCache(pixels, folder).features(images.select("fewer", all(39)));
        assertThat(pixels.evaluated()).hasValue(2);
        Counting others = new Counting(new PixelFeatures(3, 2), pixels.evaluated());
        assertThat(new FeatureCache(others, folder).features(images).dimension())
                .isEqualTo(12);
        assertThat(pixels.evaluated()).hasValue(3);
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = new ArrayList<>(list.toList());
        }
        assertThat(files).hasSize(3);
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length - 1] ^= 1;
            Files.write(file, bytes);
        }
        assertThat(new FeatureCache(pixels, folder).features(images).row(7)).containsExactly(first.row(7));
        assertThat(pixels.evaluated()).hasValue(4);
        new FeatureCache(pixels, folder).features(images);
        assertThat(pixels.evaluated()).hasValue(4);
    }

    @Test
    void where_nothing_can_be_kept_the_vectors_are_computed_and_one_warning_says_so() throws IOException {
        Counting pixels = new Counting(new PixelFeatures(3, 2), new AtomicInteger());
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        FeatureCache cache = new FeatureCache(pixels, file.resolve("features"));
        List<String> warnings = new ArrayList<>();
        Logger logger = Logger.getLogger(FeatureCache.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                warnings.add(new SimpleFormatter().formatMessage(entry));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            LabelledImages images = formula();
            assertThat(cache.features(images).count()).isEqualTo(images.count());
            assertThat(cache.features(images).count()).isEqualTo(images.count());
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
        assertThat(pixels.evaluated()).hasValue(2);
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("are not kept in " + file.resolve("features"), "computed again");
    }

    private static int[] all(int count) {
        return java.util.stream.IntStream.range(0, count).toArray();
    }
}
