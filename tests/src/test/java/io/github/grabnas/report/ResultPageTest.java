package io.github.grabnas.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.classifier.AccuracyInterval;
import io.github.grabnas.classifier.ClassificationQuality;
import io.github.grabnas.classifier.ClassifierCost;
import io.github.grabnas.classifier.MadeUpClassifiers;
import io.github.grabnas.classifier.Predictions;
import io.github.grabnas.data.image.LabelledImages;
import io.github.grabnas.nn.convolution.NetworkCost;
import io.github.grabnas.nn.convolution.Skeleton;
import io.github.grabnas.report.ImageResult.Finalist;
import io.github.grabnas.report.ImageResult.Trial;
import io.github.grabnas.report.ImageResult.Validation;
import io.github.grabnas.space.Architecture;
import io.github.grabnas.space.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import javax.imageio.ImageIO;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

class ResultPageTest {

    private static final Skeleton SKELETON = new Skeleton(3, 16, 3, 4, 1);
    private static final Pattern SOURCE = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

    private static ClassifierCost cost(Architecture architecture) {
        NetworkCost cost = NetworkCost.of(architecture.graph(), SKELETON);
        return new ClassifierCost(cost.trainedParameters(), cost.flops(), cost.flops() / 4e6);
    }

    private static List<Trial> trials() {
        Random random = new Random(1);
        return IntStream.rangeClosed(1, 40)
                .mapToObj(i -> {
                    Architecture cell = Cell.ofIndex(random.nextInt(Cell.COUNT));
                    return new Trial(
                            i,
                            9.0 * i,
                            cell,
                            40 + 30 * random.nextDouble() + 0.4 * i,
                            cost(cell).flops(),
                            i % 2 == 0 ? Optional.of(cost(cell)) : Optional.empty());
                })
                .toList();
    }

    private static LabelledImages images(int classes) {
        byte[] pixels = new byte[4 * classes * 3 * 16 * 16];
        new Random(3).nextBytes(pixels);
        return new LabelledImages(
                "made up",
                3,
                16,
                16,
                IntStream.range(0, classes)
                        .mapToObj(k -> "class <" + k + "> & more")
                        .toList(),
                pixels,
                IntStream.range(0, 4 * classes).map(i -> i % classes).toArray());
    }

    private static ClassificationQuality quality(LabelledImages images) {
        int classes = images.classNames().size();
        Random random = new Random(2);
        float[][] probabilities = new float[images.count()][classes];
        for (int i = 0; i < images.count(); i++) {
            probabilities[i][random.nextInt(3) > 0 ? images.label(i) : random.nextInt(classes)] =
                    0.5f + random.nextFloat() / 2;
        }
        return ClassificationQuality.of(images, Predictions.of(images.classNames(), probabilities));
    }

    private static ImageResult result(int classes) {
        LabelledImages images = images(classes);
        Architecture winner = MadeUpClassifiers.ARCHITECTURES.get(4);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Pictures", "1,200 of <b>signs</b>");
        facts.put("Method", "GraB-NAS");
        return ImageResult.of("Signs & <script>", winner, images, quality(images), cost(winner), "grabnas search 'x'")
                .withFacts(facts)
                .withTrials(trials())
                .withValidation(new Validation(AccuracyInterval.of(65, 80), 3, false))
                .withFinalists(trials().stream()
                        .limit(3)
                        .map(t ->
                                new Finalist(t.architecture(), t.accuracy(), t.accuracy() + 5, cost(t.architecture())))
                        .toList())
                .withWarnings(List.of("the class 'stop' has 7 pictures", "12 pictures stand twice"))
                .withProvenance(Map.of("library", "0.1.0"));
    }

    @Test
    void the_page_holds_everything_and_loads_nothing(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.html");
        ResultPage.write(result(5), file);
        String page = Files.readString(file);
        assertThat(page)
                .contains("<h1>Signs &amp; &lt;script&gt;</h1>")
                .contains("1,200 of &lt;b&gt;signs&lt;/b&gt;")
                .contains("guessing: 20.0 %; always the largest class: 20.0 %; mean of the classes' accuracies: ")
                .contains("on the validation pictures 81.25 % (71.3 to 88.3 %, 65 of 80 pictures), the best of 3, so")
                .containsPattern("[0-9] million multiply-adds an image, (0[.]0*)?[1-9][.]?[0-9]? ms an image")
                .contains("<li>12 pictures stand twice</li>")
                .contains("<h2>The network</h2>", "<h2>The search</h2>", "<h2>Trained at the larger size</h2>")
                .contains("<h2>Confusion</h2>", "<h2>Each class</h2>", "<h2>Classified wrongly</h2>")
                .contains("<pre>grabnas search 'x'</pre>")
                .doesNotContain("<script");
        Matcher sources = SOURCE.matcher(page);
        List<String> found = new ArrayList<>();
        while (sources.find()) {
            found.add(sources.group(1));
        }
        assertThat(found).hasSizeGreaterThan(5).allMatch(s -> s.startsWith("data:image/"));
        for (String source : found) {
            byte[] bytes = Base64.getDecoder().decode(source.substring(source.indexOf(',') + 1));
            if (source.startsWith("data:image/png")) {
                BufferedImage picture = ImageIO.read(new ByteArrayInputStream(bytes));
                assertThat(picture.getWidth()).isEqualTo(16);
            } else {
                assertThat(new String(bytes, java.nio.charset.StandardCharsets.UTF_8))
                        .contains("<svg")
                        .doesNotContain("http://www.w3.org/TR/");
            }
        }
    }

    @Test
    void of_many_classes_the_pairs_are_shown_that_are_confused_most() {
        assertThat(ResultPage.of(result(5))).contains("class=\"matrix\"");
        assertThat(ResultPage.of(result(60)))
                .doesNotContain("class=\"matrix\"")
                .contains("Of 60 classes, those that are confused most.")
                .contains("the 50 worst of 60 classes");
    }

    @Test
    void without_finalists_the_accuracy_of_the_search_is_told_as_such() {
        ImageResult alone = result(5)
                .withFinalists(List.of())
                .withValidation(new Validation(AccuracyInterval.of(30, 40), 120, true));
        assertThat(ResultPage.of(alone))
                .contains("on the validation pictures, at the size of the search, 75.00 % (")
                .contains("30 of 40 pictures), the best of 120, so optimistic");
    }

    @Test
    void milliseconds_have_two_digits_that_count() {
        assertThat(new ClassifierCost(1, 1, 0.083456).millisecondsText()).isEqualTo("0.083");
        assertThat(new ClassifierCost(1, 1, 0.1).millisecondsText()).isEqualTo("0.10");
        assertThat(new ClassifierCost(1, 1, 1.96).millisecondsText()).isEqualTo("2.0");
        assertThat(new ClassifierCost(1, 1, 128.3).millisecondsText()).isEqualTo("130");
    }

    @Test
    void a_single_training_has_no_search_on_its_page() {
        LabelledImages images = images(3);
        Architecture cell = MadeUpClassifiers.ARCHITECTURES.get(0);
        assertThat(ResultPage.of(ImageResult.of("x", cell, images, quality(images), cost(cell), "grabnas train")))
                .doesNotContain("The search", "larger size", "warnings\"", "validation")
                .contains("guessing: 33.3 %");
    }

    @Test
    void on_the_front_is_what_no_other_beats_in_cost_and_accuracy() {
        List<Trial> trials = trials();
        CostFront front = CostFront.of(trials);
        assertThat(front.trials()).hasSize(40);
        for (Trial trial : trials) {
            boolean beaten = trials.stream()
                    .anyMatch(o -> o.accuracy() >= trial.accuracy()
                            && o.flops() <= trial.flops()
                            && (o.accuracy() > trial.accuracy() || o.flops() < trial.flops()));
            assertThat(front.front().contains(trial)).isNotEqualTo(beaten);
        }
    }
}
