package io.github.grabnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grabnas.classifier.onnx.OnnxClassifier;
import io.github.grabnas.data.tensor.Tensor;
import io.github.grabnas.data.tensor.TensorFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import javax.imageio.ImageIO;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Pictures of noise, reddish, greenish and bluish, of two sizes and shapes: from folders to classified pictures. */
class ClassifierCommandsTest {

    private static final String CELL =
            "|nor_conv_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|avg_pool_3x3~0|none~1|nor_conv_3x3~2|";
    private static final List<String> CLASSES = List.of("blue", "green", "red, warm");

    @TempDir
    private static Path shared;

    private static Path pictures;
    private static Path result;
    private static CommandRun trained;

    private static void draw(Path folder, int count, int seed) throws IOException {
        Random random = new Random(seed);
        for (int label = 0; label < CLASSES.size(); label++) {
            Path place = Files.createDirectories(folder.resolve(CLASSES.get(label)));
            for (int i = 0; i < count; i++) {
                int width = i % 2 == 0 ? 12 : 30;
                BufferedImage picture = new BufferedImage(width, 20, BufferedImage.TYPE_INT_RGB);
                for (int p = 0; p < width * 20; p++) {
                    int rgb = random.nextInt(0x1000000) & 0x7f7f7f | 0x80 << 8 * label;
                    picture.setRGB(p % width, p / width, rgb);
                }
                ImageIO.write(picture, "png", place.resolve(i + ".png").toFile());
            }
        }
    }

    private static CommandRun train(Path out, String... more) {
        return CommandRun.of(arguments(out, more));
    }

    private static String[] arguments(Path out, String... more) {
        String[] arguments = {
            "train",
            "--architecture",
            CELL,
            "--images",
            pictures.toString(),
            "--out",
            out.toString(),
            "--image-size",
            "8",
            "--channels",
            "2",
            "--epochs",
            "12",
            "--engine",
            "vector"
        };
        return Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new);
    }

    @BeforeAll
    static void trains() throws IOException {
        pictures = shared.resolve("my pictures");
        result = shared.resolve("my result");
        draw(pictures, 20, 1);
        Path blue = pictures.resolve("blue");
        Files.copy(blue.resolve("0.png"), blue.resolve("copy.png"));
        trained = train(result);
    }

    @Test
    void train_writes_the_network_in_two_forms_and_a_page() throws IOException {
        assertThat(trained.status()).as(trained.err()).isZero();
        assertThat(trained.out())
                .contains("my pictures: 48 images of 3 classes, 3 x 8 x 8; 12 to test on; C=2, N=1, 12 epochs")
                .contains("; classes: 'blue', 'green', 'red, warm'")
                .contains("of 12 pictures) of the test pictures are classified rightly");
        assertThat(trained.err()).contains("epoch 12 of 12: loss");
        String left = "1 of 61 images are exact copies of others and are left out";
        assertThat(trained.err()).contains("Note: " + left);
        assertThat(Files.readString(result.resolve("report.html"))).contains("<li>" + left + "</li>");
        try (Stream<Path> files = Files.list(result)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "epochs.csv", "model.onnx", "model.zip", "provenance.json", "report.html", "split.csv");
        }
        assertThat(Files.readAllLines(result.resolve("epochs.csv"))).hasSize(13);
        List<String> split = Files.readAllLines(result.resolve("split.csv"));
        assertThat(split).hasSize(62).startsWith("file,class,part");
        assertThat(split.stream().filter(line -> line.endsWith(",training"))).hasSize(48);
        assertThat(split.stream().filter(line -> line.endsWith(",left-out"))).hasSize(1);
        assertThat(Files.readString(result.resolve("provenance.json")))
                .contains("kernel-setup/grabnas train --architecture");
        try (OnnxClassifier classifier = OnnxClassifier.read(result.resolve("model.onnx"))) {
            assertThat(classifier.metadata().classNames()).isEqualTo(CLASSES);
        }
    }

    @Test
    void results_of_another_training_of_a_search_or_of_somebody_are_not_overwritten() throws IOException {
        Path own = Files.createDirectory(shared.resolve("own"));
        Files.writeString(own.resolve("report.html"), "mine");
        CommandRun answer = train(own);
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.err()).contains("own: it holds report.html of another training or of something else");
        assertThat(own.resolve("report.html")).hasContent("mine");

        Path searched = Files.createDirectory(shared.resolve("searched"));
        Files.writeString(searched.resolve("plan.json"), "{}");
        assertThat(train(searched).err()).contains("searched: it holds a search (plan.json); choose another folder");

        Path again = shared.resolve("trained before");
        assertThat(train(again).status()).isZero();
        byte[] network = Files.readAllBytes(again.resolve("model.onnx"));
        CommandRun other = train(again, "--mirror");
        assertThat(other.status()).isEqualTo(1);
        assertThat(other.err())
                .contains("it holds report.html, model.onnx, model.zip, epochs.csv, split.csv, provenance.json of "
                        + "another");
        assertThat(again.resolve("model.onnx")).hasBinaryContent(network);
    }

    @Test
    void the_result_may_lie_among_the_pictures() throws IOException {
        Path inside = pictures.resolve("result");
        for (int time = 0; time < 2; time++) {
            CommandRun answer = train(inside);
            assertThat(answer.status()).as(answer.err()).isZero();
            assertThat(answer.out()).contains("48 images of 3 classes");
            assertThat(inside.resolve("model.onnx")).hasSameBinaryContentAs(result.resolve("model.onnx"));
        }
        try (Stream<Path> files = Files.list(inside)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(inside);
    }

    @Test
    void the_same_command_gives_the_same_network() throws IOException {
        Path again = shared.resolve("again");
        assertThat(train(again).status()).isZero();
        assertThat(Files.readAllBytes(again.resolve("model.onnx")))
                .isEqualTo(Files.readAllBytes(result.resolve("model.onnx")));
    }

    /** Makes the weights of a training under way infinite, as those of one that diverges. */
    private static void spoil(Path state) throws IOException {
        TensorFile right = TensorFile.read(state);
        Map<String, Tensor> tensors = new LinkedHashMap<>(right.tensors());
        tensors.replaceAll((name, tensor) -> {
            double[] values = tensor.values().clone();
            if (name.startsWith("weights/")) {
                Arrays.fill(values, Double.POSITIVE_INFINITY);
            }
            return Tensor.of(tensor.shape(), values);
        });
        new TensorFile(tensors, right.notes()).write(state);
    }

    @Test
    void a_training_that_diverges_is_done_once_more_at_a_lower_rate_and_goes_on_there_after_a_kill()
            throws IOException {
        Path folder = shared.resolve("diverged");
        Path second = folder.resolve("training-lower-rate.state");
        CommandRun.killedAt("epoch 1 of 12", arguments(folder));
        spoil(folder.resolve("training.state"));
        CommandRun.killedAt("epoch 2 of 12", arguments(folder));
        assertThat(folder).isDirectoryContaining(file -> file.equals(second));
        assertThat(folder.resolve("training.state")).doesNotExist();
        CommandRun other = train(folder, "--mirror");
        assertThat(other.status()).isEqualTo(1);
        assertThat(other.err()).contains("training-lower-rate.state: it is of a training with other settings");

        CommandRun answer = train(folder);
        assertThat(answer.status()).as(answer.err()).isZero();
        String note = "the chosen architecture diverged at a learning rate of 0.2 and was trained anew at 0.04";
        assertThat(answer.out()).contains("2 of them done before");
        assertThat(answer.err()).contains("Note: " + note, "epoch 3 of 12").doesNotContain("epoch 2 of 12");
        assertThat(Files.readString(folder.resolve("report.html"))).contains("<li>" + note + "</li>");
        assertThat(Files.readString(folder.resolve("provenance.json"))).contains("learningRate=0.04");
        assertThat(second).doesNotExist();
    }

    @Test
    void classify_tells_the_class_of_new_pictures_of_any_size() throws IOException {
        Path fresh = shared.resolve("fresh");
        draw(fresh, 10, 2);
        Path file = shared.resolve("classes.csv");
        CommandRun answer = CommandRun.of(
                "classify",
                "--model",
                result.resolve("model.onnx").toString(),
                fresh.toString(),
                "--out",
                file.toString());
        assertThat(answer.status()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("30 pictures classified");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).isEqualTo("file,class,probability");
        assertThat(lines).hasSize(31);
        assertThat(lines.get(1)).matches("\\Q" + fresh.resolve("blue").resolve("0.png") + "\\E,[a-z]+,[01]\\.[0-9]{4}");
        long right = Stream.of("blue", "green", "red, warm")
                .flatMap(name -> lines.stream()
                        .filter(l -> l.contains(fresh.resolve(name).toString()))
                        .filter(l -> l.contains("png," + name) || l.contains("png\",\"" + name)))
                .count();
        assertThat(right).isGreaterThan(24);
    }

    @Test
    void a_picture_that_cannot_be_read_is_named_and_the_others_are_classified() throws IOException {
        Path mixed = Files.createDirectories(shared.resolve("mixed"));
        Files.copy(pictures.resolve("green").resolve("0.png"), mixed.resolve("good.png"));
        Files.writeString(mixed.resolve("bad.png"), "no picture");
        Files.writeString(mixed.resolve("notes.txt"), "no picture either, and not named as one");
        CommandRun answer = CommandRun.of(
                "classify", "--model", result.resolve("model.onnx").toString(), mixed.toString());
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.out().lines()).hasSize(2).anyMatch(l -> l.contains("good.png"));
        assertThat(answer.err().lines())
                .singleElement()
                .asString()
                .startsWith("grabnas: ")
                .contains("bad.png", "not a picture");
    }

    @Test
    void what_is_missing_or_no_model_is_told_in_one_line() {
        String model = result.resolve("model.onnx").toString();
        for (CommandRun answer : List.of(
                CommandRun.of("classify", "--model", shared.resolve("none.onnx").toString(), pictures.toString()),
                CommandRun.of(
                        "classify", "--model", result.resolve("report.html").toString(), pictures.toString()),
                CommandRun.of(
                        "classify", "--model", model, shared.resolve("nothing").toString()),
                CommandRun.of("classify", "--model", model, result.toString()))) {
            assertThat(answer.status()).isEqualTo(1);
            assertThat(answer.err().lines()).hasSize(1);
        }
    }

    @Test
    void wrong_usage_of_train_ends_with_2_and_writes_nothing() {
        Path out = shared.resolve("unused");
        String[] right = {"train", "--images", pictures.toString(), "--out", out.toString()};
        for (String[] wrong : new String[][] {
            {"--architecture", "|none~0|"},
            {"--architecture", "input output; 1>0"},
            {"--architecture", CELL, "--epochs", "2", "--minutes", "1"},
            {"--architecture", CELL, "--minutes", "0"},
            {"--architecture", CELL, "--minutes", "one"},
            {"--architecture", CELL, "--image-size", "30"},
            {"--architecture", CELL, "--engine", "steam"},
            {}
        }) {
            CommandRun answer =
                    CommandRun.of(Stream.of(right, wrong).flatMap(Stream::of).toArray(String[]::new));
            assertThat(answer.status()).as(answer.err()).isEqualTo(2);
            assertThat(answer.err().lines()).hasSize(1);
        }
        assertThat(out).doesNotExist();
    }

    @Test
    void describe_tells_of_a_cell_what_it_computes_costs_and_reaches_and_draws_it() throws IOException {
        Path svg = shared.resolve("cell.svg");
        CommandRun answer = CommandRun.of("describe", CELL, "--out", svg.toString(), "--data", shared.toString());
        assertThat(answer.status()).as(answer.err()).isZero();
        assertThat(answer.out())
                .contains("node 2 = nor_conv_1x1(input) + skip_connect(node 1)")
                .contains("output = avg_pool_3x3(input) + nor_conv_3x3(node 2)")
                .contains("number 10853 of 15,625")
                .contains("NAS-Bench-201 counts 5 other cells as the same")
                .containsPattern("multiply-adds +82\\.494 million an image")
                .containsPattern("proxy-fashion +[0-9.]+ % on validation images");
        assertThat(Files.readString(svg)).contains("<svg", "viewBox=\"0 0 ", "conv 3×3");
        Path png = shared.resolve("cell.png");
        assertThat(CommandRun.of("describe", CELL, "--out", png.toString()).status())
                .isZero();
        assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(590);
    }

    @Test
    void describe_tells_novel_graphs_from_cells_in_another_form() {
        CommandRun novel = CommandRun.of(
                "describe", "input nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 output; 0>1 1>2 2>3 3>4 4>5");
        assertThat(novel.out())
                .contains("none computes the same: a novel graph")
                .doesNotContain("proxy-fashion");
        CommandRun known = CommandRun.of("describe", "input nor_conv_3x3 output; 0>1 1>2");
        assertThat(known.out()).contains("computes the function of |", "proxy-fashion");
        assertThat(CommandRun.of("describe", "input output; 1>0").status()).isEqualTo(2);
        assertThat(CommandRun.of("describe", CELL, "--out", "cell.jpeg").err()).contains("ends in .svg or .png");
    }
}
